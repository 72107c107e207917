import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { nothingOpen } from "@/lib/member/open-items";
import type { StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { type CriterionFacts, type CriterionState, criterionStandings, type MembershipFacts, standing } from "@/lib/member/standing";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { testDatabase } from "../setup/database";
import { admitted, forget } from "./world";

const today = "2026-11-16";
const member: MembershipFacts = { since: "2025-03-01", leftOn: null, nextRecheckOn: "2027-03-01" };

describe("standing", () => {
  it.each([
    ["a wish to leave on a day to come", { ...member, leavesOn: "2026-12-01" }, "leaving"],
    ["a removal that two people approved", { ...member, removalOn: "2026-12-01" }, "removal agreed"],
    ["nothing is delivered for a while", { ...member, pausedOn: "2026-11-15" }, "pause decided"],
    ["a pause while a re-check is due", { ...member, pausedOn: "2026-11-15", nextRecheckOn: "2026-11-01" }, "pause decided"],
    ["a wish to leave while paused", { ...member, pausedOn: "2026-11-15", leavesOn: "2026-12-01" }, "leaving"],
    ["a removal beside a wish to leave", { ...member, removalOn: "2026-12-09", leavesOn: "2026-12-01" }, "removal agreed"],
    ["left, whatever else there was", { ...member, leftOn: today, removalOn: "2026-12-09", leavesOn: "2026-12-01" }, "left"],
  ] as const)("%s", (_case, facts, expected) => {
    expect(standing(facts, today)).toBe(expected);
  });
});

const sound: CriterionFacts = {
  answers: istio.criteria.map(({ key, since, tightened = [] }) => ({
    criterion: key,
    version: tightened.at(-1)?.on ?? since,
    confirmedOn: "2026-01-10",
    confirmedBy: "member" as const,
    verdict: null,
    policyVersion: key === "embargo-policy" ? (istio.embargoPolicy.at(-1)?.version ?? null) : null,
  })),
  recheck: null,
  found: [],
  aliasAnswered: true,
  open: nothingOpen,
};

/** The facts with one statement changed. */
const having = (
  criterion: string,
  change: Partial<CriterionFacts["answers"][number]>,
  more: Partial<CriterionFacts> = {},
): CriterionFacts => ({
  ...sound,
  answers: sound.answers.map((answer) => (answer.criterion === criterion ? { ...answer, ...change } : answer)),
  ...more,
});
const without = (criterion: string, more: Partial<CriterionFacts> = {}): CriterionFacts => ({
  ...sound,
  answers: sound.answers.filter((answer) => answer.criterion !== criterion),
  ...more,
});
const asking = (criterion: string, ...said: readonly ("still-true" | "changed" | "no-longer-true")[]): Partial<CriterionFacts> => ({
  recheck: { criteria: [criterion], said: said.map((says) => ({ criterion, says })) },
});

const standingOf = (facts: CriterionFacts, criterion: string, day = today) =>
  criterionStandings(istio, facts, day).find((icon) => icon.criterion === criterion);

describe("the flag of a criterion", () => {
  it("exists for each criterion in force, met where all was confirmed", () => {
    expect(criterionStandings(istio, sound, today).map(({ criterion, state }) => `${criterion} ${state}`)).toEqual(
      istio.criteria.map(({ key }) => `${key} met`),
    );
  });

  const rows: readonly (readonly [string, CriterionFacts, string, CriterionState, string])[] = [
    ["confirmed", sound, "user-base", "met", "Confirmed on 10 January 2026."],
    ["never asked: unknown is not failing", without("user-base"), "user-base", "not-yet", "Not asked yet."],
    ["asked for the first time", without("user-base", asking("user-base")), "user-base", "not-yet", "The open re-check asks for it."],
    [
      "answered for the first time",
      without("user-base", asking("user-base", "changed")),
      "user-base",
      "reading",
      "Reported as changed in the open re-check. The committee will read it.",
    ],
    [
      "asked again",
      { ...sound, ...asking("user-base") },
      "user-base",
      "reading",
      "Confirmed on 10 January 2026; the open re-check asks again.",
    ],
    ["asked again and still true", { ...sound, ...asking("user-base", "still-true") }, "user-base", "met", "Confirmed on 10 January 2026."],
    [
      "no longer true, and nobody has read it yet",
      { ...sound, ...asking("user-base", "no-longer-true") },
      "user-base",
      "reading",
      "Reported as no longer true in the open re-check. The committee will read it.",
    ],
    [
      "found not met by people",
      having("user-base", { verdict: "not-met" }),
      "user-base",
      "not-met",
      "Confirmed on 10 January 2026; the committee found that it is not met.",
    ],
    [
      "people could not tell",
      having("user-base", { verdict: "cannot-tell" }),
      "user-base",
      "check",
      "Confirmed on 10 January 2026; the committee could not tell whether it is met.",
    ],
    ["found met by people", having("user-base", { verdict: "met" }), "user-base", "met", "Confirmed on 10 January 2026."],
    [
      "confirmed a year ago, and decided since in a re-check that failed",
      having("user-base", { confirmedOn: "2025-11-16", decidedOn: "2026-11-15" }),
      "user-base",
      "met",
      "Confirmed on 16 November 2025; answered again, and decided on 15 November 2026.",
    ],
    [
      "confirmed a year ago",
      having("user-base", { confirmedOn: "2025-11-16" }),
      "user-base",
      "reading",
      "Confirmed on 16 November 2025; it is time to ask again.",
    ],
    [
      "a statement from before the criterion was tightened",
      having("security-alias", { version: "2019-03-29" }),
      "security-alias",
      "not-yet",
      "The criterion changed on 24 May 2019; not confirmed since.",
    ],
    [
      "an older embargo policy",
      having("embargo-policy", { policyVersion: "2019-03" }),
      "embargo-policy",
      "not-yet",
      `Version ${istio.embargoPolicy.at(-1)?.version} of the embargo policy has been in force since 14 February 2022; version 2019-03 was accepted.`,
    ],
    [
      "nobody answered at the alias",
      { ...sound, aliasAnswered: false },
      "security-alias",
      "check",
      "Nobody has answered from the contact alias yet.",
    ],
    [
      "somebody answered at the alias within a minute",
      { ...sound, aliasAnswered: false, open: { ...sound.open, alias: { ...sound.open.alias, answeredQuickly: true } } },
      "security-alias",
      "check",
      "Answered within a minute of the email, or without a name, so the committee looks at it first.",
    ],
    [
      "a reader disowned the alias, whoever answered there before",
      { ...sound, open: { ...sound.open, alias: { ...sound.open.alias, disowned: true } } },
      "security-alias",
      "check",
      "Somebody who reads the contact alias said that the address does not belong to the organization.",
    ],
    [
      "a machine found no mail server: a look, never a failing",
      { ...sound, found: [{ name: "mail-domain", result: "no", on: "2026-11-10" }] },
      "security-alias",
      "check",
      "Confirmed on 10 January 2026; a check on 10 November 2026 found no mail server for the alias.",
    ],
    [
      "a machine did not find the name on the other list",
      { ...sound, found: [{ name: "sister-list", result: "no", on: "2026-11-10" }] },
      "envoy-list",
      "check",
      "Confirmed on 10 January 2026; a check on 10 November 2026 did not find the name on the other list.",
    ],
    [
      "a machine cannot tell",
      { ...sound, found: [{ name: "mail-domain", result: "cannot-tell", on: "2026-11-10" }] },
      "security-alias",
      "met",
      "Confirmed on 10 January 2026.",
    ],
    [
      "a check about another criterion",
      { ...sound, found: [{ name: "mail-domain", result: "no", on: "2026-11-10" }] },
      "user-base",
      "met",
      "Confirmed on 10 January 2026.",
    ],
  ];
  it.each(rows)("%s", (_case, facts, criterion, state, sentence) => {
    expect(standingOf(facts, criterion)).toMatchObject({ state, sentence });
  });

  it.each([
    ["not answered", without("envoy-list"), "not-yet", "Not answered yet. It applies from 14 February 2022."],
    [
      "answered in time",
      having("envoy-list", { confirmedOn: "2022-01-02" }),
      "met",
      "Confirmed on 2 January 2022. It applies from 14 February 2022.",
    ],
    [
      "answered in the open re-check",
      without("envoy-list", asking("envoy-list", "changed")),
      "reading",
      "Answered; the committee will read it. It applies from 14 February 2022.",
    ],
    [
      "found not met before its day",
      having("envoy-list", { verdict: "not-met" }),
      "not-met",
      "The committee found that it is not met. It applies from 14 February 2022.",
    ],
  ] as const)("shows one that is announced: %s", (_case, facts, state, sentence) => {
    expect(standingOf(facts, "envoy-list", "2021-11-17")).toMatchObject({ state, sentence, from: "2022-02-14" });
    expect(standingOf(facts, "envoy-list", "2021-11-16")).toBeUndefined();
  });
});

describe("the facts of members", () => {
  beforeAll(async () => {
    await testDatabase();
  });
  beforeEach(forget);

  const factsOf = async (memberId: string): Promise<StatusFacts | undefined> => {
    const { rows } = await database().execute<{ facts: StatusFacts }>(
      sql`select ${memberFacts} as facts from member m where m.id = ${memberId}`,
    );
    return rows[0]?.facts;
  };

  it("are read for a member with nothing open", async () => {
    const globex = await admitted("Globex", { list: layer5, since: "2026-01-10" });
    const facts = await factsOf(globex.memberId);
    expect(facts).toMatchObject({
      since: "2026-01-10",
      leftOn: null,
      leavesOn: null,
      removalOn: null,
      pausedOn: null,
      aliasAnswered: true,
      recheck: null,
      found: [],
    });
    if (!facts) throw new Error("no facts");
    expect(criterionStandings(layer5, facts, today).map(({ state }) => state)).toEqual(layer5.criteria.map(() => "met"));
  });

  it("name an open re-check, the last result of each check, a removal, a pause and a wish to leave", async () => {
    const globex = await admitted("Globex");
    await database().execute(sql`
      with k as (insert into recheck (reference, list, member_id, because, criteria, opened_on, due_on, next_check_on, status, answered_at)
        values ('2026-107', 'istio', ${globex.memberId}, 'schedule', '{user-base}', '2026-11-01', '2026-12-01', '2026-12-01', 'answered', '2026-11-10T10:00:00Z') returning id)
      insert into recheck_answer (recheck_id, criterion, says, draft, said_at) select id, 'user-base', 'changed', '{}', now() from k`);
    for (const [result, at] of [
      ["yes", "2026-11-01"],
      ["no", "2026-11-08"],
    ])
      await database().execute(sql`
        insert into evidence_check (list, member_id, name, target, result, sentence, seen, seen_hash, because, checked_at)
        values ('istio', ${globex.memberId}, 'mail-domain', 'globex.example', ${result}, '', '{}', '', 'schedule', ${at}::timestamptz)`);
    await database().execute(sql`
      insert into end_of_membership (member_id, kind, on_day, decided_at) values (${globex.memberId}, 'left', '2026-12-24', now())`);
    await database().execute(sql`
      insert into delivery_pause (list, member_id, reason, paused_at, paused_by, confirm_by)
      select 'istio', ${globex.memberId}, '', '2026-11-15T10:00:00Z', id, '2026-11-16T10:00:00Z' from person limit 1`);
    const inEffect = async () => (await factsOf(globex.memberId))?.open.pause?.inEffect;
    expect(await inEffect()).toBe(false); // nobody has said what the mailing list holds
    await database().execute(sql`
      insert into delivery_entry (list, member_id, address, added_at) values ('istio', ${globex.memberId}, 'security@globex.example', now())`);
    expect(await inEffect()).toBe(false);
    await database().execute(sql`update delivery_entry set removed_at = now()`);
    expect(await inEffect()).toBe(true);
    const facts = await factsOf(globex.memberId);
    expect(facts).toMatchObject({
      leavesOn: "2026-12-24",
      pausedOn: "2026-11-15",
      recheck: { criteria: ["user-base"], said: [{ criterion: "user-base", says: "changed" }] },
      found: [{ name: "mail-domain", result: "no", on: "2026-11-08" }],
    });
    if (!facts) throw new Error("no facts");
    expect(standing(facts, today)).toBe("leaving");
  });
});

it("an old statement that was answered again is not asked for once more", () => {
  const facts = { ...sound, ...asking("user-base", "still-true") };
  const icon = criterionStandings(istio, facts, "2029-02-01").find(({ criterion }) => criterion === "user-base");
  expect(icon?.state).toBe("reading");
  expect(icon?.sentence).toMatch(/; answered again in the open re-check\.$/);
});

it("a confirmation by the committee says so", () => {
  const answers = sound.answers.map((each) =>
    each.criterion === "security-alias" ? { ...each, confirmedBy: "committee" as const } : each,
  );
  const icon = criterionStandings(istio, { ...sound, answers }, "2026-02-01").find(({ criterion }) => criterion === "security-alias");
  expect(icon?.sentence).toBe("Confirmed on 10 January 2026 by the committee, without an answer.");
});
