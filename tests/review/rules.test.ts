import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/kernel/actor";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { employerDomain } from "@/lib/organization/employer";
import { decisionFaults, secondApprover } from "@/lib/review/decision";
import { nextAction, type RoutingInputs } from "@/lib/review/next-action";
import {
  mayChair,
  mayReadAnswers,
  mayReadDiscussion,
  mayReadHistory,
  mayReadSummary,
  mayRecuse,
  mayReview,
  maySeeClosedVotes,
  maySeeQueue,
  mayVote,
} from "@/lib/review/permissions";
import {
  type CommitteeMember,
  everyoneVoted,
  exclusionOf,
  jointVerdict,
  pickReviewers,
  readyToVote,
  routingTroubleOf,
  seesOthersFindings,
} from "@/lib/review/rules";

const today = "2026-11-16";
const member = (personId: string, more: Partial<CommitteeMember> = {}): CommitteeMember => ({
  personId,
  name: personId,
  email: `${personId}@committee.example`,
  chair: false,
  awayUntil: null,
  recused: false,
  ...more,
});

describe("whom an application goes to", () => {
  const rows: readonly [
    string,
    readonly CommitteeMember[],
    { assigned?: string[]; recused?: string[]; needed?: number; open?: [string, number][] },
    readonly string[],
  ][] = [
    [
      "those with least open first",
      [member("a"), member("b"), member("c")],
      {
        needed: 2,
        open: [
          ["a", 2],
          ["b", 1],
        ],
      },
      ["c", "b"],
    ],
    ["the older role when they are even", [member("a"), member("b"), member("c")], { needed: 2 }, ["a", "b"]],
    ["nobody with a conflict", [member("a", { recused: true }), member("b")], {}, ["b"]],
    ["nobody who is away, on the last day too", [member("a", { awayUntil: today }), member("b", { awayUntil: "2026-11-15" })], {}, ["b"]],
    ["nobody who has it or gave it back", [member("a"), member("b"), member("c")], { assigned: ["a"], recused: ["b"] }, ["c"]],
    ["only as many as are missing", [member("a"), member("b"), member("c"), member("d")], { assigned: ["a", "b"], needed: 3 }, ["c"]],
    ["nobody when there is nobody", [], {}, []],
  ];

  it.each(rows)("%s", (_case, committee, { assigned = [], recused = [], needed = 3, open = [] }, expected) => {
    expect(pickReviewers(committee, { assigned, recused, needed, today, open: new Map(open) }).map(({ personId }) => personId)).toEqual(
      expected,
    );
  });
});

describe("what keeps a committee from deciding", () => {
  const three = [member("a"), member("b"), member("c", { recused: true })];
  it.each([
    ["somebody has it and there is a quorum", ["a"], 2, null],
    ["nobody has it", [], 2, "nobody"],
    ["fewer without a conflict than a quorum", ["a"], 3, "too-few-for-a-quorum"],
  ] as const)("%s", (_case, assigned, quorum, expected) => {
    expect(routingTroubleOf(three, assigned, { quorum })).toBe(expected);
  });
});

describe("when a vote opens by itself", () => {
  it.each([
    ["all needed have sent", [true, true, true], 3, 0, true],
    ["one has not", [true, false, true], 3, 0, false],
    ["all who have it sent, and others could still be asked", [true, true], 3, 1, false],
    ["all who have it sent, and nobody else is there", [true, true], 3, 0, true],
    ["nobody has it", [], 3, 0, false],
  ] as const)("%s", (_case, sent, needed, others, expected) => {
    expect(
      readyToVote(
        sent.map((each) => ({ sent: each })),
        { needed, others },
      ),
    ).toBe(expected);
  });
});

describe("who sees the findings of others", () => {
  it.each([
    ["a reviewer who has not sent theirs", true, false, "none", false],
    ["a reviewer who has not sent theirs while others vote", true, false, "open", false],
    ["a reviewer who has sent theirs", true, true, "none", true],
    ["somebody without the application before the vote", false, false, "none", false],
    ["somebody without the application during the vote", false, false, "open", true],
    ["everybody after the vote", true, false, "closed", true],
  ] as const)("%s", (_case, assigned, sent, round, expected) => {
    expect(seesOthersFindings({ assigned, sent, round })).toBe(expected);
  });
});

describe("several findings on one criterion", () => {
  it.each([
    [[], null],
    [["met", "met"], "met"],
    [["met", "cannot-tell"], "cannot-tell"],
    [["met", "cannot-tell", "not-met"], "not-met"],
  ] as const)("%j come to %s", (verdicts, expected) => {
    expect(jointVerdict(verdicts.map((verdict) => ({ verdict })))).toBe(expected);
  });
});

describe("a vote", () => {
  const committee = [member("a"), member("b", { recused: true })];
  it.each([
    ["counts for who sits and has no conflict", "a", null],
    ["does not with a conflict", "b", "conflict"],
    ["does not without a role", "c", "role-ended"],
  ] as const)("%s", (_case, personId, expected) => {
    expect(exclusionOf({ personId, choice: "accept" }, committee)).toBe(expected);
  });

  it("is complete when all without a conflict have voted, and never with nobody", () => {
    expect(everyoneVoted([{ personId: "a", choice: "abstain" }], committee)).toBe(true);
    expect(everyoneVoted([{ personId: "b", choice: "accept" }], committee)).toBe(false);
    expect(everyoneVoted([], [member("b", { recused: true })])).toBe(false);
  });
});

describe("the second person behind a decision", () => {
  const votes = [
    { personId: "chair", choice: "accept", counts: true },
    { personId: "left", choice: "accept", counts: false },
    { personId: "no", choice: "decline", counts: true },
    { personId: "yes", choice: "accept", counts: true },
  ] as const;
  it.each([
    ["accepted", "chair", "yes"],
    ["declined", "chair", "no"],
    ["declined", "no", null],
    ["accepted", "yes", "chair"],
  ] as const)("%s by %s: %s", (outcome, decider, expected) => {
    expect(secondApprover(outcome, votes, decider)).toBe(expected);
  });
});

describe("what keeps a decision from being made", () => {
  const asked = [{ key: "alias", title: "Alias", number: 1, answerVersion: 2 }];
  const alias = { criterion: "alias", state: "answered" as const, confirmedByHand: false, needsReason: false, heldBy: null };
  const met = { criterion: "alias", verdict: "met" as const, reason: "", whatWouldHelp: "" };
  const found = { criterion: "alias", verdict: "met" as const, answerVersion: 2 };
  const accept = { outcome: "accepted" as const, asked, reasons: [met], findings: [found], waived: [], alias };

  it.each([
    ["nothing", accept, []],
    ["a finding on an earlier answer", { ...accept, findings: [{ ...found, answerVersion: 1 }] }, ["verdict.alias"]],
    [
      "as many findings against it as for it",
      { ...accept, findings: [found, { ...found, verdict: "not-met" as const }] },
      ["verdict.alias"],
    ],
    ["no finding at all", { ...accept, findings: [] }, ["verdict.alias"]],
    ["nothing, when it is waived", { ...accept, findings: [], reasons: [], waived: ["alias"] }, []],
    ["an alias that is another member's", { ...accept, alias: { ...alias, heldBy: "member" as const } }, [""]],
    ["an alias that another application confirmed earlier", { ...accept, alias: { ...alias, heldBy: "application" as const } }, [""]],
    ["an alias on a shared host without a reason", { ...accept, alias: { ...alias, needsReason: true } }, ["reason.alias"]],
    [
      "nothing, with a reason for the shared host",
      { ...accept, reasons: [{ ...met, reason: "Their own tenant" }], alias: { ...alias, needsReason: true } },
      [],
    ],
    ["an alias where nobody answered", { ...accept, alias: { ...alias, state: "not-answered" as const } }, [""]],
    ["an odd answer that nobody looked at", { ...accept, alias: { ...alias, state: "by-hand" as const } }, ["aliasByHand"]],
  ])("%s", (_case, decision, fields) => {
    expect(decisionFaults(decision).map(({ field }) => field)).toEqual(fields);
  });
});

describe("who has to act", () => {
  const facts: RoutingInputs = {
    status: "submitted",
    mayReview: true,
    chairs: false,
    assigned: true,
    sent: false,
    unassessed: 4,
    stale: 0,
    assessableNow: 4,
    round: "none",
    roundOutcome: null,
    voted: false,
    secondAsked: false,
    decision: null,
    unroutable: false,
    questionOverdue: false,
    voteEndsOn: null,
    decisionDueOn: "2026-12-08",
  };
  const rows: readonly [Partial<RoutingInputs>, string, boolean][] = [
    [{}, "Assess 4 criteria", true],
    [{ unassessed: 0, stale: 1 }, "Assess 1 criterion", true],
    [{ unassessed: 0 }, "Send your findings", true],
    [{ sent: true, stale: 1 }, "Read 1 changed answer again", true],
    [{ sent: true }, "Waiting for reviewers", false],
    [{ sent: true, round: "open" }, "Vote", true],
    [{ sent: true, round: "open", voted: true }, "Waiting for other votes", false],
    [{ assigned: false, round: "open" }, "Vote", true],
    [{ sent: true, round: "closed", roundOutcome: "accepted" }, "With the committee", false],
    [{ sent: true, round: "closed", roundOutcome: "accepted", chairs: true }, "Write the email", true],
    [{ sent: true, round: "closed", roundOutcome: "referred", chairs: true }, "Open another vote", true],
    [{ chairs: true, unroutable: true }, "Find a reviewer", true],
    [{ unroutable: true, assigned: false }, "Waiting for reviewers", false],
    [{ secondAsked: true }, "Respond to the request", true],
    [{ status: "information_requested" }, "Assess 4 other criteria", true],
    [{ status: "information_requested", sent: true, unassessed: 0, stale: 2, assessableNow: 1 }, "Assess 1 other criterion", true],
    [{ status: "information_requested", assessableNow: 0 }, "Waiting for the applicant", false],
    [{ status: "information_requested", assigned: false }, "Waiting for the applicant", false],
    [{ status: "information_requested", round: "closed" }, "Waiting for the applicant", false],
    [{ status: "information_requested", assessableNow: 0, secondAsked: true }, "Respond to the request", true],
    [{ status: "information_requested", chairs: true, questionOverdue: true }, "Resolve the open question", true],
    [{ decision: { outcome: "accepted", released: false }, chairs: true }, "Email on hold", false],
    [{ status: "accepted" }, "Accepted", false],
    [{ status: "declined" }, "Declined", false],
    [{ status: "withdrawn" }, "Withdrawn", false],
    [{ mayReview: false, assigned: false, round: "open" }, "Waiting for other votes", false],
  ];
  it.each(rows)("%j: %s", (more, words, mine) => {
    expect(nextAction({ ...facts, ...more })).toMatchObject({ words, mine });
  });

  it("ends with the vote where it is a vote, and else with the day of the decision, or with none while the deadline is paused", () => {
    const open = { sent: true, round: "open", voteEndsOn: "2026-12-04" } as const;
    expect(nextAction({ ...facts, ...open })).toEqual({ words: "Vote", mine: true, by: "2026-12-04" });
    expect(nextAction({ ...facts, ...open, voted: true })).toEqual({ words: "Waiting for other votes", mine: false, by: "2026-12-04" });
    expect(nextAction({ ...facts, ...open, sent: false }).by).toBe("2026-12-08");
    expect(nextAction({ ...facts, status: "information_requested", decisionDueOn: null }).by).toBe(null);
  });
});

describe("permissions", () => {
  const holding = (...roles: CommitteeRole[]): Person => ({
    kind: "person",
    personId: "p",
    email: "p@p.example",
    name: null,
    signedInAt: null,
    roles: roles.map((role) => ({ list: "istio", role })),
    contacts: [],
    conflicts: [],
  });
  const claims = { mayReadAnswers, mayReadSummary, mayReadDiscussion, maySeeClosedVotes, mayReview, mayVote, mayChair, mayReadHistory };
  const all = Object.keys(claims);
  const rows: readonly [string, Person, boolean, readonly string[]][] = [
    ["a reviewer", holding("reviewer"), false, all.filter((name) => name !== "mayChair")],
    ["a chair", holding("chair"), false, all],
    ["an administrator", holding("administrator"), false, ["mayReadSummary", "mayReadHistory"]],
    ["an auditor", holding("auditor"), false, ["mayReadSummary", "mayReadDiscussion", "maySeeClosedVotes", "mayReadHistory"]],
    ["a recused reviewer", holding("reviewer"), true, []],
    ["a recused chair", holding("chair"), true, []],
    ["a recused auditor", holding("auditor"), true, []],
    ["a recused reviewer who also administers", holding("reviewer", "administrator"), true, ["mayReadSummary", "mayReadHistory"]],
    ["nobody", holding(), false, []],
  ];
  it.each(rows)("%s", (_who, actor, recused, may) => {
    expect(
      Object.entries(claims).flatMap(([name, claim]) => (claim(actor, { list: "istio", recused, withoutChair: false }) ? [name] : [])),
    ).toEqual(may);
    expect(Object.entries(claims).filter(([, claim]) => claim(actor, { list: "layer5", recused, withoutChair: false }))).toEqual([]);
  });

  it("lets everybody with a role know that there are applications, and reviewers and chairs recuse yourself", () => {
    expect(maySeeQueue(holding("auditor"), "istio")).toBe(true);
    expect(maySeeQueue(holding(), "istio")).toBe(false);
    expect(mayRecuse(holding("reviewer"), "istio")).toBe(true);
    expect(mayRecuse(holding("administrator"), "istio")).toBe(false);
  });
});

describe("for whom somebody works, by their address", () => {
  it.each([
    ["jo@corp.example", "corp.example"],
    ["jo@Mail.EU.Corp.example", "corp.example"],
    ["jo@gmail.com", null],
    ["jo@corp.onmicrosoft.com", "corp.onmicrosoft.com"],
    ["jo@localhost", null],
    ["jo", null],
  ])("%s: %s", (email, expected) => {
    expect(employerDomain(email)).toBe(expected);
  });
});
