import { isBlankDraft, sameDraft } from "@/lib/application/drafts";
import { syntaxOnly } from "@/lib/kernel/address";
import type { Problem } from "@/lib/kernel/refusal";
import { isBlank } from "@/lib/kernel/text";
import { type Answer, readAnswer, rowsOfDraft } from "@/lib/list/answer";
import { asked } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import type { Draft, Reading, ValidationContext } from "@/lib/list/kind";
import type { Confirmer } from "@/lib/member/standing";
import { type AliasResponse, statementNow } from "./answers";
import type { RecheckSays } from "./lifecycle";

/** The stored answer to one criterion. */
export type RecheckResponse = {
  readonly criterion: string;
  readonly says: RecheckSays;
  readonly draft: Draft;
  readonly words: string;
  readonly version: number;
};

/** One criterion of a re-check: the last statement, and the new answer. */
export type AskedAgain = {
  readonly criterion: Criterion;
  /** From 1, in the order they are asked. */
  readonly number: number;
  /** The earlier statement, with the address in use now; null if there never was one. */
  readonly statement: Draft | null;
  readonly confirmedOn: string | null;
  readonly confirmedBy: Confirmer | null;
  /** What the committee found about the last statement. "not-met" is kept until somebody on the committee decides again. */
  readonly verdict: StandingVerdict;
  readonly response: RecheckResponse | null;
  /** The mistakes of the answer; empty when it is valid or there is none yet. */
  readonly problems: readonly Problem[];
};

type StandingVerdict = "met" | "not-met" | "cannot-tell" | null;

type Statement = {
  readonly criterion: string;
  readonly draft: Draft;
  readonly confirmedOn: string;
  readonly confirmedBy: Confirmer;
  readonly verdict: StandingVerdict;
};

type Asking = {
  readonly criteria: readonly string[];
  readonly statements: readonly Statement[];
  readonly responses: readonly RecheckResponse[];
  readonly aliases: readonly string[];
  readonly around: ValidationContext;
};

/** Everything a re-check asks, in the order of the list; a criterion that depends on a choice is asked where that choice was made. */
export function askedAgain(
  list: ListDefinition,
  { criteria: keys, statements, responses, aliases, around }: Asking,
): readonly AskedAgain[] {
  const criteria = list.criteria.filter(({ key }) => keys.includes(key));
  const found = criteria.map((criterion) => {
    const before = statements.find((each) => each.criterion === criterion.key);
    const now = responses.find((each) => each.criterion === criterion.key) ?? null;
    const statement = before === undefined ? null : statementNow(criterion, before.draft, aliases);
    const { confirmedOn = null, confirmedBy = null, verdict = null } = before ?? {};
    return { criterion, statement, confirmedOn, confirmedBy, verdict, response: now };
  });
  const answers = Object.fromEntries(
    found.map(({ criterion, statement, response: now }) => [
      criterion.key,
      answerIn(criterion, now?.says === "changed" ? now.draft : statement),
    ]),
  );
  const keysAsked = asked(criteria, answers).map(({ key }) => key);
  return found
    .filter(({ criterion }) => keysAsked.includes(criterion.key))
    .map((each, index) => ({
      ...each,
      number: index + 1,
      problems: each.response === null ? [] : problemsIn(each, each.response, { aliases, around }),
    }));
}

/** Every open point that keeps the answers from being sent. Empty means that they are ready. */
export function readyToSend(again: readonly AskedAgain[]): readonly Problem[] {
  return again.flatMap(({ criterion, number, response, problems }) => {
    const points = response === null ? ["Not answered yet"] : [...new Set(problems.map(({ message }) => message))];
    return points.map((point) => ({ field: criterion.key, message: `${number}. ${criterion.title}: ${point}` }));
  });
}

/** The mistakes of the answer to one criterion. */
function problemsIn(
  { criterion, statement }: Pick<AskedAgain, "criterion" | "statement">,
  { says, draft, words }: RecheckResponse,
  { aliases, around }: Pick<Asking, "aliases" | "around">,
): readonly Problem[] {
  if (says === "no-longer-true") return [];
  if (says === "changed") {
    const same = statement !== null && sameDraft(draft, statement) && isBlank(words);
    return same ? [{ field: "says", message: nothingChanged }] : readChanged(criterion, draft, { aliases, around }).problems;
  }
  if (statement === null) return [{ field: "says", message: `There is no earlier answer to confirm. Select "Changed", and answer it` }];
  // earlier answers stay valid; only a changed text of the policy has to be accepted again
  if (criterion.kind !== "policy-acceptance" || readAnswer(criterion, statement, around).ok) return [];
  return [{ field: "says", message: `The embargo policy has a newer version. Select "Changed", and accept it` }];
}

const nothingChanged = `You selected "Changed", but the answer is the same as before. Correct it under "What has changed", or select "Still true"`;

/**
 * What a reviewer has to decide on one criterion, and why: it changed, nobody answered, the contact alias answered too quickly or was
 * disowned, or the committee found before that it is
 * not met, which no answer alone undoes; null where the answer speaks for itself.
 */
export function choiceNeeded(
  { criterion, response, verdict }: Pick<AskedAgain, "criterion" | "response" | "verdict">,
  aliasResponse: AliasResponse,
): "changed" | "unanswered" | "check-by-hand" | "disowned" | "not-met" | null {
  if (response === null) return "unanswered";
  if (response.says !== "still-true") return "changed";
  if (criterion.kind === "contact-alias" && (aliasResponse === "check-by-hand" || aliasResponse === "disowned")) return aliasResponse;
  if (criterion.kind === "contact-alias" && aliasResponse !== "answered") return "unanswered";
  return verdict === "not-met" ? "not-met" : null;
}

/** One field of an answer, before and now. */
export type FieldChange = { readonly label: string; readonly before: string; readonly now: string };

/** The fields in which a changed answer differs from the one before, and the labels of those that stayed the same. */
export function fieldChanges(
  criterion: Criterion,
  before: Draft,
  now: Draft,
): { readonly changed: readonly FieldChange[]; readonly same: readonly string[] } {
  const rows = rowsOfDraft(criterion, now).map(({ label, text }, index) => ({
    label,
    before: rowsOfDraft(criterion, before)[index]?.text ?? "",
    now: text,
  }));
  const isSame = (row: FieldChange) => row.before === row.now;
  return { changed: rows.filter((row) => !isSame(row)), same: rows.filter(isSame).map(({ label }) => label) };
}

/** A changed answer, read like a new one; the address itself is changed on the page of the contact alias, not here. */
export function readChanged(
  criterion: Criterion,
  draft: Draft,
  { aliases, around }: Pick<Asking, "aliases" | "around">,
): { readonly problems: readonly Problem[]; readonly reading: Reading<Answer> } {
  const reading = readAnswer(criterion, draft, around);
  if (!reading.ok) return { problems: reading.problems, reading };
  const { answer } = reading;
  const elsewhere = answer.kind === "contact-alias" && !aliases.some((address) => address.toLowerCase() === answer.address.toLowerCase());
  if (!elsewhere) return { problems: [], reading };
  const message = "To change the address itself, use the page of the contact alias. Here it stays as it is";
  return { problems: [{ field: "address", message }], reading };
}

function answerIn(criterion: Criterion, draft: Draft | null): Answer | undefined {
  if (draft === null || isBlankDraft(draft)) return undefined;
  const reading = readAnswer(criterion, draft, { portalDomain: "", memberDomains: [], domains: syntaxOnly });
  return reading.ok ? reading.answer : undefined;
}
