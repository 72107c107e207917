import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { database } from "@/db/client";
import { succession } from "@/db/schema";
import { answerAliasCheck } from "@/lib/alias/commands/answer-alias-check";
import { disownAlias } from "@/lib/alias/commands/disown-alias";
import { askSuccession } from "@/lib/member/commands/ask-succession";
import { askSuccessionProof } from "@/lib/member/commands/ask-succession-proof";
import { completeSuccession } from "@/lib/member/commands/complete-succession";
import { judgeSuccession } from "@/lib/member/commands/judge-succession";
import { recordSuccessionDomain } from "@/lib/member/commands/record-succession-domain";
import { stopSuccession } from "@/lib/member/commands/stop-succession";
import { successionsToJudge } from "@/lib/member/queries/committee";
import { domainsToProve } from "@/lib/member/queries/succession-domains";
import { mattersWaiting } from "@/lib/review/queries/waiting";
import { followAliasAnswer } from "@/lib/worker/tasks/follow-alias-answer";
import { readyToRace } from "../setup/race";
import {
  asWorker,
  beginWithGlobex,
  eventsAbout,
  globex,
  later,
  letters,
  monday,
  peopleOf,
  personOf,
  seated,
  signedIn,
  someone,
  tokenTo,
} from "./world";

beginWithGlobex();
beforeEach(async () => {
  await someone("gerd@globex.example", "Gerd");
});

const stranger = { kind: "not-allowed" };
const gerd = (now = monday) => signedIn("gerd@globex.example", now);
const ask = async (organization = "Globex", context?: Awaited<ReturnType<typeof gerd>>) =>
  askSuccession(context ?? (await gerd()), { list: "istio", organization, words: "Gus and Gina have left." });
const stored = async () => {
  const [row] = await database().select().from(succession);
  if (!row) throw new Error("There is no succession");
  return row;
};
const follow = async (now: Date) => {
  const { rows } = await database().execute<{ id: string }>(
    sql`select id from alias_check where subject_kind = 'succession' order by asked_at desc limit 1`,
  );
  await followAliasAnswer({ checkId: rows[0]?.id ?? "" }, asWorker(now));
};
const answerAlias = async (now: Date) => {
  const token = await tokenTo("security@globex.example", "alias-check");
  await answerAliasCheck({ actor: { kind: "visitor" }, now }, { token, name: "Product security", organization: "Globex" });
  await follow(now);
};
const seeDomain = async (seen: string, now: Date) => recordSuccessionDomain(asWorker(now), { successionId: (await stored()).id, seen });
const judge = async (email: string, now: Date, verdict = "agree", reason = "") =>
  judgeSuccession(await signedIn(email, now), { succession: (await stored()).id, verdict, reason });
const complete = async (now: Date) => completeSuccession(asWorker(now), { successionId: (await stored()).id });
const primaries = async () => (await peopleOf(globex)).flatMap((each) => (each.endsWith(" primary") ? [each.split(" ")[0]] : []));
const written = async (kind: string) => (await letters()).filter((letter) => letter.startsWith(kind));

/** Asked on Monday, the alias answered after two hours, the domain shown after three. */
async function proved(): Promise<void> {
  await ask();
  await answerAlias(later({ hours: 2 }));
  await seeDomain("proved", later({ hours: 3 }));
}
const waited = later({ days: 14, hours: 3 });

describe("a succession", () => {
  it("takes alias, domain, the waiting time and two people, and then makes one primary", async () => {
    expect(await ask()).toEqual({ to: "succession", reference: "2026-001" });
    expect(await letters()).toEqual([
      "alias-check to security@globex.example",
      "succession-told to gina@globex.example",
      "succession-told to gus@globex.example",
      "succession-told to security@globex.example",
    ]);
    await answerAlias(later({ hours: 2 }));
    expect((await stored()).waitsUntil).toBeNull();
    await seeDomain("proved", later({ hours: 3 }));
    expect((await stored()).waitsUntil).toEqual(waited);
    expect(await written("succession-told")).toHaveLength(6);
    expect(await written("succession-to-judge")).toHaveLength(4);
    await judge("rita@mesh.example", later({ days: 1 }));
    await judge("rita@mesh.example", later({ days: 2 }));
    await complete(waited);
    expect((await stored()).status).toBe("open");
    await judge("cora@committee.example", later({ days: 3 }));
    await complete(new Date(waited.getTime() - 1000));
    expect(await primaries()).toEqual(["gus"]);
    await complete(waited);
    await complete(waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
    expect((await stored()).status).toBe("completed");
    expect(await written("succession-completed")).toEqual([
      "succession-completed to gerd@globex.example",
      "succession-completed to gina@globex.example",
      "succession-completed to gus@globex.example",
      "succession-completed to security@globex.example",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual([
      "succession.asked",
      "succession.alias_proved",
      "succession.domain_looked",
      "succession.waiting",
      "succession.agreed",
      "succession.agreed",
    ]);
    expect(await eventsAbout(globex.organizationId)).toEqual(["succession.completed"]);
  });

  it("begins to wait with whichever proof comes last, and is completed by the second agreement after it", async () => {
    await ask();
    await seeDomain("proved", later({ hours: 1 }));
    expect((await stored()).waitsUntil).toBeNull();
    await answerAlias(later({ hours: 3 }));
    expect((await stored()).waitsUntil).toEqual(waited);
    await judge("rita@mesh.example", waited);
    await judge("raj@harbour.example", waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
  });

  it("gives somebody who only read the record the primary role in its place", async () => {
    await database().execute(sql`
      insert into organization_contact (organization_id, person_id, role, since_at)
      select ${globex.organizationId}, id, 'reader', now() from person where email = 'gerd@globex.example'`);
    await proved();
    await judge("rita@mesh.example", waited);
    await judge("raj@harbour.example", waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
  });
});

describe("what stops a succession", () => {
  it.each([["gus"], ["gina"]])("is one word of %s, who acts for the organization", async (who) => {
    await proved();
    const { id } = await stored();
    await stopSuccession(await personOf(globex, who), { succession: id });
    await stopSuccession(await personOf(globex, who), { succession: id });
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "representative" });
    expect(await written("succession-ended")).toEqual([
      "succession-ended to gerd@globex.example",
      "succession-ended to gina@globex.example",
      "succession-ended to gus@globex.example",
    ]);
    await expect(judge("rita@mesh.example", waited)).rejects.toMatchObject({ kind: "conflict" });
    await complete(waited);
    expect(await primaries()).toEqual(["gus"]);
  });

  it("is a reader of the contact alias, also after somebody there answered", async () => {
    await proved();
    await disownAlias(
      { actor: { kind: "visitor" }, now: later({ days: 5 }) },
      { token: await tokenTo("security@globex.example", "alias-check") },
    );
    await follow(later({ days: 5 }));
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "alias" });
  });

  it("is one objection of the committee, with a reason", async () => {
    await ask();
    await expect(judge("rita@mesh.example", later({ days: 1 }), "object")).rejects.toMatchObject({ problems: [{ field: "reason" }] });
    await judge("rita@mesh.example", later({ days: 1 }), "object", "Gus still works there.");
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "committee" });
  });

  it("is the one who asked", async () => {
    await ask();
    await stopSuccession(await gerd(), { succession: (await stored()).id });
    expect(await stored()).toMatchObject({ status: "withdrawn", endedThrough: "asker" });
    expect(await ask()).toEqual({ to: "succession", reference: "2026-002" });
  });

  it("is no stranger", async () => {
    await proved();
    await someone("eve@elsewhere.example");
    await expect(stopSuccession(await signedIn("eve@elsewhere.example"), { succession: (await stored()).id })).rejects.toMatchObject(
      stranger,
    );
    expect((await stored()).status).toBe("open");
  });
});

describe("asking to take over", () => {
  it("says when the roster has no such name, and leads back to what is open", async () => {
    await expect(ask("Hooli")).rejects.toMatchObject({ kind: "input", problems: [{ field: "organization" }] });
    await ask();
    expect(await ask()).toEqual({ to: "succession", reference: "2026-001" });
    await someone("eve@elsewhere.example");
    await expect(ask("Globex", await signedIn("eve@elsewhere.example"))).rejects.toMatchObject({ kind: "conflict" });
    expect(await ask("Globex", await personOf(globex))).toEqual({ to: "membership" });
    expect(await written("succession-told")).toHaveLength(3);
  });

  it("is limited, and for people who are signed in", async () => {
    await expect(
      askSuccession({ actor: { kind: "visitor" }, now: monday }, { list: "istio", organization: "Globex", words: "x" }),
    ).rejects.toMatchObject(stranger);
    for (let time = 0; time < 3; time += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ kind: "too-often" });
  });

  it("has the alias asked again, and the domain looked at, by the one who asked alone", async () => {
    await ask();
    const { id } = await stored();
    await expect(askSuccessionProof(await personOf(globex), { succession: id, proof: "alias" })).rejects.toMatchObject(stranger);
    await askSuccessionProof(await gerd(later({ days: 1 })), { succession: id, proof: "alias" });
    expect(await written("alias-check")).toHaveLength(2);
    await askSuccessionProof(await gerd(), { succession: id, proof: "domain" });
    expect(await eventsAbout(globex.memberId)).toEqual(["succession.asked", "succession.domain_asked"]);
    await answerAlias(later({ days: 1, hours: 1 }));
    await askSuccessionProof(await gerd(later({ days: 2 })), { succession: id, proof: "alias" });
    expect(await written("alias-check")).toHaveLength(2);
  });
});

describe("the proof at the domain", () => {
  it("is looked for at the organization's own domains", async () => {
    await ask();
    const { id, dnsSecret } = await stored();
    expect(await domainsToProve(id)).toEqual({ secret: dnsSecret, domains: ["globex.example"] });
    expect(dnsSecret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("proves nothing while it cannot be told, or is not there, and stays once it was seen", async () => {
    await ask();
    const { id } = await stored();
    await seeDomain("cannot-tell", later({ hours: 1 }));
    expect(await stored()).toMatchObject({ domainProvedAt: null, domainSeen: "cannot-tell", status: "open" });
    await seeDomain("nothing-there", later({ hours: 2 }));
    await seeDomain("proved", later({ hours: 3 }));
    await seeDomain("nothing-there", later({ hours: 4 }));
    expect(await stored()).toMatchObject({ domainProvedAt: later({ hours: 3 }), domainSeen: "proved" });
    expect(await domainsToProve(id)).toBeNull();
    await expect(recordSuccessionDomain(await gerd(), { successionId: id, seen: "proved" })).rejects.toMatchObject(stranger);
  });
});

describe("judging a succession", () => {
  it("waits for both proofs, and is for the committee without conflict, never for oneself", async () => {
    await ask();
    await expect(judge("rita@mesh.example", monday)).rejects.toMatchObject({ message: "Alias and domain have to be proved first." });
    await expect(judge("gus@globex.example", monday)).rejects.toMatchObject(stranger);
    await seated("tess@globex.example", "chair");
    await expect(judge("tess@globex.example", monday)).rejects.toMatchObject(stranger);
    await someone("rita@mesh.example");
    await database().execute(sql`update succession set person_id = (select id from person where email = 'rita@mesh.example')`);
    await expect(judge("rita@mesh.example", monday)).rejects.toMatchObject(stranger);
  });

  it("is not for who works for the same organization as the one who asks", async () => {
    await proved();
    await database().execute(sql`update person set email = 'gerd@lab.mesh.example' where email = 'gerd@globex.example'`);
    await expect(judge("rita@mesh.example", waited)).rejects.toMatchObject(stranger);
    const seen = async (email: string) => {
      const { actor } = await signedIn(email);
      return [(await successionsToJudge(actor, "istio"))?.length, await mattersWaiting(actor, "istio", waited)];
    };
    expect(await seen("rita@mesh.example")).toEqual([0, []]);
    expect(await seen("raj@harbour.example")).toEqual([1, [{ kind: "succession", count: 1 }]]);
  });

  it("is refused by the database without both proofs", async () => {
    await ask();
    await expect(database().execute(sql`update succession set status = 'completed', ended_at = now()`)).rejects.toThrow();
  });

  it("counts two at once as two, and completes once", async () => {
    await proved();
    await readyToRace();
    await Promise.all([judge("rita@mesh.example", waited), judge("raj@harbour.example", waited), complete(waited)]);
    await complete(waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
    expect(await written("succession-completed")).toHaveLength(4);
  });
});

test("a contact alias takes over nothing", async () => {
  await someone("security@globex.example");
  await expect(ask("Globex", await signedIn("security@globex.example"))).rejects.toMatchObject({
    kind: "rule",
    message: "The address you signed in with is a contact alias. Sign in with one that you read alone.",
  });
  expect(await letters()).toEqual([]);
});
