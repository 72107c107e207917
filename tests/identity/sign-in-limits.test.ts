import { lt } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { person, rememberedBrowser, requestLimit } from "@/db/schema";
import { type Asking, limitCodeRequests, limitCodeTries, signInLimits } from "@/lib/identity/sign-in-limits";
import { secondsToWait } from "@/lib/kernel/request-limit";
import { sourceOf } from "@/lib/kernel/source";
import { sha256 } from "@/lib/kernel/token";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await empty("request_limit", "person");
});

const chair = "carol@committee.example";

/** Somebody at an address of the internet, with a browser of their own or with none that keeps cookies. */
function from(client: string, browser?: string): Asking {
  return { browserHash: browser === undefined ? null : sha256(browser), source: sourceOf(client) };
}

async function remembered(browser: string, email: string, signedInAt = new Date()): Promise<void> {
  const [made] = await db.insert(person).values({ email }).returning({ id: person.id });
  await db.insert(rememberedBrowser).values({ browserHash: sha256(browser), personId: made?.id ?? "", signedInAt });
}

/** How many of `times` requests for a code pass. */
async function passed(times: number, ask: (turn: number) => Promise<void>): Promise<number> {
  let count = 0;
  for (let turn = 1; turn <= times; turn += 1)
    await ask(turn).then(
      () => {
        count += 1;
      },
      (error: unknown) => expect(error).toMatchObject({ name: "Refusal", kind: "too-often" }),
    );
  return count;
}

/** Fifteen minutes later: what is counted by the day still counts. */
async function quarterPasses(): Promise<void> {
  await db.delete(requestLimit).where(lt(requestLimit.expire, Date.now() + 16 * 60_000));
}

describe("asking for a sign-in code", () => {
  it("HC-AUN-020: gives one stranger few codes for one address, and says when to try again", async () => {
    const stranger = from("203.0.113.9");
    expect(await passed(20, () => limitCodeRequests(chair, stranger))).toBe(signInLimits.codesPerSourceAndAddress.most);
    await expect(limitCodeRequests(chair.toUpperCase(), stranger)).rejects.toMatchObject({
      kind: "too-often",
      retryAfterSeconds: expect.any(Number),
      message: expect.stringMatching(/^Too many codes were requested for this address\. Try again in 1[45] minutes\.$/),
    });
  });

  it("lets a chair in from a browser in which they signed in before, whatever strangers ask for", async () => {
    await remembered("the chair's laptop", chair);
    for (let turn = 1; turn <= 40; turn += 1) await limitCodeRequests(chair, from(`198.51.${turn}.1`)).catch(() => {});
    const own = from("198.51.1.1", "the chair's laptop");
    expect(await passed(12, () => limitCodeRequests(chair, own))).toBe(signInLimits.codesOfRememberedBrowser.most);
  });

  it("lets a chair in from a new browser after one stranger, or a few, used up what an address gets", async () => {
    for (let turn = 1; turn <= 30; turn += 1) await limitCodeRequests(chair, from(`203.0.113.${turn}`)).catch(() => {});
    await expect(limitCodeRequests(chair, from("192.0.2.77", "a new phone"))).resolves.toBeUndefined();
  });

  it("does not take a browser in which somebody else signed in, or long ago, for the person's own", async () => {
    await remembered("Eve's laptop", "eve@evil.example");
    await remembered("an old laptop", chair, new Date(Date.now() - 91 * 86_400_000));
    for (const browser of ["Eve's laptop", "an old laptop"]) {
      const count = await passed(9, () => limitCodeRequests(chair, from("203.0.113.9", browser)));
      expect(count).toBeLessThanOrEqual(signInLimits.codesPerSourceAndAddress.most);
    }
  });

  it("HC-MNB-002: refuses nobody of 60 people behind one company, and strangers at its domain do not stop the 61st elsewhere", async () => {
    const company = (turn: number) => limitCodeRequests(`person${turn}@acme.example`, from("192.0.2.1", `browser ${turn}`));
    expect(await passed(60, company)).toBe(60);
    await expect(limitCodeRequests("person61@acme.example", from("192.0.2.200"))).resolves.toBeUndefined();
  });

  it("counts an address with NUL in it like the same one without, and breaks on neither", async () => {
    const most = signInLimits.codesPerSourceAndAddress.most;
    expect(
      await passed(most + 1, (turn) => limitCodeRequests(`caro${turn % 2 === 0 ? "" : "\0"}l@committee.example`, from("203.0.113.9", "a"))),
    ).toBe(most);
  });

  it("stops a source that asks for many addresses, and nobody else", async () => {
    const most = signInLimits.codesPerSource.most;
    expect(await passed(most + 30, (turn) => limitCodeRequests(`p${turn}@c${turn}.example`, from("203.0.113.9")))).toBe(most);
    await expect(limitCodeRequests("ada@acme.example", from("203.0.113.10"))).resolves.toBeUndefined();
    // What was refused for its source has counted for no address.
    expect(await secondsToWait({ ...signInLimits.codesPerAddress, most: 1 }, `p${most + 5}@c${most + 5}.example`)).toBeNull();
  });

  it("takes a /64 for one source, so that its 2^64 addresses are worth nothing", async () => {
    const count = await passed(80, (turn) => limitCodeRequests(`p${turn}@c.example`, from(`2001:db8:1:2::${turn.toString(16)}`)));
    expect(count).toBe(signInLimits.codesPerSource.most);
  });

  it("stops nobody for all when the proxy in front names no clients", async () => {
    expect(await passed(100, (turn) => limitCodeRequests(`p${turn}@c${turn}.example`, from("127.0.0.1")))).toBe(100);
  });

  it("lets a chair in from a new browser however long one network, or a few, have asked", async () => {
    const networks = 5;
    for (let quarter = 1; quarter <= 30; quarter += 1) {
      for (let turn = 1; turn <= 5 * networks; turn += 1)
        await limitCodeRequests(chair, from(`203.0.${turn % networks}.${quarter}`)).catch(() => {});
      await quarterPasses();
    }
    await expect(limitCodeRequests(chair, from("192.0.2.77", "a new phone"))).resolves.toBeUndefined();
  });

  it("counts what one network asks for before what all share", async () => {
    let count = 0;
    for (let quarter = 1; quarter <= 10; quarter += 1) {
      count += await passed(5, () => limitCodeRequests(chair, from("203.0.113.9")));
      await quarterPasses();
    }
    expect(count).toBe(signInLimits.codesPerNetworkAndAddress.most);
    expect(await secondsToWait({ ...signInLimits.codesPerAddressInADay, most: count + 1 }, chair)).toBeNull();
  });

  it("keeps a mailbox usable under a flood from hundreds of networks", async () => {
    let flood = 0;
    for (let quarter = 1; quarter <= 10; quarter += 1) {
      flood += await passed(40, (turn) => limitCodeRequests(chair, from(`10.${turn}.${quarter}.1`)));
      await quarterPasses();
    }
    expect(flood).toBe(signInLimits.codesPerAddressInADay.most + signInLimits.extraCodesPerAddress.most);
  });
});

describe("typing codes", () => {
  it("HC-AUN-017: stops a source that tries many, with or without cookies", async () => {
    expect(await passed(200, () => limitCodeTries(from("203.0.113.9")))).toBe(signInLimits.triesPerSource.most);
    expect(await passed(30, () => limitCodeTries(from("192.0.2.1", "one browser")))).toBe(signInLimits.triesPerBrowser.most);
  });

  it("does not stop a browser in which somebody signed in before for what others behind its address try", async () => {
    await remembered("the chair's laptop", chair);
    await passed(200, () => limitCodeTries(from("203.0.113.9")));
    await expect(limitCodeTries(from("203.0.113.9", "the chair's laptop"))).resolves.toBeUndefined();
  });
});

describe("counting", () => {
  it("is exact when many ask at the same time, and stores nobody's address", async () => {
    const limit = { name: "test", most: 5, minutes: 10 };
    const waits = await Promise.all(Array.from({ length: 20 }, () => secondsToWait(limit, chair)));
    expect(waits.filter((wait) => wait === null)).toHaveLength(5);
    expect(JSON.stringify(await db.select().from(requestLimit))).not.toContain("carol");
  });

  it("begins anew when the time is over", async () => {
    const limit = { name: "test", most: 1, minutes: 10 };
    await secondsToWait(limit, chair);
    expect(await secondsToWait(limit, chair)).toBeGreaterThan(590);
    await db.update(requestLimit).set({ expire: Date.now() - 1 });
    expect(await secondsToWait(limit, chair)).toBeNull();
  });
});
