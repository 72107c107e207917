import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { resendTransport } from "@/lib/email/transport/resend";
import type { Transport } from "@/lib/email/transport/transport";
import { applicationForApplicant, readView } from "@/lib/views/own-application";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { hostileCases } from "../data/hostile";
import { testDatabase } from "../setup/database";
import { nullMx, type Zone } from "../simulators/dns";
import { type ResendSimulator, startResend } from "../simulators/resend";
import { answers, fill, forget, healthy, later, monday, outside, runQueue, save, someone, start, submit } from "./world";

const world = outside();
let provider: ResendSimulator;
let resend: Transport;

beforeAll(async () => {
  await testDatabase();
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  resend = { ...resendTransport("re_test"), turn: async () => null };
});
beforeEach(async () => {
  await forget();
  provider.clear();
});
afterAll(() => provider.stop());

const when = (id: string) => `${id}: ${hostileCases("input-email").find((each) => each.id === id)?.given}`;

/** Everything answered with an address, and its email in the worker's hands. */
async function answered(address: string, now = monday) {
  const ada = await someone("ada@acme.example");
  const reference = await start(ada);
  await fill(ada, reference);
  await database().execute(sql`delete from email`);
  await save(ada, reference, "security-alias", { ...answers["security-alias"], address }, { now });
  return { ada, reference };
}

async function deliverAll(now: Date): Promise<void> {
  const { rows } = await database().execute<{ id: string }>(
    sql`select id from email where kind = 'alias-check' and status = 'queued' order by created_at`,
  );
  for (const { id } of rows) await deliverEmail({ emailId: id }, { via: resend, now, lookup: world.run(now) });
}

const sentTo = () => provider.sent.map(({ payload }) => payload.to);
const troubles = async () =>
  (
    await database().execute<{ trouble: string | null }>(sql`select trouble from email where kind = 'alias-check' order by created_at, id`)
  ).rows.map(({ trouble }) => trouble);

describe("an address whose domain takes no mail", () => {
  it.each<[string, Zone, string]>([
    [when("HC-EML-032"), nullMx, "corp.example does not accept email. Check the spelling, or enter another address"],
    ["the domain is gone", "nxdomain", "The domain corp.example does not exist. Check the spelling, or enter another address"],
    [
      "the domain has no mail server",
      { ns: ["ns.corp.example"] },
      "We found no mail server for corp.example. Check the spelling, or enter another address",
    ],
  ])("%s: it is refused, and no email leaves the house", async (_, zone, message) => {
    world.dns.set("corp.example", zone);
    const { ada, reference } = await answered("sec@corp.example");
    await deliverAll(later({ minutes: 1 }));
    expect(sentTo()).toEqual([]);
    expect((await troubles()).at(-1)).toBe("takes-no-mail");
    await expect(submit(ada, reference)).rejects.toMatchObject({
      problems: [{ field: "security-alias", message: expect.stringContaining(message) }],
    });
    const view = await applicationForApplicant(ada, reference);
    const read = view === null ? [] : await readView(view);
    expect(read.find(({ criterion }) => criterion.key === "security-alias")?.reading).toMatchObject({
      ok: false,
      problems: [{ field: "address", message }],
    });
  });

  it("is taken once the domain is mended", async () => {
    world.dns.set("corp.example", nullMx);
    const { ada, reference } = await answered("sec@corp.example");
    await deliverAll(later({ minutes: 1 }));
    world.dns.set("corp.example", healthy("corp.example"));
    expect(await runQueue(world, later({ minutes: 30 }))).toBe(0);
    expect(await runQueue(world, later({ minutes: 70 }))).toBe(1);
    await submit(ada, reference, { now: later({ minutes: 80 }) });
  });

  it("is dropped at once when another address is entered", async () => {
    world.dns.set("corp.example", nullMx);
    world.dns.set("acme.example", healthy("acme.example"));
    const { ada, reference } = await answered("sec@corp.example");
    await deliverAll(later({ minutes: 1 }));
    await save(
      ada,
      reference,
      "security-alias",
      { ...answers["security-alias"], address: "sec@acme.example" },
      { now: later({ minutes: 2 }) },
    );
    await deliverAll(later({ minutes: 3 }));
    expect(sentTo()).toEqual(["sec@acme.example"]);
    await submit(ada, reference, { now: later({ minutes: 4 }) });
  });
});

describe(when("HC-EML-033"), () => {
  it("delays nobody: the page answers at once, the worker's lookup ends, and the email is sent", async () => {
    world.dns.set("corp.example", "silent");
    const began = performance.now();
    const { ada, reference } = await answered("sec@corp.example");
    const before = world.dns.asked.length;
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(before).toBe(0);
    await deliverAll(later({ minutes: 1 }));
    expect(sentTo()).toContain("sec@corp.example");
    await submit(ada, reference);
  });
});
