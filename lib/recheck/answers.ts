import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import type { RecheckSays } from "./lifecycle";

/** What became of the alias response test: the contact alias was asked whether it is monitored. */
export type AliasResponse = "not-asked" | "waiting" | "silent" | "answered" | "check-by-hand" | "disowned";

/** One email of a re-check to the contact alias, and what came of it. */
export type AskedAlias = {
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly disownedAt: Date | null;
  readonly checkByHand: boolean;
};

export type AliasResponseTest = {
  readonly is: AliasResponse;
  /** When it was asked first, and how often since. */
  readonly askedAt: Date | null;
  readonly times: number;
  readonly answeredAt: Date | null;
  /** From the first email to the answer; null without one. */
  readonly minutes: number | null;
};

/**
 * The state of the alias response test of a re-check. A person's answer to any of its emails counts. No answer is distinguished from an
 * answer that is still expected, and does not count as a failure.
 */
export function aliasResponseOf(
  asked: readonly AskedAlias[],
  { hours, now }: { readonly hours: number; readonly now: Date },
): AliasResponseTest {
  const inOrder = asked.toSorted((one, other) => one.askedAt.getTime() - other.askedAt.getTime());
  const [first] = inOrder;
  if (first === undefined) return { is: "not-asked", askedAt: null, times: 0, answeredAt: null, minutes: null };
  const known = { askedAt: first.askedAt, times: inOrder.length };
  const answers = inOrder.filter(({ answeredAt, disownedAt }) => answeredAt !== null && disownedAt === null);
  const answer = answers.find(({ checkByHand }) => !checkByHand) ?? answers[0];
  if (inOrder.some(({ disownedAt }) => disownedAt !== null)) return { ...known, is: "disowned", answeredAt: null, minutes: null };
  if (answer?.answeredAt != null) {
    const minutes = Math.round((answer.answeredAt.getTime() - first.askedAt.getTime()) / 60_000);
    return { ...known, is: answer.checkByHand ? "check-by-hand" : "answered", answeredAt: answer.answeredAt, minutes };
  }
  return { ...known, is: isSilent(first.askedAt, { hours, now }) ? "silent" : "waiting", answeredAt: null, minutes: null };
}

function isSilent(askedAt: Date, { hours, now }: { readonly hours: number; readonly now: Date }): boolean {
  return now.getTime() - askedAt.getTime() >= hours * 3_600_000;
}

/** What happens after answers are sent: the re-check passes at once, waits for the alias, or the committee has to read it. */
export type Outcome =
  | { readonly is: "pass" }
  | { readonly is: "wait" }
  | { readonly is: "read"; readonly why: "changed" | "no-longer-true" | "not-met" | "check" };

/**
 * The result of all answers together. A re-check passes automatically only when everything is still true, the committee found nothing "not met"
 * before, no automatic check failed and a person has answered at the contact alias; otherwise people decide, and nothing
 * fails automatically.
 */
export function outcomeOf({
  says,
  foundNotMet,
  foundAgainst,
  aliasResponse,
}: {
  says: readonly RecheckSays[];
  /** The committee's last verdict on a criterion that was asked is "not met". */
  foundNotMet: boolean;
  foundAgainst: boolean;
  aliasResponse: AliasResponse;
}): Outcome {
  if (says.includes("no-longer-true")) return { is: "read", why: "no-longer-true" };
  if (says.includes("changed")) return { is: "read", why: "changed" };
  if (foundNotMet) return { is: "read", why: "not-met" };
  if (foundAgainst || aliasResponse === "check-by-hand" || aliasResponse === "disowned" || aliasResponse === "silent")
    return { is: "read", why: "check" };
  return aliasResponse === "answered" ? { is: "pass" } : { is: "wait" };
}

/** Names one state of a member's answer: another answer has another, also one of the same day. */
export function answerStamp({ confirmedOn, answeredAt }: { readonly confirmedOn: string; readonly answeredAt: Date | null }): string {
  return answeredAt === null ? confirmedOn : `${confirmedOn} ${answeredAt.toISOString()}`;
}

/** The last statement of a member as the page offers it again: with the address that is in force now. */
export function statementNow(criterion: Criterion, draft: Draft, aliases: readonly string[]): Draft {
  const [first] = aliases;
  if (criterion.kind !== "contact-alias" || first === undefined) return draft;
  const typed = (draft.address ?? "").toLowerCase();
  return aliases.some((address) => address.toLowerCase() === typed) ? draft : { ...draft, address: first };
}
