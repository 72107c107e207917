import { answeredQuickly } from "@/lib/alias/rules";
import { addMonths, type Day, longDate } from "@/lib/kernel/calendar";
import { criteriaInForce, criterionVersion, upcomingCriteria } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { OpenItems } from "./open-items";

/** The dated facts of a membership that standing is computed from. */
export type MembershipFacts = {
  readonly since: Day;
  readonly leftOn: Day | null;
  readonly nextRecheckOn: Day;
  /** The day from which it is no member any more, by its own wish. */
  readonly leavesOn?: Day | null;
  /** The earliest day on which a removal that two people approved is carried out. */
  readonly removalOn?: Day | null;
  /** The day on which a delivery pause was decided. It takes effect when the addresses are removed from the mailing list. */
  readonly pausedOn?: Day | null;
};

/** The standing of a membership on a day. Never stored, so it cannot be set manually and never differs from the facts. */
export type Standing = "not yet a member" | "member" | "re-check due" | "pause decided" | "leaving" | "removal agreed" | "left";

/**
 * Standing on a day: a member has left from the day it left; what ends a membership comes before what impairs it, and that
 * before what is due; a re-check is due from its due date.
 */
export function standing(facts: MembershipFacts, today: Day): Standing {
  const { since, leftOn, nextRecheckOn, leavesOn = null, removalOn = null, pausedOn = null } = facts;
  if (leftOn !== null && leftOn <= today) return "left";
  if (today < since) return "not yet a member";
  if (removalOn !== null) return "removal agreed";
  if (leavesOn !== null) return "leaving";
  if (pausedOn !== null) return "pause decided";
  return nextRecheckOn <= today ? "re-check due" : "member";
}

/** Whose word a confirmation rests on: the member's, or a reviewer's where nobody had answered. */
export const confirmers = ["member", "committee"] as const;
export type Confirmer = (typeof confirmers)[number];

/** What is known of a member about its criteria. `memberFacts` (queries/facts.ts) reads it for many members at once. */
export type CriterionFacts = {
  readonly answers: readonly {
    readonly criterion: string;
    /** Of the criterion, as `criterionVersion` says it. */
    readonly version: string;
    readonly confirmedOn: Day;
    readonly confirmedBy: Confirmer;
    /** The committee's finding about this statement. */
    readonly verdict: "met" | "not-met" | "cannot-tell" | null;
    /** The day on which an answer to it was last decided, by the committee or with a re-check. */
    readonly decidedOn?: Day | null;
    /** The version of the embargo policy that was accepted, in an acceptance. */
    readonly policyVersion: string | null;
  }[];
  /** The open re-check: its criteria, and the answers that were sent. */
  readonly recheck: {
    readonly criteria: readonly string[];
    readonly said: readonly { readonly criterion: string; readonly says: "still-true" | "changed" | "no-longer-true" }[];
  } | null;
  /** The last result of each automatic check. */
  readonly found: readonly { readonly name: string; readonly result: "yes" | "no" | "cannot-tell"; readonly on: Day }[];
  /** Whether a person has answered at each contact alias in force. */
  readonly aliasAnswered: boolean;
  readonly open: OpenItems;
};

/** "reading": asked again, or waiting for the committee; "check": a person has to look. These are the icons. */
export type CriterionState = "met" | "not-met" | "reading" | "check" | "not-yet";

export type CriterionStanding = {
  readonly criterion: string;
  readonly title: string;
  readonly state: CriterionState;
  /** The day on which it was last confirmed, if ever. */
  readonly confirmedOn: Day | null;
  readonly confirmedBy: Confirmer | null;
  /** The day from which it counts, where that is still to come. */
  readonly from: Day | null;
  readonly sentence: string;
};

/**
 * One status icon per criterion in force on a day, and one per announced criterion, in their order. Unknown is not failing: only
 * people's own verdict results in "not met"; an automatic check that failed or could not tell results in "check". A criterion
 * that depends on an answer is shown once it was answered.
 */
export function criterionStandings(list: ListDefinition, facts: CriterionFacts, today: Day): readonly CriterionStanding[] {
  const asked = ({ key, onlyFor }: Criterion) => onlyFor === undefined || facts.answers.some(({ criterion }) => criterion === key);
  return [
    ...criteriaInForce(list, today)
      .filter(asked)
      .map((criterion) => standingOf(list, criterion, facts, today)),
    ...upcomingCriteria(list, today)
      .filter(asked)
      .map((criterion) => upcomingStanding(criterion, facts)),
  ].map((icon) => withRemoval(icon, facts.open.removal));
}

/** An icon never disagrees with an open removal: a reason from a person is "not met", one that only the portal proposed is "check". */
function withRemoval(icon: CriterionStanding, removal: OpenItems["removal"]): CriterionStanding {
  if (removal === null || removal.status === "carried-out" || !removal.reasons.includes(icon.criterion)) return icon;
  const { state, sentence } = icon;
  const mild = state === "met" || state === "reading" || state === "check" ? "check" : state;
  return {
    ...icon,
    state: removal.toldOn === null ? mild : "not-met",
    sentence: `${sentence} Removal ${removal.reference} names it as a reason.`,
  };
}

function standingOf(list: ListDefinition, criterion: Criterion, facts: CriterionFacts, today: Day): CriterionStanding {
  const answer = facts.answers.find((each) => each.criterion === criterion.key);
  const asked = facts.recheck?.criteria.includes(criterion.key) ?? false;
  const says = facts.recheck?.said.find((each) => each.criterion === criterion.key)?.says;
  const iconOf = (state: CriterionState, sentence: string): CriterionStanding => ({
    criterion: criterion.key,
    title: criterion.title,
    state,
    confirmedOn: answer?.confirmedOn ?? null,
    confirmedBy: answer?.confirmedBy ?? null,
    from: null,
    sentence,
  });
  if (says !== undefined && (answer === undefined || says !== "still-true"))
    return iconOf("reading", `${responseWords[says]} The committee will read it.`);
  if (answer === undefined) return iconOf("not-yet", asked ? "The open re-check asks for it." : "Not asked yet.");
  const confirmed = confirmedWords(answer);
  if (answer.verdict === "not-met") return iconOf("not-met", `${confirmed}; the committee found that it is not met.`);
  const newer = newerThan(list, criterion, answer, today);
  if (newer !== null) return iconOf("not-yet", newer);
  if (answer.verdict === "cannot-tell") return iconOf("check", `${confirmed}; the committee could not tell whether it is met.`);
  const against = facts.found.find(({ name, result }) => result === "no" && (checksByKind[criterion.kind] ?? []).includes(name));
  if (against) return iconOf("check", `${confirmed}; a check on ${longDate(against.on)} ${foundWords[against.name] ?? "found otherwise"}.`);
  if (criterion.kind === "contact-alias") {
    if (facts.open.alias.disowned)
      return iconOf("check", "Somebody who reads the contact alias said that the address does not belong to the organization.");
    if (!facts.aliasAnswered)
      return iconOf("check", facts.open.alias.answeredQuickly ? `${answeredQuickly}.` : "Nobody has answered from the contact alias yet.");
  }
  if (asked && says === undefined) return iconOf("reading", `${confirmed}; the open re-check asks again.`);
  const { confirmedOn, decidedOn = null } = answer;
  const isOld = (day: Day) => addMonths(day, list.recheck.everyMonths) <= today;
  if (!isOld(confirmedOn)) return iconOf("met", `${confirmed}.`);
  if (says !== undefined) return iconOf("reading", `${confirmed}; answered again in the open re-check.`);
  if (decidedOn === null || isOld(decidedOn)) return iconOf("reading", `${confirmed}; it is time to ask again.`);
  return iconOf("met", `${confirmed}; answered again, and decided on ${longDate(decidedOn)}.`);
}

function upcomingStanding({ key, title, since }: Criterion, { answers, recheck }: CriterionFacts): CriterionStanding {
  const answer = answers.find(({ criterion }) => criterion === key);
  const from = `It applies from ${longDate(since)}.`;
  const [confirmedOn, confirmedBy] = [answer?.confirmedOn ?? null, answer?.confirmedBy ?? null];
  const icon = { criterion: key, title, confirmedOn, confirmedBy, from: since };
  if (answer?.verdict === "not-met") return { ...icon, state: "not-met", sentence: `The committee found that it is not met. ${from}` };
  if (answer !== undefined) return { ...icon, state: "met", sentence: `${confirmedWords(answer)}. ${from}` };
  if (recheck?.said.some(({ criterion }) => criterion === key))
    return { ...icon, state: "reading", sentence: `Answered; the committee will read it. ${from}` };
  return { ...icon, state: "not-yet", sentence: `Not answered yet. ${from}` };
}

/** When a criterion was confirmed, and what that rests on. Without a full stop. */
export function confirmedWords({ confirmedOn, confirmedBy }: { readonly confirmedOn: Day; readonly confirmedBy: Confirmer }): string {
  const on = `on ${longDate(confirmedOn)}`;
  return confirmedBy === "member" ? `Confirmed ${on}` : `Confirmed ${on} by the committee, without an answer`;
}

const responseWords = {
  "still-true": "Answered in the open re-check.",
  changed: "Reported as changed in the open re-check.",
  "no-longer-true": "Reported as no longer true in the open re-check.",
} as const;

/** Why a statement no longer answers what is asked today, or null. */
function newerThan(
  list: ListDefinition,
  criterion: Criterion,
  { version, policyVersion }: CriterionFacts["answers"][number],
  today: Day,
): string | null {
  const inForce = criterionVersion(criterion, today);
  if (version < inForce) return `The criterion changed on ${longDate(inForce)}; not confirmed since.`;
  const policy = criterion.kind === "policy-acceptance" ? policyInForce(list, today) : undefined;
  if (policy !== undefined && policyVersion !== null && isOlder(list, policyVersion, policy.version))
    return `Version ${policy.version} of the embargo policy has been in force since ${longDate(policy.since)}; version ${policyVersion} was accepted.`;
  return null;
}

/** Whether one version of the embargo policy came before another; a coming one that was accepted early is not older. */
export function isOlder({ embargoPolicy }: Pick<ListDefinition, "embargoPolicy">, version: string, than: string): boolean {
  const index = (wanted: string) => embargoPolicy.findIndex((each) => each.version === wanted);
  return index(version) < index(than);
}

/** The automatic checks for a kind of criterion. */
const checksByKind: Partial<Record<Criterion["kind"], readonly string[]>> = {
  "contact-alias": ["mail-domain", "delivery"],
  "listed-elsewhere": ["sister-list"],
};

const foundWords: Readonly<Record<string, string>> = {
  "mail-domain": "found no mail server for the alias",
  delivery: "found that emails to the alias do not arrive",
  "sister-list": "did not find the name on the other list",
};
