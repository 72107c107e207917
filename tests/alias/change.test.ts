import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { agreement, aliasCheck, contactAlias, memberAnswer, organizationContact, organizationDomain } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { answerAliasCheck } from "@/lib/alias/commands/answer-alias-check";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { closeAliasChangeOfDeparted } from "@/lib/alias/commands/close-alias-change-of-departed";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { remindAliasChange } from "@/lib/alias/commands/remind-alias-change";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { aliasCheckOfLink } from "@/lib/alias/queries";
import { aliasChangeOf, aliasChangeOfStopLink, contactAliasesOf } from "@/lib/alias/queries/change";
import { type Actor, type Person, visitor } from "@/lib/kernel/actor";
import { catchUp } from "@/lib/worker/sweep";
import { unseat } from "../review/world";
import { testDatabase } from "../setup/database";
import {
  type Admitted,
  admitted,
  aliasesOf,
  answers,
  ask,
  asWorker,
  type Committee,
  changeOf,
  committee,
  deliverable,
  disowns,
  eventsAbout,
  followed,
  forget,
  goes,
  lapses,
  later,
  letters,
  lettersTo,
  monday,
  moves,
  of,
  personOf,
  seated,
  someone,
  tokenTo,
  wishOf,
} from "./change-world";

let db: Database;
let globex: Admitted;
let who: Committee;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  who = await committee();
});

const old = "security@globex.example";
const fresh = "psirt@globex.example";
/** The new address answers after half a day; three days of waiting follow. */
const noon = later({ hours: 12 });
const over = later({ days: 3, hours: 12 });

describe("asking for another contact alias", () => {
  it("tells the address in use, all representatives and the committee, and asks the new address, in one go (HC-LIF-004)", async () => {
    expect(await askAliasChange(await personOf(globex), wishOf(globex))).toEqual({ reference: "2026-001" });
    expect(await letters()).toEqual([
      "alias-change-asked to gina@globex.example",
      "alias-change-asked to gus@globex.example",
      "alias-change-asked to security@globex.example",
      "alias-change-review to cora@committee.example",
      "alias-change-review to raj@harbour.example",
      "alias-change-review to rita@mesh.example",
      "alias-change-review to rosa@gmail.com",
      "alias-check to psirt@globex.example",
    ]);
    expect(await changeOf("2026-001")).toMatchObject({ status: "asked", needsAgreement: false, answerBy: later({ days: 7 }), flags: [] });
    expect(await eventsAbout((await changeOf("2026-001")).id)).toEqual(["alias.change_asked", "alias.asked"]);
    expect(await aliasesOf(globex)).toEqual([old]);
    const threads = await db.execute(sql`select distinct thread from letter`);
    expect(threads.rows).toEqual([{ thread: "2026-001.alias-change" }]);
  });

  it("takes the same wish twice, from the asker or a colleague, as one (HC-MNB-008)", async () => {
    await ask(globex);
    const before = await letters();
    expect(await ask(globex, { address: " PSIRT@globex.example " })).toBe("2026-001");
    expect(await letters()).toEqual(before);
  });

  it.each([
    ["a deputy", async () => personOf(globex, "gina")],
    ["a stranger", async () => ({ actor: await someone("eve@evil.example"), now: monday })],
    ["another member's primary (HC-AUZ-005)", async () => personOf(await admitted("Initech"))],
    ["a reviewer", async () => of(who.rita)],
    ["a visitor", async () => ({ actor: visitor, now: monday })],
    ["whoever signs in with the alias itself", async () => ({ actor: await someone(old), now: monday })],
  ])("is refused to %s, and nobody is written to", async (_who, context) => {
    const asking = await context();
    await expect(askAliasChange(asking, wishOf(globex))).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await letters()).toEqual([]);
  });

  it("needs a sign-in of the last half hour", async () => {
    const { actor } = await personOf(globex);
    await expect(askAliasChange({ actor, now: later({ minutes: 31 }) }, wishOf(globex))).rejects.toMatchObject({ kind: "rule" });
  });

  it.each([
    ["gmail.com", { address: "globex@gmail.com" }, "address", "Security alias must be on a domain your organization owns, not gmail.com"],
    [
      "a second address",
      { address: "a@globex.example, b@globex.example" },
      "address",
      "Security alias must be one address, without a name or a second address",
    ],
    ["the address in use", { address: old }, "address", "Security alias must not be one that is in use already"],
    [
      "another member's alias",
      { address: "security@initech.example" },
      "address",
      "Security alias must not be the address of another member of this list",
    ],
    [
      "the portal's own domain",
      { address: "psirt@forewarned.example" },
      "address",
      "Security alias must be on a domain your organization owns, not forewarned.example",
    ],
    [
      "a representative's own",
      { address: "GUS@globex.example" },
      "address",
      "Security alias must not be an address with which one of your representatives signs in",
    ],
    [
      "a person's, unexplained",
      { address: "jane.doe@globex.example" },
      "reachesTeam",
      "jane.doe@globex.example looks like one person's address. Enter a team address, or explain below why it reaches a team",
    ],
    ["no reason", { reason: "" }, "reason", "Enter why the address changes"],
    [
      "somebody else's alias to replace",
      { oldAlias: "00000000-0000-4000-8000-000000000000" },
      "oldAlias",
      "Choose which address is replaced",
    ],
  ])("refuses %s", async (_what, wish, field, message) => {
    await admitted("Initech");
    await expect(askAliasChange(await personOf(globex), wishOf(globex, wish))).rejects.toMatchObject({
      kind: "input",
      problems: [{ field, message }],
    });
    expect(await letters()).toEqual([]);
  });

  it("names every fault at once", async () => {
    const wish = { address: "jane.doe@globex.example", oldAlias: "00000000-0000-4000-8000-000000000000" };
    await expect(askAliasChange(await personOf(globex), wishOf(globex, wish))).rejects.toMatchObject({
      problems: [{ field: "reachesTeam" }, { field: "oldAlias" }],
    });
  });

  it.each([
    ["its own domain", { address: "psirt@globex.example" }, false, []],
    ["a host below it", { address: "psirt@mail.globex.example" }, false, []],
    ["a second domain that is known to be its own", { address: "psirt@globex-corp.example" }, false, []],
    ["an unknown domain", { address: "psirt@elsewhere.example" }, true, ["other-domain"]],
    ["a shared host", { address: "psirt@globex.onmicrosoft.com" }, true, ["hosted", "other-domain"]],
    ["a look-alike of its own", { address: "psirt@gl0bex.example" }, true, ["confusable", "other-domain"]],
    ["a person's, explained", { address: "jane.doe@globex.example", reachesTeam: "A rota" }, false, ["personal"]],
    ["a dead mailbox", { oldIsDead: "yes" as const }, true, []],
  ])("asks the committee where it must: %s", async (_what, wish, needsAgreement, flags) => {
    await db.insert(organizationDomain).values({ organizationId: globex.organizationId, domain: "globex-corp.example" });
    expect(await changeOf(await ask(globex, wish))).toMatchObject({ needsAgreement, flags });
  });

  it("keeps one change open at a time, also when two ask at the same moment (HC-CON-005)", async () => {
    const gus = await personOf(globex);
    const two = await Promise.allSettled([
      askAliasChange(gus, wishOf(globex)),
      askAliasChange(gus, wishOf(globex, { address: "soc@globex.example" })),
    ]);
    expect(two.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = two.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({
      kind: "conflict",
      message: "Another change of the contact alias is under way, 2026-001. Stop it first, or wait until it is complete.",
    });
    expect((await letters()).filter((line) => line.startsWith("alias-check"))).toHaveLength(1);
  });

  it("takes six changes a day of one membership, and five letters to one address", async () => {
    for (let turn = 0; turn < 5; turn += 1) await stopAliasChange(await personOf(globex), { reference: await ask(globex), reason: "" });
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({
      kind: "too-often",
      problems: [{ field: "address" }],
    });
    await stopAliasChange(await personOf(globex), { reference: await ask(globex, { address: "a@globex.example" }), reason: "" });
    await expect(askAliasChange(await personOf(globex), wishOf(globex, { address: "b@globex.example" }))).rejects.toMatchObject({
      kind: "too-often",
    });
  });

  it("is open to a chair in the organization's place; a second person has to agree", async () => {
    const { reference } = await askAliasChange(await of(who.cora), wishOf(globex));
    expect(await changeOf(reference)).toMatchObject({ askedThrough: "committee", needsAgreement: true });
    await answers(globex, noon);
    expect(await agreeAliasChange(await of(who.cora, noon), { reference, reason: "" })).toBe("first"); // nobody is counted twice
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", agreedAt: null });
    expect(await agreeAliasChange(await of(who.rita, over), { reference, reason: "" })).toBe("agreed");
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
  });

  it("is refused once the organization has left the list", async () => {
    await goes(globex, monday);
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("the walk of a change", () => {
  it("lets the old address go only after the new one has answered twice", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", answeredAt: noon, waitsUntil: over });
    await moves(reference, later({ days: 3, hours: 11 }));
    expect(await aliasesOf(globex)).toEqual([old]);
    await moves(reference, over);
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "moving", movedAt: over });
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "completed", completedAt: later({ days: 4 }) });
    expect(await aliasesOf(globex)).toEqual([fresh]);
    expect(await eventsAbout((await changeOf(reference)).id)).toEqual([
      "alias.change_asked",
      "alias.asked",
      "alias.answered",
      "alias.change_answered",
      "alias.change_moved",
      "alias.asked",
      "alias.answered",
      "alias.change_completed",
    ]);
    expect(await lettersTo(old)).toEqual(["alias-change-asked", "alias-change-waiting", "alias-change-moving", "alias-change-completed"]);
    expect(await lettersTo(fresh)).toEqual(["alias-check", "alias-check", "alias-change-completed"]);
    expect(await lettersTo("gina@globex.example")).toEqual(await lettersTo(old));
  });

  it("keeps the old address beside the new one where one is added", async () => {
    const reference = await ask(globex, { mode: "add" });
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "completed", oldAliasId: null });
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it("replaces the one of several aliases that was named", async () => {
    await db.insert(contactAlias).values({
      memberId: globex.memberId,
      list: "istio",
      address: "soc@globex.example",
      domain: "globex.example",
      since: monday,
      answeredAt: monday,
    });
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({ problems: [{ field: "oldAlias" }] });
    const [named] = await db.select({ id: contactAlias.id }).from(contactAlias).where(eq(contactAlias.address, old));
    const reference = await ask(globex, { oldAlias: named?.id ?? "" });
    expect(await lettersTo("soc@globex.example")).toEqual(["alias-change-asked"]);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, later({ days: 4 }));
    expect(await aliasesOf(globex)).toEqual(["soc@globex.example", fresh]);
  });

  it("writes the new address into the statement, and leaves the day on which it was confirmed", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, later({ days: 4 }));
    const [statement] = await db.select().from(memberAnswer).where(eq(memberAnswer.criterion, "security-alias"));
    expect(statement).toMatchObject({ draft: { address: fresh }, confirmedOn: "2025-11-16" });
  });

  it("asks again when the answer after the move comes faster than a person reads", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, new Date(over.getTime() + 30_000));
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "completed" });
  });

  it("takes two people where the first answer came faster than a person reads, or without a name", async () => {
    const reference = await ask(globex);
    await answers(globex, later({ seconds: 30 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", needsAgreement: true, flags: ["odd-answer"] });
    expect((await lettersTo("rita@mesh.example")).filter((kind) => kind === "alias-change-review")).toHaveLength(2);
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
  });

  it("asks the new address once a week while both receive, and never lets the old one go by itself", async () => {
    const reference = await ask(globex);
    const { id: changeId } = await changeOf(reference);
    await answers(globex, noon);
    await moves(reference, over);
    for (const days of [5, 10, 11, 12, 18, 19]) await remindAliasChange(asWorker(later({ days })), { changeId });
    expect((await lettersTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(4);
    await lapses(reference, later({ days: 400 }));
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it("comes to nothing when the address has become another member's meanwhile", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example" });
    await answers(globex, noon, { address: "psirt@elsewhere.example" });
    for (const each of [who.rita, who.raj]) await agreeAliasChange(await of(each, noon), { reference, reason: "" });
    await admitted("Elsewhere", { alias: "PSIRT@elsewhere.example" });
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "lapsed", lapsedBecause: "taken" });
    expect(await aliasesOf(globex)).toEqual([old]);
  });
});

describe("what time ends", () => {
  it("lapses without an answer after seven days, once, and changes nothing (HC-AUN-004)", async () => {
    const reference = await ask(globex);
    await lapses(reference, later({ days: 6, hours: 23 }));
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
    await lapses(reference, later({ days: 7 }));
    await lapses(reference, later({ days: 8 }));
    expect(await changeOf(reference)).toMatchObject({ status: "lapsed", lapsedBecause: "no-answer" });
    expect(await aliasesOf(globex)).toEqual([old]);
    expect(await lettersTo(old)).toEqual(["alias-change-asked", "alias-change-lapsed"]);
    const token = await tokenTo(fresh, "alias-check");
    await expect(
      answerAliasCheck({ actor: visitor, now: later({ days: 8 }) }, { token, name: "Rota", organization: "Globex" }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  it("carries an answer on that was given in time, although its own job was late", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" });
    await lapses(reference, later({ days: 9 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", answeredAt: noon, waitsUntil: over });
  });

  it("lapses thirty days after the waiting time when the committee does not agree", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example" });
    await answers(globex, noon, { address: "psirt@elsewhere.example" });
    await agreeAliasChange(await of(who.rita, noon), { reference, reason: "" });
    await moves(reference, later({ days: 33 }));
    await lapses(reference, later({ days: 33 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
    await lapses(reference, later({ days: 34 }));
    expect(await changeOf(reference)).toMatchObject({ status: "lapsed", lapsedBecause: "no-agreement" });
    await expect(agreeAliasChange(await of(who.raj, later({ days: 35 })), { reference, reason: "" })).rejects.toMatchObject({
      kind: "conflict",
    });
  });
});

describe("stopping", () => {
  const walks: readonly (readonly [string, (reference: string) => Promise<void>])[] = [
    ["before the new address has answered", async () => undefined],
    ["during the waiting time", async () => answers(globex, noon)],
    [
      "while both receive",
      async (reference) => {
        await answers(globex, noon);
        await moves(reference, over);
      },
    ],
  ];
  const soon = later({ days: 3, hours: 13 });
  const stops: readonly (readonly [string, string, (reference: string) => Promise<unknown>])[] = [
    [
      "the primary",
      "representative",
      async (reference) => stopAliasChange(await personOf(globex, "gus", soon), { reference, reason: "Not me" }),
    ],
    ["the deputy", "representative", async (reference) => stopAliasChange(await personOf(globex, "gina", soon), { reference, reason: "" })],
    ["a reviewer", "committee", async (reference) => stopAliasChange(await of(who.rita, soon), { reference, reason: "Odd" })],
    ["a chair", "committee", async (reference) => stopAliasChange(await of(who.cora, soon), { reference, reason: "" })],
    ["a reader of the address in use, by link", "old-alias", async () => byLink(old)],
    ["a representative, by link", "representative", async () => byLink("gina@globex.example")],
    ["a reader of the new address, who says that it is not theirs", "new-alias", async () => disowns(soon, fresh)],
  ];
  const byLink = async (recipient: string, kind = "alias-change-asked") =>
    stopAliasChangeByLink({ actor: visitor, now: soon }, { token: await tokenTo(recipient, kind) });

  it.each(walks.flatMap(([when, walk]) => stops.map(([name, through, stop]) => [name, when, through, walk, stop] as const)))(
    "works for %s %s; the address in use stays, alone",
    async (_name, _when, through, walk, stop) => {
      const reference = await ask(globex);
      await walk(reference);
      await stop(reference);
      const stopped = await letters();
      await stop(reference); // pressed twice
      expect(await letters()).toEqual(stopped);
      expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: through, stoppedAt: soon });
      expect(await aliasesOf(globex)).toEqual([old]);
      const told = (await letters()).filter((line) => line.startsWith("alias-change-stopped")).map((line) => line.split(" to ")[1]);
      expect(told).toEqual(
        [
          "cora@committee.example",
          "gina@globex.example",
          "gus@globex.example",
          ...(through === "new-alias" ? [] : [fresh]),
          "raj@harbour.example",
          "rita@mesh.example",
          "rosa@gmail.com",
          old,
        ].toSorted(),
      );
    },
  );

  it.each([
    ["a reader of the organization", async () => personOf(globex, "rhea", soon)],
    ["a stranger", async () => ({ actor: await someone("eve@evil.example"), now: soon })],
    ["another member", async () => personOf(await admitted("Initech"), "gus", soon)],
    ["a visitor", async () => ({ actor: visitor as Actor, now: soon })],
    ["a reviewer who works for the organization", async () => of(await seated("rob@globex.example", "reviewer"), soon)],
    ["whoever signs in with the alias itself", async () => ({ actor: await someone(old), now: soon })],
  ])("is refused to %s without a link", async (_who, context) => {
    await representative("rhea", "reader");
    const reference = await ask(globex);
    await expect(stopAliasChange(await context(), { reference, reason: "" })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  });

  it("is too late once the change is complete", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, soon);
    await expect(byLink(old)).rejects.toMatchObject({
      kind: "conflict",
      message: "This is not possible any more: the change of the contact alias is completed.",
    });
    await expect(stopAliasChange(await personOf(globex, "gus", soon), { reference, reason: "" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await aliasesOf(globex)).toEqual([fresh]);
  });

  it("tells the committee when the new address is disowned after the change, and changes nothing by itself", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, soon);
    await disowns(later({ days: 4 }), fresh);
    await disowns(later({ days: 4 }), fresh);
    expect((await letters()).filter((line) => line.startsWith("alias-change-disowned"))).toHaveLength(4);
    expect(await aliasesOf(globex)).toEqual([fresh]);
    expect((await eventsAbout((await changeOf(reference)).id)).at(-1)).toBe("alias.change_disowned");
  });

  it("is no longer open to the link of somebody who represents nobody any more", async () => {
    await ask(globex);
    await db.update(organizationContact).set({ until: noon }).where(sql`${organizationContact.role} = 'deputy'`);
    await expect(byLink("gina@globex.example")).rejects.toMatchObject({ kind: "conflict" });
    await byLink("gus@globex.example");
  });

  it("opens again the way to another wish", async () => {
    await stopAliasChange(await personOf(globex), { reference: await ask(globex), reason: "" });
    expect(await ask(globex, { address: "soc@globex.example" })).toBe("2026-002");
  });
});

describe("the links of a change", () => {
  it("do nothing by being looked at, however often (HC-AUN-001, HC-AUN-002)", async () => {
    const reference = await ask(globex);
    const [check, stop] = [await tokenTo(fresh, "alias-check"), await tokenTo(old, "alias-change-asked")];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await aliasCheckOfLink(visitor, check)).toMatchObject({ subject: "alias-change", answeredAt: null });
      expect(await aliasChangeOfStopLink(visitor, stop)).toMatchObject({ status: "asked", newAddress: fresh });
    }
    expect(await changeOf(reference)).toMatchObject({ status: "asked", answeredAt: null });
  });

  it("answer once: the same link again has no second effect (HC-AUN-003)", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answers(globex, noon);
    await moves(reference, over);
    await expect(answerAliasCheck({ actor: visitor, now: over }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("no longer in use"),
    });
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
  });

  it("of the new address live a day (HC-AUN-004)", async () => {
    await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    const late = new Date(later({ days: 1 }).getTime() + 1000);
    await expect(answerAliasCheck({ actor: visitor, now: late }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("end with a newer letter (HC-AUN-005)", async () => {
    const reference = await ask(globex);
    const older = await tokenTo(fresh, "alias-check");
    await resendAliasChange(await personOf(globex, "gina", later({ hours: 1 })), { reference });
    await expect(
      answerAliasCheck({ actor: visitor, now: later({ hours: 2 }) }, { token: older, name: "Rota", organization: "Globex" }),
    ).rejects.toMatchObject({ kind: "conflict" });
    await answers(globex, later({ hours: 2 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
  });

  it("end with the change (HC-AUN-006)", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await stopAliasChange(await personOf(globex), { reference, reason: "" });
    await expect(answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", answeredAt: null });
  });

  it("sign nobody in, and give nobody a right (HC-AUN-011)", async () => {
    await ask(globex);
    await answers(globex, noon);
    const { rows } = await db.execute(
      sql`select (select count(*)::int from session) as sessions, (select count(*)::int from organization_contact) as contacts`,
    );
    expect(rows).toEqual([{ sessions: 0, contacts: 2 }]);
  });

  it("open nothing under another purpose, and 10,000 guesses open nothing (HC-AUN-017)", async () => {
    const reference = await ask(globex);
    const [check, stop] = [await tokenTo(fresh, "alias-check"), await tokenTo(old, "alias-change-asked")];
    expect(Buffer.from(stop, "base64url")).toHaveLength(32);
    expect(await aliasChangeOfStopLink(visitor, check)).toBeNull();
    expect(await aliasCheckOfLink(visitor, stop)).toBeNull();
    await expect(stopAliasChangeByLink({ actor: visitor, now: noon }, { token: check })).rejects.toMatchObject({ kind: "rule" });
    await expect(stopAliasChangeByLink({ actor: visitor, now: noon }, { token: "short" })).rejects.toMatchObject({ kind: "input" });
    for (let batch = 0; batch < 1000; batch += 1) {
      const guesses = Array.from({ length: 10 }, () => randomBytes(32).toString("base64url"));
      expect(await Promise.all(guesses.map((guess) => aliasChangeOfStopLink(visitor, guess)))).toEqual(guesses.map(() => null));
    }
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  }, 60_000);

  it("of one change do not answer for another: an answer holds for the very address that gave it (HC-LIF-003)", async () => {
    const first = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await stopAliasChange(await personOf(globex), { reference: first, reason: "" });
    const second = await ask(globex, { address: "soc@globex.example" });
    await expect(answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await changeOf(second)).toMatchObject({ status: "asked", answeredAt: null });
  });
});

describe("a letter again", () => {
  it("is sent for a representative who may answer, within the limits of a day", async () => {
    const reference = await ask(globex);
    for (let turn = 0; turn < 4; turn += 1) await resendAliasChange(await personOf(globex, "gina", later({ hours: turn })), { reference });
    await expect(resendAliasChange(await personOf(globex, "gina", later({ hours: 5 })), { reference })).rejects.toMatchObject({
      kind: "too-often",
    });
    await expect(resendAliasChange({ actor: await someone("eve@evil.example"), now: noon }, { reference })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });

  it("is not written when nobody has to answer", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await resendAliasChange(await personOf(globex, "gus", noon), { reference });
    expect((await lettersTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(1);
    await stopAliasChange(await personOf(globex, "gus", noon), { reference, reason: "" });
    await expect(resendAliasChange(await personOf(globex, "gus", noon), { reference })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("two people of the committee", () => {
  const elsewhere = "psirt@elsewhere.example";
  const agree = async (person: Person, reference: string, now = noon) =>
    agreeAliasChange(await of(person, now), { reference, reason: "Known" });

  it("agree to a new domain, and the change goes on by itself", async () => {
    const reference = await ask(globex, { address: elsewhere });
    expect(await agree(who.rita, reference)).toBe("first");
    expect(await agree(who.rita, reference)).toBe("first");
    expect(await changeOf(reference)).toMatchObject({ agreedAt: null });
    expect(await agree(who.raj, reference)).toBe("agreed");
    expect(await agree(who.rosa, reference)).toBe("agreed");
    await answers(globex, noon, { address: elsewhere });
    await moves(reference, over);
    expect(await aliasesOf(globex)).toEqual([old, elsewhere]);
  });

  it("agree at the same moment, and both are counted", async () => {
    const reference = await ask(globex, { address: elsewhere });
    expect((await Promise.all([agree(who.rita, reference), agree(who.raj, reference)])).toSorted()).toEqual(["agreed", "first"]);
    expect(await changeOf(reference)).toMatchObject({ agreedAt: noon });
  });

  it("are not made of one who has lost the seat, or works for the organization by now", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await agree(who.rita, reference);
    await unseat(who.rita);
    expect(await agree(who.raj, reference)).toBe("first");
    await representative("raj", "reader", who.raj.personId);
    expect(await agree(who.rosa, reference)).toBe("first");
    expect(await agree(who.cora, reference)).toBe("agreed");
  });

  it.each([
    ["the primary who asked", async () => personOf(globex, "gus", noon)],
    ["an auditor", async () => of(await seated("aude@mesh.example", "auditor"), noon)],
    ["a reviewer who works for the organization", async () => of(await seated("rob@globex.example", "reviewer"), noon)],
    ["a visitor", async () => ({ actor: visitor as Actor, now: noon })],
  ])("are not %s", async (_who, context) => {
    const reference = await ask(globex, { address: elsewhere });
    await expect(agreeAliasChange(await context(), { reference, reason: "" })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("sign in anew for it, and are asked only where it takes them", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await expect(
      agreeAliasChange({ actor: { ...who.rita, signedInAt: monday }, now: later({ hours: 1 }) }, { reference, reason: "" }),
    ).rejects.toMatchObject({ kind: "rule" });
    const own = await admitted("Initech");
    await expect(agree(who.rita, await ask(own))).rejects.toMatchObject({ message: "This change needs no agreement. It can be stopped." });
  });

  it("one objection stops it, and takes the place of an agreement given before", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await agree(who.rita, reference);
    await stopAliasChange(await of(who.rita, noon), { reference, reason: "It is for sale" });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: "committee", stopReason: "It is for sale" });
    expect(await db.select({ verdict: agreement.verdict, reason: agreement.reason }).from(agreement)).toEqual([
      { verdict: "object", reason: "It is for sale" },
    ]);
    await expect(agree(who.raj, reference)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("for a dead mailbox agree only after somebody spoke with a representative; the mailbox is written to all the same", async () => {
    const reference = await ask(globex, { oldIsDead: "yes" });
    expect(await lettersTo(old)).toEqual(["alias-change-asked"]);
    await expect(agree(who.rita, reference)).rejects.toMatchObject({
      message: "Record first that somebody spoke with a representative, other than by mail.",
    });
    const gina = await personOf(globex, "gina");
    const call = { reference, person: gina.actor.personId, how: "Called the number on their website" };
    await expect(recordAliasChangeCall(await of(who.rita), { ...call, person: who.raj.personId })).rejects.toMatchObject({
      problems: [{ field: "person" }],
    });
    await expect(recordAliasChangeCall(gina, call)).rejects.toMatchObject({ kind: "not-allowed" });
    await recordAliasChangeCall(await of(who.rita, noon), call);
    await agree(who.rita, reference);
    await agree(who.raj, reference);
    expect(await changeOf(reference)).toMatchObject({
      spokeWith: gina.actor.personId,
      spokeBy: who.rita.personId,
      spokeAt: noon,
      agreedAt: noon,
    });
  });

  it("end the waiting time early: a chair asks, another person does it", async () => {
    const reference = await ask(globex);
    const release = async (person: Person, reason = "A release is due", now = noon) =>
      releaseAliasChange(await of(person, now), { reference, reason });
    await expect(release(who.cora)).rejects.toMatchObject({ message: "No waiting time is running that could be ended." });
    await answers(globex, later({ hours: 11 }));
    await expect(release(who.rita)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(release(who.cora, "")).rejects.toMatchObject({ kind: "input" });
    expect(await release(who.cora)).toBe("asked");
    expect(await release(who.cora)).toBe("asked");
    expect(await changeOf(reference)).toMatchObject({ releasedAt: null });
    expect(await release(who.rita, "")).toBe("released");
    await moves(reference, noon);
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it("end no waiting time before they have agreed to what needs them", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await answers(globex, later({ hours: 11 }), { address: elsewhere });
    await expect(releaseAliasChange(await of(who.cora, noon), { reference, reason: "Haste" })).rejects.toMatchObject({ kind: "rule" });
  });
});

describe("a member that has left", () => {
  it("has no address left, and its change ends with a letter (HC-CON-004)", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await goes(globex, noon);
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
    for (let turn = 0; turn < 2; turn += 1) await closeAliasChangeOfDeparted(asWorker(over), { memberId: globex.memberId });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: "departure" });
    expect(await deliverable()).toEqual([]);
    expect((await lettersTo(fresh)).at(-1)).toBe("alias-change-stopped");
    await expect(closeAliasChangeOfDeparted(await personOf(globex), { memberId: globex.memberId })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });

  it("completes nothing: the second answer comes too late", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await goes(globex, over);
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
    expect(await deliverable()).toEqual([]);
  });

  it("keeps its change while it is still a member", async () => {
    const reference = await ask(globex);
    await closeAliasChangeOfDeparted(asWorker(noon), { memberId: globex.memberId });
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  });
});

describe("the catch-up", () => {
  const jobs = async () => {
    const { rows } = await db.execute<{ task: string }>(
      sql`select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'deliver-letter' order by 1`,
    );
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    return rows.map(({ task }) => task);
  };

  it("finds answers, moves and ends whose own job was lost", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" });
    await jobs();
    await catchUp(noon);
    expect(await jobs()).toEqual(["follow-alias-answer"]);
    await followed(noon);
    await jobs();
    await catchUp(later({ days: 3, hours: 11 }));
    expect(await jobs()).toEqual([]);
    await catchUp(over);
    expect(await jobs()).toEqual(["move-alias-change"]);
    await moves(reference, over);
    await jobs();
    await catchUp(over);
    expect(await jobs()).toEqual([]);
    await goes(globex, over);
    await catchUp(over);
    expect(await jobs()).toEqual(["close-membership"]);
  });

  it("finds what nobody answered, and what nobody agreed to", async () => {
    await ask(globex);
    const initech = await admitted("Initech");
    await ask(initech, { address: "psirt@elsewhere.example" });
    await answers(initech, noon, { address: "psirt@elsewhere.example" });
    await jobs();
    await catchUp(later({ days: 7 }));
    expect(await jobs()).toEqual(["lapse-alias-change"]);
    await catchUp(later({ days: 34 }));
    expect(await jobs()).toEqual(["lapse-alias-change", "lapse-alias-change"]);
  });
});

describe("an alias", () => {
  it("authorizes nothing: whoever reads it, and signs in with it, is a stranger", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example", oldIsDead: "yes" });
    for (const address of [old, "psirt@elsewhere.example"]) {
      const context = { actor: await someone(address), now: monday };
      const { personId } = context.actor;
      const tries: readonly Promise<unknown>[] = [
        askAliasChange(context, wishOf(globex, { address: "soc@globex.example" })),
        agreeAliasChange(context, { reference, reason: "" }),
        releaseAliasChange(context, { reference, reason: "x" }),
        resendAliasChange(context, { reference }),
        recordAliasChangeCall(context, { reference, person: personId, how: "x" }),
        stopAliasChange(context, { reference, reason: "" }),
      ];
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ status: "rejected", reason: { kind: "not-allowed" } });
      expect(await aliasChangeOf(context.actor, globex.memberId, noon)).toBeNull();
      expect(await contactAliasesOf(context.actor, globex.memberId)).toEqual([]);
    }
    expect(await db.select({ id: aliasCheck.id }).from(aliasCheck)).toHaveLength(1);
  });
});

/** Somebody acts for Globex from now on. */
async function representative(name: string, role: "reader" | "deputy", personId?: string): Promise<void> {
  const id = personId ?? (await someone(`${name}@globex.example`)).personId;
  await db.insert(organizationContact).values({ organizationId: globex.organizationId, personId: id, role, since: monday });
}
