import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { aliasCheck, contactAlias, memberAnswer, rateCount } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { remindAliasChange } from "@/lib/alias/commands/remind-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { rateLimits } from "@/lib/identity/rate";
import { visitor } from "@/lib/kernel/actor";
import { sha256 } from "@/lib/kernel/token";
import { catchUp } from "@/lib/worker/sweep";
import { diesAt } from "../setup/dies";
import {
  admitted,
  aliasesOf,
  answers,
  ask,
  asWorker,
  beginWithGlobex,
  changeOf,
  emailsTo,
  eventsAbout,
  expires,
  followed,
  fresh,
  globex,
  goes,
  later,
  monday,
  moves,
  noon,
  of,
  old,
  over,
  personOf,
  tokenTo,
  who,
  wishOf,
} from "./change-world";

beginWithGlobex();

describe("the steps of a change", () => {
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
    expect(await emailsTo(old)).toEqual(["alias-change-asked", "alias-change-waiting", "alias-change-moving", "alias-change-completed"]);
    expect(await emailsTo(fresh)).toEqual(["alias-check", "alias-check", "alias-change-completed"]);
    expect(await emailsTo("gina@globex.example")).toEqual(await emailsTo(old));
  });

  it("HC-KIL-005: is not lost when the worker dies at any statement, and an address that answered is always delivered to", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    let statement = 1;
    for (; await diesAt(statement, () => moves(reference, over)); statement += 1)
      expect([statement, await aliasesOf(globex)]).toEqual([statement, [old]]);
    expect([statement > 5, await aliasesOf(globex)]).toEqual([true, [old, fresh]]);
    const now = later({ days: 4 });
    const token = await tokenTo(fresh, "alias-check");
    await answerAliasCheck({ actor: visitor, now }, { token, name: "Security rota", organization: globex.name });
    for (statement = 1; await diesAt(statement, () => followed(now)); statement += 1)
      expect([statement, (await aliasesOf(globex)).includes(fresh)]).toEqual([statement, true]);
    expect([statement > 5, await aliasesOf(globex)]).toEqual([true, [fresh]]);
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
    await database().insert(contactAlias).values({
      memberId: globex.memberId,
      list: "istio",
      address: "soc@globex.example",
      domain: "globex.example",
      since: monday,
      answeredAt: monday,
    });
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({ problems: [{ field: "oldAlias" }] });
    const [aliasRow] = await database().select({ id: contactAlias.id }).from(contactAlias).where(eq(contactAlias.address, old));
    const reference = await ask(globex, { oldAlias: aliasRow?.id ?? "" });
    expect(await emailsTo("soc@globex.example")).toEqual(["alias-change-asked"]);
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
    const [statement] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "security-alias"));
    expect(statement).toMatchObject({ draft: { address: fresh }, confirmedOn: "2025-11-16" });
  });

  it("asks again when the second answer comes faster than a person reads", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, new Date(over.getTime() + 30_000));
    await followed(new Date(over.getTime() + 40_000)); // its job comes twice
    expect((await emailsTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(3);
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "completed" });
  });

  it("takes the first answer for no second one, also where the limits of a day kept the second email back", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    const bucket = `${rateLimits.memberAliasEmailPerAddress.name}:${sha256(`${globex.memberId}:${fresh}`)}`;
    await database()
      .insert(rateCount)
      .values({ bucket, windowStart: new Date("2026-11-19T00:00:00Z"), count: 5 });
    await moves(reference, over);
    expect((await emailsTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(1);
    await followed(later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it("is carried on by no answer at another address, and no further by one that is taken back (HC-LIF-003)", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" });
    await database().update(aliasCheck).set({ address: "psirt@elsewhere.example" });
    await followed(noon);
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
    await database().update(aliasCheck).set({ address: fresh });
    await followed(noon);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
    await disownAlias({ actor: visitor, now: noon }, { token, word: "NOT OURS" }); // and its own job is late
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: "new-alias" });
    expect(await aliasesOf(globex)).toEqual([old]);
  });

  it("takes two people where the first answer came faster than a person reads, or without a name", async () => {
    const reference = await ask(globex);
    await answers(globex, later({ seconds: 30 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", needsAgreement: true, warnings: ["odd-answer"] });
    expect((await emailsTo("rita@mesh.example")).filter((kind) => kind === "alias-change-review")).toHaveLength(2);
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
  });

  it("asks the new address once a week while both receive, and never lets the old one go by itself", async () => {
    const reference = await ask(globex);
    const { id: changeId } = await changeOf(reference);
    await answers(globex, noon);
    await moves(reference, over);
    for (const days of [5, 10, 11, 12, 18, 19]) await remindAliasChange(asWorker(later({ days })), { changeId });
    expect((await emailsTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(4);
    await expires(reference, later({ days: 400 }));
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it.each([
    ["completes the change on an answer", false, "completed", [fresh]],
    ["stops it on “this is not ours”", true, "stopped", [old]],
  ] as const)("%s that was not carried on when it is time to ask again", async (_, isNot, status, addresses) => {
    const reference = await ask(globex);
    const { id: changeId } = await changeOf(reference);
    await answers(globex, noon);
    await moves(reference, over);
    const token = await tokenTo(fresh, "alias-check");
    const visitorContext = { actor: visitor, now: later({ days: 4 }) };
    if (isNot) await disownAlias(visitorContext, { token, word: "NOT OURS" });
    else await answerAliasCheck(visitorContext, { token, name: "Rota", organization: "Globex" });
    await remindAliasChange(asWorker(later({ days: 12 })), { changeId });
    expect(await changeOf(reference)).toMatchObject({ status });
    expect(await aliasesOf(globex)).toEqual(addresses);
  });

  it("comes to nothing when the address has become another member's meanwhile", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example" });
    await answers(globex, noon, { address: "psirt@elsewhere.example" });
    for (const each of [who.rita, who.raj]) await agreeAliasChange(await of(each, noon), { reference, reason: "" });
    await admitted("Elsewhere", { alias: "PSIRT@elsewhere.example" });
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "expired", expiredBecause: "taken" });
    expect(await aliasesOf(globex)).toEqual([old]);
  });
});

describe("what time ends", () => {
  it("expires without an answer after seven days, once, and changes nothing (HC-AUN-004)", async () => {
    const reference = await ask(globex);
    await expires(reference, later({ days: 6, hours: 23 }));
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
    await expires(reference, later({ days: 7 }));
    await expires(reference, later({ days: 8 }));
    expect(await changeOf(reference)).toMatchObject({ status: "expired", expiredBecause: "no-answer" });
    expect(await aliasesOf(globex)).toEqual([old]);
    expect(await emailsTo(old)).toEqual(["alias-change-asked", "alias-change-expired"]);
    const token = await tokenTo(fresh, "alias-check");
    await expect(
      answerAliasCheck({ actor: visitor, now: later({ days: 8 }) }, { token, name: "Rota", organization: "Globex" }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  it("carries an answer on that was given in time, although its own job was late", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" });
    await expires(reference, later({ days: 9 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", answeredAt: noon, waitsUntil: over });
  });

  it("expires thirty days after the waiting period when the committee does not agree", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example" });
    await answers(globex, noon, { address: "psirt@elsewhere.example" });
    await agreeAliasChange(await of(who.rita, noon), { reference, reason: "" });
    await moves(reference, later({ days: 33 }));
    await expires(reference, later({ days: 33 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
    await expires(reference, later({ days: 34 }));
    expect(await changeOf(reference)).toMatchObject({ status: "expired", expiredBecause: "no-agreement" });
    await expect(agreeAliasChange(await of(who.raj, later({ days: 35 })), { reference, reason: "" })).rejects.toMatchObject({
      kind: "conflict",
    });
  });
});

describe("the catch-up", () => {
  const jobs = async () => {
    const { rows } = await database().execute<{ task: string }>(
      sql`select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'deliver-email' order by 1`,
    );
    await database().execute(sql`delete from graphile_worker._private_jobs`);
    return rows.map(({ task }) => task);
  };

  it("finds answers, steps and expiries whose own job was lost", async () => {
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

  it("finds a “this is not ours” about a change that is complete, until the committee knows of it", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, later({ days: 4 }));
    await disownAlias(
      { actor: visitor, now: later({ days: 4, hours: 1 }) },
      { token: await tokenTo(fresh, "alias-check"), word: "NOT OURS" },
    );
    await jobs();
    await catchUp(later({ days: 5 }));
    expect(await jobs()).toEqual(["follow-alias-answer"]);
    await followed(later({ days: 5 }));
    expect(await emailsTo("rita@mesh.example")).toContain("alias-change-disowned");
    await catchUp(later({ days: 6 }));
    expect(await jobs()).toEqual([]);
  });

  it("finds changes that nobody answered, and those that nobody approved", async () => {
    await ask(globex);
    const initech = await admitted("Initech");
    await ask(initech, { address: "psirt@elsewhere.example" });
    await answers(initech, noon, { address: "psirt@elsewhere.example" });
    await jobs();
    await catchUp(later({ days: 7 }));
    expect(await jobs()).toEqual(["expire-alias-change"]);
    await catchUp(later({ days: 34 }));
    expect(await jobs()).toEqual(["expire-alias-change", "expire-alias-change"]);
  });
});
