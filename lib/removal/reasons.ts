import { type Day, dayOf, longDate } from "@/lib/kernel/calendar";
import { readAnswer } from "@/lib/list/answer";
import { criterionVersion } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { Draft } from "@/lib/list/kind";
import { criterionByKey } from "@/lib/list/lookup";
import { plain, type Received, type Unread, unreadIn } from "@/lib/member/unread";
import type { ReasonBasis } from "./lifecycle";
import { possibleReasons, reasonTitle } from "./possible-reasons";

/** One reason of a removal that was not struck. */
export type Reason = { readonly criterion: string; readonly basis: ReasonBasis };

/** A re-check of the member that was answered. */
type AnsweredRecheck = {
  readonly reference: string;
  readonly status: string;
  readonly criteria: readonly string[];
  readonly answeredAt: Date;
  readonly endedOn: Day | null;
};

/** The facts on record for one criterion. */
type RecordedAnswer = {
  readonly criterion: string;
  readonly version: string;
  readonly draft: Draft;
  /** When the member answered on its own page; null for an answer from an application or a re-check. */
  readonly answeredAt: Date | null;
  readonly verdict: "met" | "not-met" | "cannot-tell" | null;
  readonly verdictAt: Date | null;
};

/** What is recorded about the reasons of a removal, at one moment. */
export type ReasonFacts = {
  readonly proposedAt: Date;
  readonly reasons: readonly Reason[];
  /** Those that were answered and not yet decided, and those answered since the removal was proposed. */
  readonly rechecks: readonly AnsweredRecheck[];
  readonly answers: readonly RecordedAnswer[];
  /** Whether the other list names the member, as it was last read since the removal was proposed; null when it was not read since. */
  readonly listedElsewhere: { readonly result: "yes" | "no" | "cannot-tell"; readonly on: Day } | null;
  /** Evidence that the committee has not answered. */
  readonly evidence: readonly { readonly criterion: string; readonly submittedAt: Date }[];
  /** The contact aliases that stay in use: when somebody last answered there, and when a reader disowned it since. */
  readonly aliases: readonly { readonly answeredAt: Date | null; readonly disownedAt: Date | null }[];
};

/** What became of the reasons of a removal. */
export type ReviewedReasons = {
  readonly hold: readonly Reason[];
  readonly cured: readonly (Reason & { readonly because: string })[];
  readonly unread: readonly Unread[];
};

/**
 * Evaluates the reasons of a removal on a day. A reason is cured when the fact it rests on has changed, or when the committee found
 * since that its criterion is met. "Cannot tell" neither cures a reason nor adds one. A person's finding is cured only by a decision
 * of the committee.
 */
export function reasonsThatHold(facts: ReasonFacts, list: ListDefinition, today: Day): ReviewedReasons {
  const reviewed = facts.reasons.map((reason) => ({ ...reason, because: curedBecause(reason, facts, list, today) }));
  const hold = reviewed.flatMap(({ criterion, basis, because }) => (because === null ? [{ criterion, basis }] : []));
  const cured = reviewed.flatMap(({ because, ...reason }) => (because === null ? [] : [{ ...reason, because }]));
  return { hold, cured, unread: unreadIn(received(facts, hold), list) };
}

function curedBecause({ criterion: key, basis }: Reason, facts: ReasonFacts, list: ListDefinition, today: Day): string | null {
  const counts = possibleReasons(list, today).some((each) => each.key === key);
  if (basis !== "person" && !counts) return "The list no longer requires this.";

  const recheck = newest(facts.rechecks.filter(({ criteria, answeredAt }) => criteria.includes(key) && answeredAt > facts.proposedAt));
  const answered = recheck === undefined ? null : answeredBecause(recheck);
  if (basis === "silence" && answered !== null) return answered;

  const answer = facts.answers.find((each) => each.criterion === key);
  // The verdict that the proposal rests on was given in its very moment, so only a later one counts.
  const since = answer?.verdictAt != null && answer.verdictAt > facts.proposedAt ? answer : null;
  if (since?.verdict === "met" && since.verdictAt !== null)
    return `The committee found on ${longDate(dayOf(since.verdictAt))} that this is met.`;
  if (basis === "alias") return confirmedBecause(facts);

  if (basis === "silence" || basis === "person" || since !== null) return null;
  if (recheck?.status === "passed") return answered;
  const criterion = criterionByKey(list, key);
  if (basis !== "not-shown" || criterion === undefined || answer === undefined) return null;
  return shownBecause(criterion, answer, { facts, list, today });
}

/** Silence ends with an answer that the committee has decided on, whatever it decided: what it found is a reason of its own. */
function answeredBecause({ reference, status, answeredAt }: AnsweredRecheck): string | null {
  const answered = `The re-check ${reference} was answered on ${longDate(dayOf(answeredAt))}`;
  if (status === "passed") return `${answered} and passed.`;
  return status === "failed" ? `${answered}, and the committee has assessed the answer.` : null;
}

/** A contact alias that nobody confirmed is confirmed by an answer there, or by another one that answered in its place. */
function confirmedBecause({ aliases, proposedAt }: ReasonFacts): string | null {
  const answers = aliases.map(({ answeredAt, disownedAt }) => (disownedAt === null ? answeredAt : null));
  const [last] = answers.toSorted((one, other) => (other?.getTime() ?? 0) - (one?.getTime() ?? 0));
  if (last == null || answers.some((at) => at === null || at <= proposedAt)) return null;
  return `A person answered at the contact alias on ${longDate(dayOf(last))}.`;
}

type Around = { readonly facts: ReasonFacts; readonly list: ListDefinition; readonly today: Day };

/** What was not shown in time can be shown by the record alone: the policy was accepted, or the other list names the member. */
function shownBecause(criterion: Criterion, { draft, version }: RecordedAnswer, { facts, list, today }: Around): string | null {
  const read = readAnswer(criterion, draft, plain);
  if (!read.ok || version < criterionVersion(criterion, today)) return null;
  const { answer } = read;
  if (answer.kind === "policy-acceptance") {
    const held = list.embargoPolicy.findIndex((policy) => policy.version === policyInForce(list, today)?.version);
    const accepted = list.embargoPolicy.findIndex((policy) => policy.version === answer.version);
    return answer.accepted && accepted >= held ? `Version ${answer.version} of the embargo policy was accepted.` : null;
  }
  if (answer.kind !== "listed-elsewhere" || !answer.listed || facts.listedElsewhere?.result !== "yes") return null;
  return `The other list included the member when it was read on ${longDate(facts.listedElsewhere.on)}.`;
}

/** What the member sent since the proposal, as the rules of the membership's status read it too. */
function received({ proposedAt, rechecks, answers, evidence }: ReasonFacts, reasons: readonly Reason[]): Received {
  return {
    reasons,
    rechecks: rechecks.map(({ answeredAt, ...rest }) => ({ ...rest, answeredOn: dayOf(answeredAt) })),
    answers: answers.flatMap(({ criterion, draft, answeredAt, verdict }) =>
      answeredAt === null || answeredAt < proposedAt || verdict !== null ? [] : [{ criterion, draft, answeredOn: dayOf(answeredAt) }],
    ),
    evidence: evidence.map(({ criterion, submittedAt }) => ({ criterion, submittedOn: dayOf(submittedAt) })),
  };
}

function newest(rechecks: readonly AnsweredRecheck[]): AnsweredRecheck | undefined {
  return rechecks.toSorted((one, other) => one.answeredAt.getTime() - other.answeredAt.getTime()).at(-1);
}

/** What has to be read before anybody can agree, as one sentence. */
export function unreadSentence(list: ListDefinition, { kind, of, on }: Unread): string {
  switch (kind) {
    case "recheck":
      return `The member answered the re-check ${of} on ${longDate(on)}. Read the answer and complete the re-check first.`;
    case "answer":
      return `The member responded to “${reasonTitle(list, of)}” on ${longDate(on)}. Read the answer first.`;
    case "evidence":
      return `The member sent evidence on “${reasonTitle(list, of)}” on ${longDate(on)}. Read it first.`;
  }
}

/**
 * Collapses the reasons of silence with the same words into one, in their order: it is one fact about many criteria. Findings stay
 * apart, whatever their words.
 */
export function groupedReasons<R extends Words>(reasons: readonly R[]): readonly (readonly [R, ...R[]])[] {
  const groups: [R, ...R[]][] = [];
  for (const reason of reasons) {
    const same = groups.find(([first]) => isSameSilence(first, reason));
    if (same === undefined) groups.push([reason]);
    else same.push(reason);
  }
  return groups;
}

type Words = {
  readonly basis?: string;
  readonly reason: string;
  readonly whatWouldHelp: string;
  readonly struckBecause?: string | null;
};

function isSameSilence(one: Words, other: Words): boolean {
  return (
    one.basis === "silence" &&
    other.basis === "silence" &&
    one.reason === other.reason &&
    one.whatWouldHelp === other.whatWouldHelp &&
    (one.struckBecause ?? "") === (other.struckBecause ?? "")
  );
}
