import { describe, expect, test } from "vitest";
import { groupedReasons, type ReasonFacts, reasonsThatHold } from "@/lib/removal/reasons";
import { istio } from "@/lists/istio";
import { answers } from "../application/world";

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const today = "2026-12-10";

const facts: ReasonFacts = {
  proposedAt: at("2026-12-01"),
  reasons: [{ criterion: "user-base", basis: "silence" }],
  rechecks: [],
  answers: [],
  listedElsewhere: null,
  evidence: [],
  aliases: [],
};
const recheck = { reference: "2026-007", criteria: ["user-base", "embargo-policy", "community"], answeredAt: at("2026-12-05") };
const answered = (status: string, more: Partial<(typeof facts.rechecks)[number]> = {}) => ({
  rechecks: [{ ...recheck, status, endedOn: status === "answered" ? null : "2026-12-06", ...more }],
});
const onReason = (basis: ReasonFacts["reasons"][number]["basis"], criterion = "user-base") => ({
  reasons: [{ criterion, basis }],
});
const onRecord = (more: Partial<ReasonFacts["answers"][number]>, criterion: "user-base" | "embargo-policy" = "user-base") => ({
  answers: [
    { criterion, version: "2026-01-01", draft: answers[criterion] ?? {}, answeredAt: null, verdict: null, verdictAt: null, ...more },
  ],
});
const found = (verdict: "met" | "not-met" | "cannot-tell", on = "2026-12-05") => onRecord({ verdict, verdictAt: at(on) });
const onAlias = onReason("alias", "security-alias");
const answering = (...aliases: readonly (readonly [string | null, string | null])[]) => {
  const moment = (day: string | null) => (day === null ? null : at(day));
  return { aliases: aliases.map(([reasonOf, took]) => ({ answeredAt: moment(reasonOf), disownedAt: moment(took) })) };
};
const aliasMet = { ...found("met").answers[0], criterion: "security-alias" } as ReasonFacts["answers"][number];
const old = { draft: { ...answers["embargo-policy"], policyVersion: "2019-01" } };

describe("a reason for a removal", () => {
  type Case = readonly [string, Partial<ReasonFacts>, "holds" | "cured", string?];
  const table: readonly Case[] = [
    ["silence, and nobody has answered", {}, "holds"],
    ["silence, answered and passed", answered("passed"), "cured", "The re-check 2026-007 was answered on 5 December 2026 and passed."],
    ["silence, answered and assessed", answered("failed"), "cured", "and the committee has assessed the answer."],
    ["silence, answered and not read yet", answered("answered"), "holds"],
    ["silence, an older re-check passed", answered("passed", { answeredAt: at("2026-11-30") }), "holds"],
    ["silence, a re-check of other criteria passed", answered("passed", { criteria: ["community"] }), "holds"],
    ["silence, found to be met", found("met"), "cured", "The committee found on 5 December 2026 that this is met."],
    ["silence, cannot tell", found("cannot-tell"), "holds"],
    ["a finding, and nothing since", { ...onReason("assessment"), ...found("not-met", "2026-11-30") }, "holds"],
    ["a finding, found to be met since", { ...onReason("assessment"), ...found("met") }, "cured"],
    ["a finding, found to be met before", { ...onReason("assessment"), ...found("met", "2026-11-30") }, "holds"],
    ["a finding, cannot tell since", { ...onReason("assessment"), ...found("cannot-tell") }, "holds"],
    ["a finding, a re-check passed since", { ...onReason("assessment"), ...answered("passed") }, "cured"],
    [
      "a finding, a re-check passed that could not tell",
      { ...onReason("assessment"), ...answered("passed"), ...found("cannot-tell") },
      "holds",
    ],
    ["a finding, a re-check failed again", { ...onReason("assessment"), ...answered("failed"), ...found("not-met") }, "holds"],
    ["not shown, and nothing since", { ...onReason("not-shown"), ...onRecord({}) }, "holds"],
    ["not shown, and answered since", { ...onReason("not-shown"), ...onRecord({ answeredAt: at("2026-12-05") }) }, "holds"],
    ["not shown, answered and accepted since", { ...onReason("not-shown"), ...found("met") }, "cured"],
    [
      "the policy in force was accepted",
      { ...onReason("not-shown", "embargo-policy"), ...onRecord({ answeredAt: at("2026-12-05") }, "embargo-policy") },
      "cured",
    ],
    ["an old policy was accepted", { ...onReason("not-shown", "embargo-policy"), ...onRecord(old, "embargo-policy") }, "holds"],
    [
      "the policy was accepted, and a person says it is not kept",
      { ...onReason("person", "embargo-policy"), ...onRecord({}, "embargo-policy") },
      "holds",
    ],
    ["a person's finding, a re-check passed since", { ...onReason("person"), ...answered("passed") }, "holds"],
    ["a person's finding, found to be met since", { ...onReason("person"), ...found("met") }, "cured"],
    ["an alias that nobody confirms", { ...onAlias, ...answering([null, null]) }, "holds"],
    ["an alias, answered since", { ...onAlias, ...answering(["2026-12-05", null]) }, "cured", "at the contact alias on 5 December 2026."],
    ["an alias, answered before", { ...onAlias, ...answering(["2026-11-30", null]) }, "holds"],
    ["an alias, answered and disowned since", { ...onAlias, ...answering(["2026-12-05", "2026-12-06"]) }, "holds"],
    ["an alias, none in use", { ...onAlias, ...answering() }, "holds"],
    ["two aliases, one answered since", { ...onAlias, ...answering(["2026-12-05", null], ["2026-11-30", null]) }, "holds"],
    ["two aliases, both answered since", { ...onAlias, ...answering(["2026-12-05", null], ["2026-12-06", null]) }, "cured", "6 December"],
    ["an alias, found to be met", { ...onAlias, answers: [aliasMet] }, "cured", "The committee found"],
    ["an alias, and silence is no answer", { ...onAlias, ...answered("failed", { criteria: ["security-alias"] }) }, "holds"],
    ["a criterion that the list no longer has", onReason("not-shown", "of-old"), "cured", "The list no longer requires this."],
    ["a person's finding on one that it no longer has", onReason("person", "of-old"), "holds"],
  ];
  test.each(table.map(([name, more, is, because]) => ({ name, more, is, because })))("$name", ({ more, is, because }) => {
    const { hold, cured } = reasonsThatHold({ ...facts, ...more }, istio, today);
    expect([hold.length, cured.length]).toEqual(is === "holds" ? [1, 0] : [0, 1]);
    expect(cured[0]?.because ?? "").toContain(because ?? "");
  });
});

describe("the other list", () => {
  const listed = { criterion: "envoy-list", version: "2022-02-14", draft: answers["envoy-list"] ?? {}, answeredAt: null };
  test.each(["yes", "no", "cannot-tell"] as const)("names the member: %s", (result) => {
    const { cured } = reasonsThatHold(
      {
        ...facts,
        ...onReason("not-shown", "envoy-list"),
        proposedAt: at("2022-02-14"),
        answers: [{ ...listed, verdict: null, verdictAt: null }],
        listedElsewhere: { result, on: "2022-03-01" },
      },
      istio,
      "2022-03-02",
    );
    expect(cured.length).toBe(result === "yes" ? 1 : 0);
  });
});

describe("what has to be read before anybody agrees", () => {
  type Case = readonly [string, Partial<ReasonFacts>, readonly string[]];
  const table: readonly Case[] = [
    ["nothing", {}, []],
    ["a re-check that was answered", answered("answered"), ["recheck 2026-007 2026-12-05"]],
    ["one that was answered before the proposal", answered("answered", { answeredAt: at("2026-11-20") }), ["recheck 2026-007 2026-11-20"]],
    ["one that passed", answered("passed"), []],
    [
      "an answer on the member's page",
      { ...onReason("not-shown"), ...onRecord({ answeredAt: at("2026-12-05") }) },
      ["answer user-base 2026-12-05"],
    ],
    ["one from before the proposal", { ...onReason("not-shown"), ...onRecord({ answeredAt: at("2026-11-20") }) }, []],
    ["one that was assessed", { ...onReason("not-shown"), ...onRecord({ answeredAt: at("2026-12-05"), verdict: "cannot-tell" }) }, []],
    ["one on a criterion that is no reason", { ...onReason("not-shown", "community"), ...onRecord({ answeredAt: at("2026-12-05") }) }, []],
    [
      "one that a re-check has read since",
      { ...onReason("person"), ...onRecord({ answeredAt: at("2026-12-05") }), ...answered("passed") },
      [],
    ],
    [
      "an acceptance of the policy that a person says is not kept",
      { ...onReason("person", "embargo-policy"), ...onRecord({ answeredAt: at("2026-12-05") }, "embargo-policy") },
      [],
    ],
    ["evidence", { evidence: [{ criterion: "user-base", submittedAt: at("2026-12-07") }] }, ["evidence user-base 2026-12-07"]],
  ];
  test.each(table)("%s", (_, more, unread) => {
    const reviewed = reasonsThatHold({ ...facts, ...more }, istio, today);
    expect(reviewed.unread.map(({ kind, of, on }) => `${kind} ${of} ${on}`)).toEqual(unread);
  });
});

test("reasons of silence with the same words are shown as one, in their order, and findings each by itself", () => {
  const reasonOf = (criterion: string, reason: string, struckBecause: string | null = null, basis = "silence") => ({
    criterion,
    basis,
    reason,
    whatWouldHelp: "An answer.",
    struckBecause,
  });
  const reasons = [
    reasonOf("a", "Silence."),
    reasonOf("b", "Another."),
    reasonOf("c", "Silence."),
    reasonOf("d", "Silence.", "It is met."),
  ];
  const findings = [
    reasonOf("e", "Another.", null, "person"),
    reasonOf("f", "Another.", null, "person"),
    reasonOf("g", "Silence.", null, "assessment"),
  ];
  expect(groupedReasons([...reasons, ...findings]).map((group) => group.map(({ criterion }) => criterion))).toEqual([
    ["a", "c"],
    ["b"],
    ["d"],
    ["e"],
    ["f"],
    ["g"],
  ]);
});
