import { describe, expect, it, test } from "vitest";
import {
  allRuleChanges,
  meetsRuleChange,
  type RuleChangeEvidence,
  ruleChangesClosedBy,
  ruleChangesOn,
  showings,
  whatIf,
} from "@/lib/recheck/rule-changes";
import { istio } from "@/lists/istio";
import { answers } from "../application/world";
import { comingList as coming } from "./coming-list";

const answered = (criterion: string, version: string, more: Partial<RuleChangeEvidence["answers"][number]> = {}) => ({
  criterion,
  version,
  draft: answers[criterion] ?? {},
  verdict: null,
  verdictReason: null,
  ...more,
});
const member = (since: string, ...given: RuleChangeEvidence["answers"]): RuleChangeEvidence => ({ since, answers: given, elsewhere: null });

describe("the rule changes of a day", () => {
  test.each([
    ["the day before the announcement", istio, "2021-11-16", []],
    ["the day of the announcement", istio, "2021-11-17", ["envoy-list 2022-02-14", "working-group 2022-02-14"]],
    ["the last day before it counts", istio, "2022-02-13", ["envoy-list 2022-02-14", "working-group 2022-02-14"]],
    ["the day it counts", istio, "2022-02-14", []],
    ["what came without notice is no rule change", istio, "2019-05-01", []],
    ["a tightening and a policy", coming, "2027-01-20", ["embargo-policy 2027-02", "user-base 2027-03-01"]],
  ])("%s", (_reason, list, day, expected) => {
    expect(ruleChangesOn(list, day).map(({ criterion, version }) => `${criterion} ${version}`)).toEqual(expected);
  });

  it("are closed from their day on", () => {
    expect(ruleChangesClosedBy(coming, "2027-02-15").map(({ criterion, since }) => `${criterion} ${since}`)).toEqual([
      "envoy-list 2022-02-14",
      "working-group 2022-02-14",
      "embargo-policy 2027-02-15",
    ]);
    expect(allRuleChanges(coming)).toHaveLength(4);
  });
});

describe("whether a member meets a criterion on a day", () => {
  test.each<[string, RuleChangeEvidence, string, string, string]>([
    ["admitted before, silent", member("2020-01-01"), "envoy-list", "2022-02-14", "not-shown"],
    ["admitted under it", member("2023-01-01"), "envoy-list", "2024-01-01", "met"],
    ["answered in time", member("2020-01-01", answered("envoy-list", "2022-02-14")), "envoy-list", "2022-02-14", "met"],
    [
      "answered: not yet",
      member("2020-01-01", answered("envoy-list", "2022-02-14", { draft: { listed: "not-yet" } })),
      "envoy-list",
      "2022-02-14",
      "not-met",
    ],
    [
      "the other list does not name it",
      { ...member("2020-01-01", answered("envoy-list", "2022-02-14")), elsewhere: "no" },
      "envoy-list",
      "2022-02-14",
      "not-met",
    ],
    [
      "nobody can tell",
      { ...member("2020-01-01", answered("envoy-list", "2022-02-14")), elsewhere: "cannot-tell" },
      "envoy-list",
      "2022-02-14",
      "met",
    ],
    [
      "the committee says not met",
      member("2020-01-01", answered("envoy-list", "2022-02-14", { verdict: "not-met" })),
      "envoy-list",
      "2022-02-14",
      "not-met",
    ],
    [
      "the committee cannot tell",
      member("2020-01-01", answered("envoy-list", "2022-02-14", { verdict: "cannot-tell" })),
      "envoy-list",
      "2022-02-14",
      "met",
    ],
    [
      "tightened without notice: not asked before the next re-check",
      member("2019-04-01", answered("security-alias", "2019-03-29")),
      "security-alias",
      "2021-01-01",
      "met",
    ],
    [
      "tightened with notice, an older answer",
      member("2020-01-01", answered("user-base", "2019-03-29")),
      "user-base",
      "2027-03-01",
      "not-shown",
    ],
    ["tightened with notice, the day before", member("2020-01-01", answered("user-base", "2019-03-29")), "user-base", "2027-02-28", "met"],
    ["tightened with notice, answered anew", member("2020-01-01", answered("user-base", "2027-03-01")), "user-base", "2027-03-01", "met"],
    [
      "policy announced, an older acceptance",
      member("2020-01-01", answered("embargo-policy", "2019-03-29")),
      "embargo-policy",
      "2027-02-15",
      "not-shown",
    ],
    [
      "policy announced, the day before",
      member("2020-01-01", answered("embargo-policy", "2019-03-29")),
      "embargo-policy",
      "2027-02-14",
      "met",
    ],
    [
      "policy accepted anew",
      member("2020-01-01", answered("embargo-policy", "2019-03-29", { draft: { ...answers["embargo-policy"], policyVersion: "2027-02" } })),
      "embargo-policy",
      "2027-02-15",
      "met",
    ],
    [
      "policy not accepted",
      member("2020-01-01", answered("embargo-policy", "2019-03-29", { draft: { accept: "no", policyVersion: "2027-02" } })),
      "embargo-policy",
      "2027-02-15",
      "not-met",
    ],
  ])("%s", (_reason, facts, key, day, is) => {
    expect(showings(coming, facts, day).find(({ criterion }) => criterion === key)?.is).toBe(is);
  });

  it("has met a rule change when it meets its criterion on its day", () => {
    const [envoy] = ruleChangesOn(istio, "2021-11-17");
    if (envoy === undefined) throw new Error("no rule change");
    expect(meetsRuleChange(istio, envoy, member("2020-01-01"))).toBe("not-shown");
    expect(meetsRuleChange(istio, envoy, member("2020-01-01", answered("envoy-list", "2022-02-14")))).toBe("met");
  });
});

it("what-if names who would no longer qualify, and for what", () => {
  const first = ["security-alias", "redistribution", "user-base", "community", "embargo-policy"].map((key) => answered(key, "2019-05-24"));
  const members = [
    { name: "Globex", ...member("2020-01-01", ...first, answered("envoy-list", "2022-02-14"), answered("working-group", "2022-02-14")) },
    { name: "Initech", ...member("2020-01-01", ...first, answered("envoy-list", "2022-02-14", { draft: { listed: "not-yet" } })) },
    { name: "Hooli", ...member("2022-03-01", ...first) },
  ];
  const { met, noLongerQualify } = whatIf(istio, members, "2022-02-14");
  expect(met).toBe(1 + 1);
  expect(noLongerQualify.map(({ member: { name }, lacks }) => [name, lacks.map(({ criterion, is }) => `${criterion} ${is}`)])).toEqual([
    ["Initech", ["envoy-list not-met", "working-group not-shown"]],
  ]);
});
