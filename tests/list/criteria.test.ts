import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/list/answer";
import { criteriaChanges, differences } from "@/lib/list/changes";
import { asked, criteriaInForce, criterionVersion, upcomingCriteria } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { envoy } from "@/lists/envoy";
import { istio } from "@/lists/istio";
import { kubernetes } from "@/lists/kubernetes";
import { layer5 } from "@/lists/layer5";
import { linuxDistros } from "@/lists/linux-distros";

const firstFive = ["security-alias", "redistribution", "user-base", "community", "embargo-policy"];
const seven = [...firstFive, "envoy-list", "working-group"];
const keys = (criteria: readonly { readonly key: string }[]) => criteria.map(({ key }) => key);

describe("criteria in force", () => {
  const table: readonly [string, ListDefinition, string, readonly string[]][] = [
    ["Istio before there was a list", istio, "2019-03-28", []],
    ["Istio on its first day", istio, "2019-03-29", firstFive],
    ["Istio, two announced", istio, "2021-11-17", firstFive],
    ["Istio on the day before the two", istio, "2022-02-13", firstFive],
    ["Istio on the day of the two", istio, "2022-02-14", seven],
    ["Istio today", istio, "2026-11-21", seven],
    ["Layer5 today", layer5, "2026-11-21", firstFive],
    [
      "Envoy at its start",
      envoy,
      "2018-01-01",
      ["external-users", "fix-track-record", "not-downstream", "active-contributor", "embargo-accepted", "contribute-back", "voucher"],
    ],
    [
      "Envoy today",
      envoy,
      "2026-11-21",
      [
        "eligibility-route",
        "external-users",
        "fix-track-record",
        "not-downstream",
        "active-contributor",
        "embargo-accepted",
        "private-staging",
        "contribute-back",
        "three-week-release",
        "voucher",
        "security-alias",
      ],
    ],
    [
      "Kubernetes on the last day of PGP",
      kubernetes,
      "2019-02-25",
      [
        "security-alias",
        "certified-distribution",
        "external-users",
        "fix-track-record",
        "not-downstream",
        "active-contributor",
        "embargo-accepted",
        "contribute-back",
        "pgp",
        "voucher",
      ],
    ],
    [
      "Kubernetes on the day PGP was gone",
      kubernetes,
      "2019-02-26",
      [
        "security-alias",
        "certified-distribution",
        "external-users",
        "fix-track-record",
        "not-downstream",
        "active-contributor",
        "embargo-accepted",
        "contribute-back",
        "voucher",
      ],
    ],
    [
      "linux-distros today",
      linuxDistros,
      "2026-11-21",
      [
        "maintained-distro",
        "external-users",
        "fix-track-record",
        "not-downstream",
        "community-participant",
        "policy-accepted",
        "contribute-back",
        "pgp",
        "voucher",
        "contact-address",
      ],
    ],
  ];
  test.each(table)("%s", (_name, list, day, expected) => {
    expect(keys(criteriaInForce(list, day))).toEqual(expected);
  });
});

describe("announced, but not counting yet", () => {
  const table: readonly [string, string, readonly string[]][] = [
    ["before the announcement", "2021-11-16", []],
    ["on the day of the announcement", "2021-11-17", ["envoy-list", "working-group"]],
    ["on the last day before", "2022-02-13", ["envoy-list", "working-group"]],
    ["on the first day they count", "2022-02-14", []],
  ];
  test.each(table)("%s", (_name, day, expected) => {
    expect(keys(upcomingCriteria(istio, day))).toEqual(expected);
  });
});

test("a version is the day since which the criterion counts, or of its last tightening", () => {
  const alias = istio.criteria[0];
  const days = ["2019-03-29", "2019-05-23", "2019-05-24", "2026-11-21"];
  expect(days.map((day) => alias && criterionVersion(alias, day))).toEqual(["2019-03-29", "2019-03-29", "2019-05-24", "2019-05-24"]);
});

describe("asked only for some answers", () => {
  const now = criteriaInForce(envoy, "2026-11-21");
  const chose = (route: string): Answer => ({ kind: "attestation", chosen: [route], several: false, text: "", links: [] });
  const dependent = (answers: Readonly<Record<string, Answer>>, criteria = now) =>
    keys(asked(criteria, answers)).filter((key) => ["external-users", "not-downstream"].includes(key));
  const table: readonly [string, readonly string[], readonly string[]][] = [
    ["no route yet", dependent({}), []],
    ["a distribution", dependent({ "eligibility-route": chose("distribution") }), ["external-users", "not-downstream"]],
    ["a public service", dependent({ "eligibility-route": chose("public-service") }), ["external-users"]],
    ["an end user", dependent({ "eligibility-route": chose("end-user") }), ["not-downstream"]],
    ["before there were routes, everybody", dependent({}, criteriaInForce(envoy, "2018-01-01")), ["external-users", "not-downstream"]],
  ];
  test.each(table)("%s", (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
  test("a list without such criteria asks all of them", () => {
    expect(asked(istio.criteria, {})).toEqual(istio.criteria);
  });
});

test("every change has its day and a sentence", () => {
  expect(criteriaChanges(istio).map(({ day, changes }) => [day, changes.map(({ sentence }) => sentence)])).toEqual([
    [
      "2019-03-29",
      [
        "The criterion “Contact alias” applies from this day.",
        "The criterion “Redistribution or close coupling” applies from this day.",
        "The criterion “Users beyond your organization” applies from this day.",
        "The criterion “Active in the community” applies from this day.",
        "The criterion “Embargo policy” applies from this day.",
      ],
    ],
    [
      "2019-05-24",
      ["The criterion “Contact alias” was changed: one person's mailbox no longer counts, and the domain must be the organization's own."],
    ],
    [
      "2021-11-17",
      [
        "The criterion “Envoy early disclosure list” was announced. It applies from 14 February 2022.",
        "The criterion “Working group participant” was announced. It applies from 14 February 2022.",
      ],
    ],
    [
      "2022-02-14",
      [
        "The criterion “Envoy early disclosure list” applies from this day.",
        "The criterion “Working group participant” applies from this day.",
      ],
    ],
  ]);
  expect(criteriaChanges(kubernetes).at(-1)).toEqual({
    day: "2019-02-26",
    changes: [
      { day: "2019-02-26", criterion: "pgp", event: "ended", sentence: "The criterion “Encrypted mail” no longer applies from this day." },
    ],
  });
});

test("the differences between two days are listed from the earlier to the later", () => {
  const told = differences(istio, "2019-04-01", "2022-02-14").map(({ sentence }) => sentence);
  expect(told).toEqual([
    "The criterion “Contact alias” was changed on 24 May 2019: one person's mailbox no longer counts, and the domain must be the organization's own.",
    "The criterion “Envoy early disclosure list” has applied since 14 February 2022.",
    "The criterion “Working group participant” has applied since 14 February 2022.",
  ]);
  expect(differences(istio, "2022-02-14", "2019-04-01").map(({ sentence }) => sentence)).toEqual(told);
  expect(differences(istio, "2022-02-14", "2026-11-21")).toEqual([]);
  expect(differences(kubernetes, "2019-02-25", "2019-02-26")).toEqual([
    {
      criterion: "pgp",
      title: "Encrypted mail",
      change: "ended",
      sentence: "The criterion “Encrypted mail” stopped applying on 26 February 2019.",
    },
  ]);
});

test("a criterion that no list has is not found", () => {
  expect(criterionByKey(layer5, "envoy-list")).toBeUndefined();
});
