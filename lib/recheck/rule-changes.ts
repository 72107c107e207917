import { syntaxOnly } from "@/lib/kernel/address";
import { type Day, longDate } from "@/lib/kernel/calendar";
import { readAnswer } from "@/lib/list/answer";
import { assess } from "@/lib/list/assess";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion, EmbargoPolicyVersion, ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { Draft } from "@/lib/list/kind";

/** Something that every member has to show or accept from a day on, and was told of before. */
export type RuleChange = {
  readonly kind: "criterion" | "tightened" | "policy";
  /** The key of the criterion on whose page it is answered; a version of the policy is accepted on that of its acceptance. */
  readonly criterion: string;
  /** Of the criterion the day from which it counts, of the policy its version. */
  readonly version: string;
  readonly title: string;
  /** What is asked, one sentence. */
  readonly what: string;
  readonly announcedOn: Day;
  readonly since: Day;
};

/** Rule changes that members are told of on a day: announced, and not in force yet. What is announced on its own day asks nobody before. */
export function ruleChangesOn(list: ListDefinition, day: Day): readonly RuleChange[] {
  return allRuleChanges(list).filter(({ announcedOn, since }) => announcedOn <= day && day < since);
}

/** Rule changes whose day has come, the newest last. */
export function ruleChangesClosedBy(list: ListDefinition, day: Day): readonly RuleChange[] {
  return allRuleChanges(list).filter(({ since }) => since <= day);
}

/**
 * What a member may answer on a day outside a re-check, the soonest first: what is announced, then what was announced to it and counts
 * by now, and always the embargo policy in force, whose acceptance can be given anew.
 */
export function askedOf(list: ListDefinition, today: Day, memberSince: Day): readonly RuleChange[] {
  const ruleChanges = [...ruleChangesOn(list, today), ...ruleChangesClosedBy(list, today).toReversed()].filter(
    ({ since }) => memberSince < since,
  );
  const policy = policyInForce(list, today);
  const inForce = policy === undefined ? [] : ofPolicy(list, policy);
  return [...ruleChanges, ...inForce.filter(({ criterion }) => !ruleChanges.some((each) => each.criterion === criterion))];
}

/** Every rule change that a list had, has or will have, by the day from which it counts. */
export function allRuleChanges(list: ListDefinition): readonly RuleChange[] {
  return [...list.criteria.flatMap(ofCriterion), ...list.embargoPolicy.flatMap((policy) => ofPolicy(list, policy))]
    .filter(({ announcedOn, since }) => announcedOn < since)
    .sort((one, other) => one.since.localeCompare(other.since) || one.criterion.localeCompare(other.criterion));
}

function ofCriterion({ key, title, rule, announcedOn, since, tightened = [] }: Criterion): readonly RuleChange[] {
  return [
    { kind: "criterion", criterion: key, version: since, title, what: rule, announcedOn, since },
    ...tightened.map(
      ({ announcedOn: ruleChanges, on, what }): RuleChange => ({
        kind: "tightened",
        criterion: key,
        version: on,
        title,
        what: `The criterion “${title}” changes: ${what}.`,
        announcedOn: ruleChanges ?? on,
        since: on,
      }),
    ),
  ];
}

function ofPolicy(list: ListDefinition, { version, announcedOn, since }: EmbargoPolicyVersion): readonly RuleChange[] {
  const accepted = criteriaInForce(list, since).find(({ kind }) => kind === "policy-acceptance");
  if (accepted === undefined) return [];
  const what = `Every member has to accept version ${version} of the embargo policy.`;
  return [{ kind: "policy", criterion: accepted.key, version, title: accepted.title, what, announcedOn: announcedOn ?? since, since }];
}

/** What is known of a member about its criteria. */
export type RuleChangeEvidence = {
  readonly since: Day;
  readonly answers: readonly {
    readonly criterion: string;
    readonly version: string;
    readonly draft: Draft;
    readonly verdict: "met" | "not-met" | "cannot-tell" | null;
    readonly verdictReason: string | null;
  }[];
  /** Whether the other list's roster names the member, at the last lookup; null without one. */
  readonly elsewhere: "yes" | "no" | "cannot-tell" | null;
};

/** Whether a member meets one criterion on a day: "not-shown" means no answer, "not-met" is an answer. */
export type Showing = {
  readonly criterion: string;
  readonly title: string;
  readonly is: "met" | "not-shown" | "not-met";
  readonly reason: string;
};

/** A member, and what of a day's criteria it would not meet as things are known now. */
export type MemberLacking<M> = { readonly member: M; readonly lacks: readonly Showing[] };

/**
 * Who would no longer qualify if a day's criteria counted with what is known now: every criterion in force then, for every member. Silence on
 * a criterion that is still to come counts as lacking it, since on the day it would; only people act on it.
 */
export function whatIf<M extends RuleChangeEvidence>(
  list: ListDefinition,
  members: readonly M[],
  onDay: Day,
): { readonly met: number; readonly noLongerQualify: readonly MemberLacking<M>[] } {
  const results = members.map((member) => ({ member, lacks: showings(list, member, onDay).filter(({ is }) => is !== "met") }));
  const noLongerQualify = results.filter(({ lacks }) => lacks.length > 0);
  return { met: results.length - noLongerQualify.length, noLongerQualify };
}

/** Whether a member meets each criterion in force on a day; one that depends on a choice counts once it was answered. */
export function showings(list: ListDefinition, member: RuleChangeEvidence, onDay: Day): readonly Showing[] {
  return criteriaInForce(list, onDay)
    .filter(({ key, onlyFor }) => onlyFor === undefined || member.answers.some(({ criterion }) => criterion === key))
    .map((criterion) => ({ criterion: criterion.key, title: criterion.title, ...showing(list, criterion, member, onDay) }));
}

/** Whether a member meets one rule change on the day it takes effect, as far as is known now. */
export function meetsRuleChange(list: ListDefinition, { criterion: key, since }: RuleChange, member: RuleChangeEvidence): Showing["is"] {
  return showings(list, member, since).find(({ criterion }) => criterion === key)?.is ?? "met";
}

function showing(list: ListDefinition, criterion: Criterion, member: RuleChangeEvidence, onDay: Day): Pick<Showing, "is" | "reason"> {
  const asked = askedVersion(criterion, onDay);
  const answer = member.answers.find((each) => each.criterion === criterion.key);
  if (answer === undefined) {
    if (asked <= member.since) return { is: "met", reason: "It was in force when the member was admitted." };
    return { is: "not-shown", reason: "Not answered yet." };
  }
  if (answer.verdict === "not-met") return { is: "not-met", reason: answer.verdictReason ?? "The committee found that it is not met." };
  if (answer.version < asked && member.since < asked)
    return { is: "not-shown", reason: `The answer is older than the change of ${longDate(asked)}.` };

  const read = readAnswer(criterion, answer.draft, plain);
  if (!read.ok) return { is: "met", reason: "Answered for the version at the time." };
  const machine = assess(criterion, read.answer, {});
  if (machine.verdict === "not-met") return { is: "not-met", reason: machine.sentence };
  if (read.answer.kind === "policy-acceptance" && isOld(list, read.answer.version, onDay))
    return { is: "not-shown", reason: `Version ${read.answer.version} of the embargo policy was accepted, not the one in force then.` };
  if (read.answer.kind === "listed-elsewhere" && member.elsewhere === "no")
    return { is: "not-met", reason: "The other list did not include the member when it was last read." };
  return { is: "met", reason: "Answered." };
}

/** The version that a member has to have answered: one that was announced before it counted. What came at once is asked at the next re-check. */
function askedVersion({ since, tightened = [] }: Criterion, day: Day): Day {
  return tightened.findLast(({ on, announcedOn = on }) => announcedOn < on && on <= day)?.on ?? since;
}

/** Whether a version of the policy that was announced beforehand has come after the accepted one. */
function isOld({ embargoPolicy }: ListDefinition, accepted: string, day: Day): boolean {
  const acceptedIndex = embargoPolicy.findIndex(({ version }) => version === accepted);
  return embargoPolicy.some(({ announcedOn, since }, index) => index > acceptedIndex && since <= day && (announcedOn ?? since) < since);
}

/** Nothing around an answer: whether an address is in use is asked when it is typed. */
const plain = { portalDomain: "", memberDomains: [], domains: syntaxOnly } as const;
