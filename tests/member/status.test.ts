import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenItems } from "@/lib/member/open-items";
import { actions, type OpenTaskKind, type StatusFacts } from "@/lib/member/open-task";
import { criterionStandings } from "@/lib/member/standing";
import { forCommittee, forMember, memberStatus, statusLine } from "@/lib/member/status";
import { istio } from "@/lists/istio";
import { having, quietFacts, recheck, removal } from "./status-facts";

const today = "2026-11-16";

/** Each open matter in one line: "member: Answer the re-check by 2026-12-10". */
const lines = (facts: StatusFacts, { day = today, list = istio }: { day?: Day; list?: ListDefinition } = {}) =>
  memberStatus(list, facts, day).openTasks.map(({ actor, action, by }) => `${actor}: ${action}${by === null ? "" : ` by ${by}`}`);

type Row = [state: string, open: Partial<OpenItems>, expected: readonly string[], day?: Day, facts?: Partial<StatusFacts>];

const expired = recheck({ status: "expired" });
const silence = removal({ forSilence: true, reasons: ["contact-alias", "user-base"] });
const unsupported = removal({ ...silence, toldOn: null, notifiedOn: null });
const agreed = removal({ status: "agreed" });
const { received } = removal();
const forAlias = { ...received, reasons: [{ criterion: "security-alias", basis: "alias" }] };
const evidence = [{ criterion: "user-base", submittedOn: "2026-11-15" }];
const newAnswers = [{ criterion: "user-base", draft: {}, answeredOn: "2026-11-15" }];

const rows: readonly Row[] = [
  ["an open re-check", { recheck: recheck() }, ["member: Answer the re-check by 2026-12-10"]],
  ["an open re-check on its due day", { recheck: recheck() }, ["member: Answer the re-check by 2026-12-10"], "2026-12-10"],
  [
    "an open re-check whose clock stands: the days do not count",
    { recheck: recheck({ pausedOn: "2026-11-14", pausedDays: 3 }) },
    ["member: Answer the re-check by 2026-12-15", "committee: Call the member by 2026-12-15"],
  ],
  [
    "a late re-check, while nobody is known to have been told",
    { recheck: recheck() },
    ["member: Answer the re-check by 2027-01-01", "committee: Call the member by 2027-01-01"],
    "2026-12-11",
  ],
  [
    "a late re-check in the grace period",
    { recheck: recheck({ graceFrom: "2026-12-12" }) },
    ["member: Answer the re-check by 2027-01-02", "committee: Call the member by 2027-01-02"],
    "2026-12-20",
  ],
  [
    "a late re-check whose clock stands: grace period moves too",
    { recheck: recheck({ graceFrom: "2026-12-12", pausedOn: "2026-12-16" }) },
    ["member: Answer the re-check by 2027-01-06", "committee: Call the member by 2027-01-06"],
    "2026-12-20",
  ],
  [
    "a late re-check after the grace period, before the daily run",
    { recheck: recheck({ graceFrom: "2026-12-12" }) },
    ["member: Answer the re-check by 2027-01-02", "committee: Call the member by 2027-01-02"],
    "2027-01-03",
  ],
  ["an expired re-check without a removal", { recheck: expired }, ["member: Answer the re-check by 2027-01-10"]],
  [
    "an expired re-check whose removal only a machine proposed",
    { recheck: expired, removal: unsupported },
    ["member: Answer the re-check", "committee: Approve the removal as the first approver, or stop it"],
  ],
  [
    "an expired re-check whose removal a person supports",
    { recheck: expired, removal: silence },
    ["member: Answer the re-check by 2026-11-29", "committee: Approve the removal as the second approver, or stop it"],
  ],
  [
    "an expired re-check whose removal is agreed",
    { recheck: expired, removal: { ...silence, status: "agreed" } },
    ["member: Answer the re-check by 2026-11-29"],
  ],
  [
    "an expired re-check while its appeal is read",
    { recheck: expired, removal: { ...silence, status: "agreed", appeal: "open" } },
    ["committee: Read the appeal", "member: Answer the re-check"],
  ],
  [
    "a late answer that nobody has read, before a first person",
    { recheck: recheck({ status: "answered" }), removal: unsupported },
    ["committee: Review the answers to the re-check"],
  ],
  [
    "a late answer that nobody has read, with the removal agreed",
    { recheck: recheck({ status: "answered" }), removal: { ...silence, status: "agreed" } },
    [
      "committee: Review the answers to the re-check by 2026-11-29",
      "nobody: The organization can be removed from the list, starting by 2026-11-29",
    ],
  ],
  ["answers that nobody has read", { recheck: recheck({ status: "answered" }) }, ["committee: Review the answers to the re-check"]],
  [
    "answers that wait for the contact alias",
    { recheck: recheck({ status: "answered", aliasAskedOn: "2026-11-15" }) },
    ["member: Have somebody answer the email sent to the contact alias by 2026-11-17"],
  ],
  [
    "a removal that a person proposed",
    { removal: removal() },
    [
      "member: Show that the reasons for the removal no longer apply by 2026-11-29",
      "committee: Approve the removal as the second approver, or stop it",
    ],
  ],
  [
    "a removal against which evidence was submitted",
    { removal: removal({ received: { ...received, evidence } }) },
    ["committee: Review the evidence against the removal by 2026-11-29"],
  ],
  [
    "a removal for silence against which evidence was submitted",
    { recheck: expired, removal: { ...silence, received: { ...received, evidence } } },
    ["committee: Review the evidence against the removal by 2026-11-29", "member: Answer the re-check by 2026-11-29"],
  ],
  [
    "a removal to whose reason the member answered on its page",
    { removal: removal({ received: { ...received, answers: newAnswers } }) },
    ["committee: Review the answer to a reason for the removal by 2026-11-29"],
  ],
  [
    "a removal on another reason beside answers that nobody has read",
    { recheck: recheck({ status: "answered" }), removal: removal() },
    [
      "committee: Review the answers to the re-check by 2026-11-29",
      "member: Show that the reasons for the removal no longer apply by 2026-11-29",
    ],
  ],
  [
    "a removal for silence while a question about the late answer is open",
    { recheck: recheck({ status: "answered", questionDueOn: "2026-11-20" }), removal: silence },
    ["member: Answer the committee's question about one of your answers by 2026-11-20"],
  ],
  [
    "the same once its last day has passed",
    { recheck: recheck({ status: "answered", questionDueOn: "2026-11-15" }), removal: silence },
    ["committee: Complete the re-check without the answer by 2026-11-29"],
  ],
  [
    "a question about an answer to a re-check on its last day",
    { recheck: recheck({ status: "answered", questionDueOn: "2026-11-16" }) },
    ["member: Answer the committee's question about one of your answers by 2026-11-16"],
  ],
  [
    "a question about an answer to a re-check past its last day",
    { recheck: recheck({ status: "answered", questionDueOn: "2026-11-15" }) },
    ["committee: Complete the re-check without the answer"],
  ],
  [
    "answers whose contact alias stayed silent past its day",
    { recheck: recheck({ status: "answered", aliasAskedOn: "2026-11-13" }) },
    ["committee: Review the answers to the re-check"],
  ],
  [
    "a removal for a new criterion that only a machine proposed",
    { removal: removal({ toldOn: null, notifiedOn: null }) },
    ["member: Show that the reasons for the removal no longer apply", "committee: Approve the removal as the first approver, or stop it"],
  ],
  ["an agreed removal", { removal: agreed }, ["member: Show that the reasons for the removal no longer apply, or appeal by 2026-11-29"]],
  [
    "an agreed removal of which the member heard late: the notice counts",
    { removal: { ...agreed, notifiedOn: "2026-11-18" } },
    ["member: Show that the reasons for the removal no longer apply, or appeal by 2026-12-02"],
  ],
  [
    "an agreed removal whose day has come: today is the first on which it can be carried out",
    { removal: agreed },
    ["member: Show that the reasons for the removal no longer apply, or appeal by 2026-12-03"],
    "2026-12-03",
  ],
  [
    "an agreed removal that waits for a notice to arrive",
    { removal: { ...agreed, notifiedOn: null, carryOutOn: "2026-12-01" } },
    [
      "member: Show that the reasons for the removal no longer apply, or appeal by 2026-12-01",
      "committee: Tell the member about the removal: no email is known to have arrived",
    ],
    "2026-11-20",
  ],
  [
    "a removal that is on hold",
    { removal: { ...agreed, held: true } },
    ["committee: Release the removal, or stop it", "member: Show that the reasons for the removal no longer apply, or appeal"],
  ],
  [
    "an open appeal",
    { removal: { ...agreed, appeal: "open" } },
    ["committee: Read the appeal", "member: Show that the reasons for the removal no longer apply"],
  ],
  [
    "an appeal that was turned down",
    { removal: { ...agreed, appeal: "decided" } },
    ["member: Show that the reasons for the removal no longer apply by 2026-11-29"],
  ],
  [
    "a removal that was carried out and can be appealed against",
    { removal: { ...agreed, status: "carried-out", carriedOutOn: "2026-11-15" } },
    ["member: Appeal if the committee made a mistake by 2026-11-29"],
    today,
    { leftOn: "2026-11-15" },
  ],
  [
    "an appeal after the removal was carried out",
    { removal: { ...agreed, status: "carried-out", carriedOutOn: "2026-11-15", appeal: "open" } },
    ["committee: Read the appeal"],
    today,
    { leftOn: "2026-11-15" },
  ],
  [
    "a removal that was carried out too long ago to appeal",
    { removal: { ...agreed, status: "carried-out", carriedOutOn: "2026-11-15" } },
    [],
    "2026-11-30",
    { leftOn: "2026-11-15" },
  ],
  [
    "a confirmed pause",
    { pause: { confirmByOn: "2026-11-16", confirmed: true, inEffect: true } },
    ["member: Secure the contact alias, and write to the committee"],
  ],
  [
    "a pause that nobody has confirmed yet",
    { pause: { confirmByOn: "2026-11-17", confirmed: false, inEffect: false } },
    ["member: Secure the contact alias, and write to the committee", "committee: Confirm the delivery pause, or end it by 2026-11-17"],
  ],
  [
    "an address that is not back on the mailing list after a pause",
    { offList: true },
    ["committee: Add the contact alias to the mailing list"],
  ],
  [
    "the same while delivery is paused",
    { offList: true, pause: { confirmByOn: "2026-11-16", confirmed: true, inEffect: true } },
    ["member: Secure the contact alias, and write to the committee"],
  ],
  [
    "a contact alias at which nobody has answered",
    {},
    ["member: Ask the contact alias again, and have somebody answer there"],
    today,
    { aliasAnswered: false },
  ],
  [
    "one that was asked yesterday",
    { alias: { disowned: false, answeredQuickly: false, askedOn: "2026-11-15" } },
    ["member: Have somebody answer the email sent to the contact alias"],
    today,
    { aliasAnswered: false },
  ],
  [
    "one that a reader disowned",
    { alias: { disowned: true, answeredQuickly: false, askedOn: null } },
    ["member: Change the contact alias, because somebody reported that the address is wrong"],
  ],
  [
    "one that a reader disowned, and another address that is to take its place",
    { alias: { disowned: true, answeredQuickly: false, askedOn: null }, aliasChange: aliasChange({ status: "moving" }) },
    ["member: Have somebody answer the second email sent to the new contact alias"],
  ],
  [
    "a removal because nobody confirms the contact alias",
    { removal: removal({ received: forAlias }) },
    [
      "member: Ask the contact alias again, and have somebody answer there by 2026-11-29",
      "committee: Approve the removal as the second approver, or stop it",
    ],
  ],
  [
    "such a removal, while the change of the alias waits for the committee",
    {
      removal: removal({ received: forAlias }),
      aliasChange: aliasChange({ status: "waiting", waitsUntilOn: "2026-11-21", awaitsAgreement: true }),
    },
    ["committee: Agree to the alias change, or stop it by 2026-12-21", "committee: Approve the removal as the second approver, or stop it"],
  ],
  ["a pause that nobody confirmed in time", { pause: { confirmByOn: "2026-11-15", confirmed: false, inEffect: false } }, []],
  [
    "an access recovery without proof",
    { accessRecovery: { reference: "2026-058", waitsUntilOn: null } },
    ["member: Stop the access recovery if it is wrong"],
  ],
  [
    "a proved access recovery",
    { accessRecovery: { reference: "2026-058", waitsUntilOn: "2026-11-20" } },
    ["member: Stop the access recovery if it is wrong by 2026-11-20", "committee: Agree to the access recovery, or decline it"],
  ],
  ["a request to join", { join: { askedOn: "2026-11-14", escalated: false } }, ["member: Answer the request to join by 2026-11-28"]],
  [
    "a request to join that was left unanswered",
    { join: { askedOn: "2026-11-01", escalated: true } },
    ["committee: Answer the request to join"],
  ],
  [
    "a new alias that has to answer",
    { aliasChange: aliasChange({}) },
    ["member: Have somebody answer the email sent to the new contact alias by 2026-11-20"],
  ],
  [
    "a new alias that waits",
    { aliasChange: aliasChange({ status: "waiting", waitsUntilOn: "2026-11-21" }) },
    ["nobody: The new contact alias starts to receive emails by 2026-11-21"],
  ],
  [
    "a new alias that two people have to agree to",
    { aliasChange: aliasChange({ status: "waiting", waitsUntilOn: "2026-11-21", awaitsAgreement: true }) },
    ["committee: Agree to the alias change, or stop it by 2026-12-21"],
  ],
  [
    "a new alias that receives beside the old one",
    { aliasChange: aliasChange({ status: "moving" }) },
    ["member: Have somebody answer the second email sent to the new contact alias"],
  ],
  ["a new name", { change: { reference: "2026-059" } }, ["committee: Review the change of name"]],
  ["leaving", {}, ["nobody: The organization leaves the list by 2026-12-01"], today, { leavesOn: "2026-12-01" }],
];

function aliasChange(more: Partial<NonNullable<OpenItems["aliasChange"]>>): NonNullable<OpenItems["aliasChange"]> {
  return {
    reference: "2026-060",
    status: "asked",
    answerByOn: "2026-11-20",
    waitsUntilOn: null,
    awaitsAgreement: false,
    ...more,
  };
}

describe("who has to act, what, and by when", () => {
  it.each<Row>([...rows])("%s", (_state, open, expected, day = today, more = {}) => {
    expect(lines(having(open, more), { day })).toEqual(expected);
  });

  it("is the first open task, and every open task says what happens otherwise", () => {
    for (const [state, open, _expected, day = today, more = {}] of rows) {
      const status = memberStatus(istio, having(open, more), day);
      for (const openTask of status.openTasks) expect(openTask.otherwise, `${state}: ${openTask.action}`).toMatch(/^[A-Z].*\.$/);
      if (status.openTasks[0] !== undefined) expect(status).toMatchObject({ actor: status.openTasks[0].actor, by: status.openTasks[0].by });
    }
  });

  it("is nobody where nothing is open, and names the next re-check", () => {
    const next = (more: Partial<StatusFacts>) => statusLine(memberStatus(istio, having({}, more), today));
    expect(next({})).toBe("The next re-check opens on 10 January 2027");
    expect(next({ nextRecheckOn: today })).toBe("The re-check opens with the next daily run");
    expect(next({ leftOn: "2026-11-01" })).toBe("The organization is not on the list");
  });

  it("says of a late re-check when it was due, beside the end of the grace period", () => {
    const late = memberStatus(istio, having({ recheck: recheck({ graceFrom: "2026-12-12" }) }), "2026-12-20");
    expect(late).toMatchObject({ by: "2027-01-02", wasDueOn: "2026-12-10" });
  });

  it("says that delivery is paused only once the address is off the mailing list", () => {
    for (const confirmed of [true, false]) {
      const taskSentences = (inEffect: boolean) =>
        memberStatus(istio, having({ pause: { confirmByOn: "2026-11-17", confirmed, inEffect } }), today).openTasks.map(
          ({ title, otherwise }) => `${title}. ${otherwise}`,
        );
      expect(taskSentences(true)[0]).toMatch(/^Delivery is paused\./);
      expect(taskSentences(false)[0]).toContain("The pause takes effect when the address is removed from the mailing list.");
      expect(taskSentences(false).join(" ")).not.toMatch(/delivery (is|stays) paused/i);
    }
  });

  it("names no day that has passed, where it is not the member who is late", () => {
    const days = (open: Partial<OpenItems>) => memberStatus(istio, having(open), today).openTasks.map(({ by }) => by);
    expect(days({ accessRecovery: { reference: "2026-058", waitsUntilOn: "2026-11-15" } })).toEqual([null, null]);
    expect(days({ aliasChange: aliasChange({ status: "waiting", waitsUntilOn: "2026-11-15" }) })).toEqual([null]);
    expect(days({ join: { askedOn: "2026-11-01", escalated: false } })).toEqual([null]);
  });
});

describe("the order of what is open", () => {
  const all: readonly { readonly kind: OpenTaskKind; readonly open?: Partial<OpenItems>; readonly more?: Partial<StatusFacts> }[] = [
    { kind: "removal", open: { removal: removal() } },
    { kind: "pause", open: { pause: { confirmByOn: "2026-11-17", confirmed: true, inEffect: false } } },
    { kind: "access-recovery", open: { accessRecovery: { reference: "2026-058", waitsUntilOn: null } } },
    { kind: "recheck", open: { recheck: recheck() } },
    { kind: "join-request", open: { join: { askedOn: "2026-11-14", escalated: false } } },
    { kind: "alias-change", open: { aliasChange: aliasChange({}) } },
    { kind: "leaving", more: { leavesOn: "2026-12-01" } },
    { kind: "name-change", open: { change: { reference: "2026-059" } } },
  ];

  it("is the same for every combination of open tasks", () => {
    for (let chosen = 1; chosen < 2 ** all.length; chosen++) {
      const these = all.filter((_, index) => (chosen >> index) % 2 === 1);
      const open = Object.assign({}, ...these.map((each) => each.open ?? {}));
      const more = Object.assign({}, ...these.map((each) => each.more ?? {}));
      const kinds = memberStatus(istio, having(open, more), today).openTasks.map(({ kind }) => kind);
      expect([...new Set(kinds)]).toEqual(these.map(({ kind }) => kind));
    }
  });

  it("keeps every re-check visible beside every removal", () => {
    const removals = [
      {},
      { toldOn: null },
      { status: "agreed" },
      { status: "agreed", held: true },
      { status: "agreed", appeal: "open" },
    ] as const;
    for (const status of ["open", "answered", "expired"] as const)
      for (const forSilence of [true, false])
        for (const more of removals) {
          const facts = having({ recheck: recheck({ status }), removal: removal({ forSilence, ...more }) });
          const { openTasks } = memberStatus(istio, facts, today);
          const about = `${status} ${forSilence} ${JSON.stringify(more)}`;
          expect(openTasks.filter(({ kind, actor }) => kind === "recheck" && actor !== "nobody").length, about).toBe(1);
          expect(new Set(openTasks.map(({ action }) => action)).size, about).toBe(openTasks.length);
        }
  });
});

describe("what each side sees", () => {
  const status = memberStatus(istio, having({ recheck: recheck() }), today);
  const appeal = memberStatus(istio, having({ removal: { ...agreed, appeal: "open" } }), today);

  it("is one action, from the reader's point of view", () => {
    expect(forMember(status, "deputy")).toMatchObject({ waitingOn: "you", sentence: "Answer the re-check.", by: "2026-12-10" });
    expect(forCommittee(status, { mine: true })).toMatchObject({ waitingOn: "member", sentence: "Answer the re-check.", by: "2026-12-10" });
    expect(forMember(appeal, "primary")).toMatchObject({ waitingOn: "committee", sentence: "Read the appeal." });
    expect(forCommittee(appeal, { mine: false })).toMatchObject({ waitingOn: "committee" });
    expect(forCommittee(appeal, { mine: true })).toMatchObject({ waitingOn: "you" });
  });

  it("asks who only reads for nothing, and leaves people to those who can act", () => {
    expect(forMember(status, "reader")).toMatchObject({ waitingOn: "nobody", sentence: "A colleague has to act: answer the re-check." });
    const join = memberStatus(istio, having({ join: { askedOn: "2026-11-14", escalated: false } }), today);
    expect(forMember(join, "deputy").waitingOn).toBe("nobody");
    expect(forMember(join, "primary").waitingOn).toBe("you");
  });

  it("is one line in tables and files", () => {
    expect(statusLine(status)).toBe("Member: answer the re-check, by 10 December 2026");
    expect(statusLine(appeal)).toBe("Committee: read the appeal");
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
  const without = (key: string) => quietFacts.answers.filter(({ criterion }) => criterion !== key);

  it("are those that are announced, tightened, or a newer embargo policy, each with its day", () => {
    expect(lines(having({}, { answers: without("envoy-list") }), { list: coming })).toEqual([
      "member: Respond to the criterion “Envoy early disclosure list” by 2027-02-01",
      "member: Respond to the criterion “Users beyond your organization” by 2027-03-01",
      "member: Read and accept “Embargo policy” by 2027-01-01",
    ]);
  });

  it("are accepted by a primary alone", () => {
    const [policy] = memberStatus(coming, quietFacts, today).openTasks.slice(-1);
    expect(policy?.mayAct).toEqual(["primary"]);
  });

  it("are no longer open once they are answered, also early", () => {
    const answers = quietFacts.answers.map((answer) =>
      answer.criterion === "embargo-policy"
        ? { ...answer, policyVersion: "2027-01" }
        : answer.criterion === "user-base"
          ? { ...answer, version: "2027-03-01" }
          : answer,
    );
    expect(lines(having({}, { answers }), { list: coming })).toEqual([]);
  });

  it("are not those that counted when it was admitted: the next re-check asks", () => {
    expect(lines(having({}, { answers: without("community") }))).toEqual([]);
  });
});

describe("the flag of a criterion that an open removal names", () => {
  const withRemoval = (more: Partial<NonNullable<OpenItems["removal"]>>) =>
    criterionStandings(istio, having({ removal: removal(more) }), today).find(({ criterion }) => criterion === "user-base");

  it("is not met once a person supports the removal, and is to be looked at before", () => {
    expect(withRemoval({})).toMatchObject({
      state: "not-met",
      sentence: expect.stringContaining("Removal 2026-061 names it as a reason."),
    });
    expect(withRemoval({ status: "agreed" })?.state).toBe("not-met");
    expect(withRemoval({ toldOn: null })).toMatchObject({ state: "check", sentence: expect.stringContaining("Removal 2026-061") });
  });

  it("is as it was for every other criterion, and once the removal has ended", () => {
    expect(withRemoval({ reasons: ["community"] })?.state).toBe("met");
    expect(criterionStandings(istio, having({}), today).every(({ state }) => state === "met")).toBe(true);
  });
});

it("has a sentence for every action", () => {
  for (const action of Object.values(actions)) expect(action).toMatch(/^[A-Z].*[^.]$/);
});
