import { describe, expect, it } from "vitest";
import type { ListDefinition } from "@/lib/list/definition";
import { bearingOf, obligations } from "@/lib/member/obligations";
import type { MemberPlace, OpenMatters } from "@/lib/member/place";
import { istio } from "@/lists/istio";

const today = "2026-11-16";
const nothingOpen: OpenMatters = {
  recheck: null,
  aliasChange: null,
  removal: null,
  pausedAt: null,
  joinAskedAt: null,
  change: null,
  succession: null,
};
const globex: MemberPlace = {
  memberId: "00000000-0000-4000-8000-000000000001",
  organizationId: "00000000-0000-4000-8000-000000000002",
  name: "Globex",
  role: "primary",
  applicationReference: null,
  aliases: [],
  people: [],
  departure: null,
  facts: {
    since: "2026-01-10",
    leftOn: null,
    nextRecheckOn: "2027-01-10",
    leavesOn: null,
    removalOn: null,
    pausedOn: null,
    recheck: null,
    found: [],
    aliasAnswered: true,
    answers: istio.criteria.map(({ key, since, tightened = [] }) => ({
      criterion: key,
      version: tightened.at(-1)?.on ?? since,
      confirmedOn: "2026-01-10",
      confirmedBy: "member" as const,
      verdict: null,
      policyVersion: key === "embargo-policy" ? "2022-02" : null,
    })),
  },
  open: nothingOpen,
};
const having = (open: Partial<OpenMatters>, more: Partial<MemberPlace> = {}): MemberPlace => ({
  ...globex,
  ...more,
  open: { ...nothingOpen, ...open },
});
const titles = (place: MemberPlace, list: ListDefinition = istio) =>
  obligations(list, place, today).map(({ whose, title, by }) => `${whose}: ${title}${by === null ? "" : ` by ${by}`}`);

describe("what is open about a membership", () => {
  it("is nothing where nothing is, and the bearing names the next re-check", () => {
    expect(titles(globex)).toEqual([]);
    expect(bearingOf(istio, globex, today)).toMatchObject({ whose: "nobody", by: null, on: "2027-01-10" });
  });

  it.each([
    [
      "an open re-check",
      { recheck: { reference: "2026-107", status: "open", dueOn: "2026-12-10" } },
      ["yours: Re-check 2026-107 by 2026-12-10"],
    ],
    ["answers that we read", { recheck: { reference: "2026-107", status: "answered", dueOn: "2026-12-10" } }, ["ours: Re-check 2026-107"]],
    [
      "a removal that it was told of",
      { removal: { reference: "2026-061", status: "agreed", carryOutOn: "2026-12-01" } },
      ["yours: Removal 2026-061 by 2026-12-01"],
    ],
    ["a pause", { pausedAt: new Date("2026-11-15T10:00:00Z") }, ["yours: Delivery is paused"]],
    ["somebody who wants to take over", { succession: { reference: "2026-058", waitsUntil: null } }, ["yours: Succession 2026-058"]],
    ["somebody who wants to join", { joinAskedAt: new Date("2026-11-14T10:00:00Z") }, ["yours: A request to join by 2026-11-28"]],
    ["a change of the name", { change: { reference: "2026-059", newName: "Globex Mesh" } }, ["ours: Change 2026-059"]],
    [
      "a new alias that has to answer",
      {
        aliasChange: {
          reference: "2026-060",
          status: "asked",
          newAddress: "psirt@globex.example",
          answerBy: new Date("2026-11-20T10:00:00Z"),
          waitsUntil: null,
        },
      },
      ["yours: Alias change 2026-060 by 2026-11-20"],
    ],
  ] as const)("%s", (_case, open, expected) => {
    expect(titles(having(open))).toEqual(expected);
  });

  it("puts first what would end it, and makes that the bearing", () => {
    const place = having({
      recheck: { reference: "2026-107", status: "open", dueOn: "2026-12-10" },
      removal: { reference: "2026-061", status: "proposed", carryOutOn: "2026-12-01" },
      joinAskedAt: new Date("2026-11-14T10:00:00Z"),
    });
    expect(titles(place)).toEqual([
      "yours: Removal 2026-061 by 2026-12-01",
      "yours: Re-check 2026-107 by 2026-12-10",
      "yours: A request to join by 2026-11-28",
    ]);
    expect(bearingOf(istio, place, today)).toMatchObject({ whose: "yours", by: "2026-12-01" });
  });

  it("names no day that has passed, where it is not the member who is late", () => {
    const change = {
      reference: "2026-060",
      status: "waiting",
      newAddress: "psirt@globex.example",
      answerBy: new Date("2026-11-12T10:00:00Z"),
    } as const;
    const days = (open: Partial<OpenMatters>) => obligations(istio, having(open), today).map(({ by, on = null }) => by ?? on);
    expect(days({ removal: { reference: "2026-061", status: "agreed", carryOutOn: "2026-11-15" } })).toEqual([null]);
    expect(days({ succession: { reference: "2026-058", waitsUntil: new Date("2026-11-15T10:00:00Z") } })).toEqual([null]);
    expect(days({ aliasChange: { ...change, waitsUntil: new Date("2026-11-15T10:00:00Z") } })).toEqual([null]);
    expect(days({ aliasChange: { ...change, waitsUntil: new Date("2026-11-18T10:00:00Z") } })).toEqual(["2026-11-18"]);
    expect(days({ recheck: { reference: "2026-107", status: "open", dueOn: "2026-11-14" } })).toEqual(["2026-11-14"]);
  });

  it("asks who only reads for nothing, and leaves people to those who can act", () => {
    const open = {
      recheck: { reference: "2026-107", status: "open", dueOn: "2026-12-10" },
      joinAskedAt: new Date("2026-11-14T10:00:00Z"),
    } as const;
    expect(titles(having(open, { role: "reader" }))).toEqual(["nobody: Re-check 2026-107 by 2026-12-10"]);
    expect(titles(having(open, { role: "deputy" }))).toEqual(["yours: Re-check 2026-107 by 2026-12-10"]);
  });

  it("is nothing any more for who has left", () => {
    const gone = { ...globex, departure: "left" as const, facts: { ...globex.facts, leftOn: "2026-11-01" } };
    expect(titles(gone)).toEqual([]);
    expect(bearingOf(istio, gone, today).sentence).toBe("Globex left the Istio early disclosure list.");
  });
});

describe("criteria that can be answered before a re-check asks", () => {
  const coming: ListDefinition = {
    ...istio,
    criteria: istio.criteria.map((criterion) =>
      criterion.key === "envoy-list"
        ? { ...criterion, announcedOn: "2026-11-01", since: "2027-02-01" }
        : criterion.key === "user-base"
          ? { ...criterion, tightened: [{ announcedOn: "2026-11-01", on: "2027-03-01", what: "two references are needed" }] }
          : criterion,
    ),
    embargoPolicy: [
      ...istio.embargoPolicy,
      { version: "2027-01", announcedOn: "2026-11-10", since: "2027-01-01", paragraphs: ["a"], summary: [] },
    ],
  };
  const withoutEnvoy: MemberPlace = {
    ...globex,
    facts: { ...globex.facts, answers: globex.facts.answers.filter(({ criterion }) => criterion !== "envoy-list") },
  };

  it("are those that are announced, tightened, or a newer embargo policy, each with its day", () => {
    expect(titles(withoutEnvoy, coming)).toEqual([
      "yours: Envoy early disclosure list by 2027-02-01",
      "yours: Users beyond your organization by 2027-03-01",
      "yours: Embargo policy by 2027-01-01",
    ]);
  });

  it("are accepted by a primary alone", () => {
    expect(titles({ ...withoutEnvoy, role: "deputy" }, coming).at(-1)).toBe("nobody: Embargo policy by 2027-01-01");
  });

  it("are no longer open once they are answered, also early", () => {
    const answers = [...globex.facts.answers].map((answer) =>
      answer.criterion === "embargo-policy"
        ? { ...answer, policyVersion: "2027-01" }
        : answer.criterion === "user-base"
          ? { ...answer, version: "2027-03-01" }
          : answer,
    );
    expect(titles({ ...globex, facts: { ...globex.facts, answers } }, coming)).toEqual([]);
  });

  it("are not those that counted when it was admitted: the next re-check asks", () => {
    const silent: MemberPlace = {
      ...globex,
      facts: { ...globex.facts, answers: globex.facts.answers.filter(({ criterion }) => criterion !== "community") },
    };
    expect(titles(silent)).toEqual([]);
  });
});
