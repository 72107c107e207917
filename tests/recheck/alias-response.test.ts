import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { database } from "@/db/client";
import { alert, aliasCheck, contactAlias } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { visitor } from "@/lib/kernel/actor";
import { type AliasResponse, aliasResponseOf, outcomeOf, statementNow } from "@/lib/recheck/answers";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { duration } from "@/lib/recheck/words";
import { recordAliasResponse } from "@/lib/removal/commands/record-alias-response";
import { aliasCheckOfLink } from "@/lib/views/alias-check-page";
import { recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import { answers, committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import {
  type Admitted,
  admitted,
  asWorker,
  at,
  eventsAbout,
  forget,
  night,
  opened,
  personOf,
  reacts,
  recheckOf,
  signedIn,
  tokenTo,
} from "./world";

const first = "2026-11-16";
const asked = (day: string, more: Partial<Parameters<typeof aliasResponseOf>[0][number]> = {}) => ({
  askedAt: at(day),
  answeredAt: null,
  disownedAt: null,
  checkByHand: false,
  ...more,
});
const limit = { hours: 48, now: at("2026-11-20") };

describe("the state of an alias response test", () => {
  test.each<[string, Parameters<typeof aliasResponseOf>[0], AliasResponse, number | null]>([
    ["never asked", [], "not-asked", null],
    ["asked today", [asked("2026-11-20")], "waiting", null],
    ["asked two days ago", [asked("2026-11-18")], "silent", null],
    ["answered an hour later", [asked("2026-11-18", { answeredAt: at("2026-11-18", 6) })], "answered", 60],
    [
      "the second email was answered: time counts from the first",
      [asked("2026-11-16"), asked("2026-11-18", { answeredAt: at("2026-11-18", 6) })],
      "answered",
      2940,
    ],
    ["too fast, or without a name", [asked("2026-11-18", { answeredAt: at("2026-11-18"), checkByHand: true })], "check-by-hand", 0],
    [
      "oddly first, then well",
      [asked("2026-11-16", { answeredAt: at("2026-11-16"), checkByHand: true }), asked("2026-11-18", { answeredAt: at("2026-11-18") })],
      "answered",
      2880,
    ],
    ["disowned", [asked("2026-11-18", { disownedAt: at("2026-11-18") })], "disowned", null],
  ])("%s", (_reason, checks, is, minutes) => {
    expect(aliasResponseOf(checks, limit)).toMatchObject({ is, minutes });
  });

  test.each([
    ["everything still true and answered", ["still-true"], false, "answered", { is: "pass" }],
    ["nobody has answered yet", ["still-true"], false, "waiting", { is: "wait" }],
    ["nobody was asked yet", ["still-true"], false, "not-asked", { is: "wait" }],
    ["nobody answers", ["still-true"], false, "silent", { is: "read", why: "check" }],
    ["answered oddly", ["still-true"], false, "check-by-hand", { is: "read", why: "check" }],
    ["a machine found something", ["still-true"], true, "answered", { is: "read", why: "check" }],
    ["something changed", ["still-true", "changed"], false, "answered", { is: "read", why: "changed" }],
    ["something no longer holds", ["changed", "no-longer-true"], false, "answered", { is: "read", why: "no-longer-true" }],
  ] as const)("what follows when %s", (_reason, says, foundAgainst, aliasResponse, outcome) => {
    expect(outcomeOf({ says, foundNotMet: false, foundAgainst, aliasResponse })).toEqual(outcome);
  });

  test("what was found not met before is reviewed by people, whatever the member answers now", () => {
    const answered = { says: ["still-true"], foundNotMet: true, foundAgainst: false, aliasResponse: "answered" } as const;
    expect(outcomeOf(answered)).toEqual({ is: "read", why: "not-met" });
  });

  test.each([
    [0, "less than a minute"],
    [1, "1 minute"],
    [119, "119 minutes"],
    [180, "3 hours"],
    [2880, "2 days"],
  ])("%d minutes are %s", (minutes, words) => {
    expect(duration(minutes)).toBe(words);
  });

  it("offers the statement with the address in force", () => {
    const [alias] = istio.criteria;
    if (alias === undefined) throw new Error("no criterion");
    const before = answers["security-alias"] ?? {};
    expect(statementNow(alias, before, ["psirt@acme.example"]).address).toBe("psirt@acme.example");
    expect(statementNow(alias, before, ["psirt@acme.example", "Security@acme.example"]).address).toBe("security@acme.example");
    expect(statementNow(alias, before, [])).toEqual(before);
  });
});

describe("an alias response", () => {
  let globex: Admitted;
  beforeAll(async () => {
    await testDatabase();
  });
  beforeEach(async () => {
    await forget();
    globex = await admitted("Globex");
    await committeeMember("ravi@committee.example", "reviewer");
    await opened(first);
  });
  const answeredAt = async () =>
    (await database().select({ at: contactAlias.answeredAt }).from(contactAlias).where(eq(contactAlias.memberId, globex.memberId)))[0]?.at;
  const check = async () => {
    const { id } = await recheckOf(globex);
    const [row] = await database().select().from(aliasCheck).where(eq(aliasCheck.subjectId, id));
    if (row === undefined) throw new Error("nobody was asked");
    return row;
  };

  it("of a person is stored with its time, updates the alias's last answer, and is shown to both sides", async () => {
    const now = at("2026-11-17");
    await reacts(globex, now);
    expect(await answeredAt()).toEqual(now);
    expect((await eventsAbout((await recheckOf(globex)).id)).slice(-2)).toEqual(["alias.answered", "recheck.alias_answered"]);
    const own = await ownRecheck((await personOf(globex)).actor, globex.memberId, now);
    expect(own?.aliasResponse).toMatchObject({ is: "answered", minutes: 1440 });
    const { actor } = await signedIn("ravi@committee.example");
    const view = await recheckForCommittee(actor, istio, { reference: (await recheckOf(globex)).reference, now });
    expect(view).toMatchObject({ view: "full", aliasResponse: { is: "answered", minutes: 1440 }, respondedBy: "Product security" });
  });

  it("noted twice is noted once", async () => {
    await reacts(globex, at("2026-11-17"));
    await recordAliasResponse(asWorker(at("2026-11-17")), { checkId: (await check()).id });
    expect((await eventsAbout((await recheckOf(globex)).id)).filter((action) => action === "recheck.alias_answered")).toHaveLength(1);
  });

  it("opening the link, however often and by whatever robot, is none", async () => {
    const token = await tokenTo(globex.alias, "alias-check");
    for (let round = 0; round < 3; round += 1) expect((await aliasCheckOfLink(visitor, token))?.subject).toBe("recheck");
    expect(await check()).toMatchObject({ answeredAt: null, attempts: 0 });
  });

  it("a robot that sends the form without typing anything right is none", async () => {
    const token = await tokenTo(globex.alias, "alias-check");
    const robot = { actor: visitor, now: at("2026-11-16", 7) };
    await expect(answerAliasCheck(robot, { token, name: "", organization: "" })).rejects.toMatchObject({ kind: "input" });
    expect(await answerAliasCheck(robot, { token, name: "x", organization: "Some other name" })).toMatchObject({
      outcome: "wrong-organization",
    });
    expect(await check()).toMatchObject({ answeredAt: null });
    expect(await answeredAt()).not.toEqual(robot.now);
  });

  it("too fast, or without a name, is reviewed by people", async () => {
    await reacts(globex, new Date(at(first).getTime() + 30_000));
    expect((await ownRecheck((await personOf(globex)).actor, globex.memberId, at(first, 6)))?.aliasResponse.is).toBe("check-by-hand");
  });

  it("silence is asked about once more and never fails by itself", async () => {
    expect(await night(globex, "2026-11-18")).toContain("asked-alias-again");
    const checks = async () => (await database().select({ id: aliasCheck.id }).from(aliasCheck)).length;
    expect(await checks()).toBe(2);
    await night(globex, "2026-11-25");
    expect(await checks()).toBe(2);
    expect((await recheckOf(globex)).status).toBe("open");
  });

  it("'this is not ours' raises an alert, and changes nobody's standing", async () => {
    await disownAlias({ actor: visitor, now: at("2026-11-17") }, { token: await tokenTo(globex.alias, "alias-check"), word: "NOT OURS" });
    await recordAliasResponse(asWorker(at("2026-11-17")), { checkId: (await check()).id });
    await recordAliasResponse(asWorker(at("2026-11-17")), { checkId: (await check()).id });
    expect(await database().select({ kind: alert.kind }).from(alert)).toEqual([{ kind: "alias-disowned" }]);
    expect((await recheckOf(globex)).status).toBe("open");
  });

  it("is carried on by the worker alone", async () => {
    const { id: checkId } = await check();
    for (const context of [{ actor: visitor }, await personOf(globex)])
      await expect(recordAliasResponse(context, { checkId })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});
