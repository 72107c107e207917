import { isBlankDraft } from "@/lib/application/drafts";
import { syntaxOnly } from "@/lib/kernel/address";
import type { Problem } from "@/lib/kernel/refusal";
import { type Answer, readAnswer } from "@/lib/list/answer";
import { asked } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import type { Draft, Reading, Surroundings } from "@/lib/list/kind";
import { statementNow } from "./answers";
import type { RecheckSays } from "./lifecycle";

/** What was said to one criterion, as it is stored. */
export type Said = {
  readonly criterion: string;
  readonly says: RecheckSays;
  readonly draft: Draft;
  readonly words: string;
  readonly version: number;
};

/** One criterion of a re-check: the last statement, and what was said to it now. */
export type AskedAgain = {
  readonly criterion: Criterion;
  /** From 1, in the order they are asked. */
  readonly number: number;
  /** What stands from before, with the address in force now; null where nothing was ever said. */
  readonly statement: Draft | null;
  readonly confirmedOn: string | null;
  readonly said: Said | null;
  /** What is wrong with what was said; empty when nothing is, or nothing was said yet. */
  readonly problems: readonly Problem[];
};

type Statement = { readonly criterion: string; readonly draft: Draft; readonly confirmedOn: string };

type Asking = {
  readonly criteria: readonly string[];
  readonly statements: readonly Statement[];
  readonly said: readonly Said[];
  readonly aliases: readonly string[];
  readonly around: Surroundings;
};

/** Everything a re-check asks, in the order of the list; a criterion that depends on a choice is asked where that choice was made. */
export function askedAgain(list: ListDefinition, { criteria: keys, statements, said, aliases, around }: Asking): readonly AskedAgain[] {
  const criteria = list.criteria.filter(({ key }) => keys.includes(key));
  const found = criteria.map((criterion) => {
    const before = statements.find((each) => each.criterion === criterion.key);
    const now = said.find((each) => each.criterion === criterion.key) ?? null;
    const statement = before === undefined ? null : statementNow(criterion, before.draft, aliases);
    return { criterion, statement, confirmedOn: before?.confirmedOn ?? null, said: now };
  });
  const answers = Object.fromEntries(
    found.map(({ criterion, statement, said: now }) => [
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
      problems: each.said === null ? [] : problemsIn(each, each.said, { aliases, around }),
    }));
}

/** Every open point that keeps the answers from being sent. Empty means that they are ready. */
export function readyToSend(again: readonly AskedAgain[]): readonly Problem[] {
  return again.flatMap(({ criterion, number, said, problems }) => {
    const points = said === null ? ["Not answered yet"] : [...new Set(problems.map(({ message }) => message))];
    return points.map((point) => ({ field: criterion.key, message: `${number}. ${criterion.title}: ${point}` }));
  });
}

/** What is wrong with what was said to one criterion. */
function problemsIn(
  { criterion, statement }: Pick<AskedAgain, "criterion" | "statement">,
  { says, draft }: Said,
  { aliases, around }: Pick<Asking, "aliases" | "around">,
): readonly Problem[] {
  if (says === "no-longer-true") return [];
  if (says === "changed") return readChanged(criterion, draft, { aliases, around }).problems;
  if (statement === null) return [{ field: "says", message: `There is no earlier answer to confirm. Select "Changed", and answer it` }];
  // words of their time stay good; only another text of the policy has to be accepted anew
  if (criterion.kind !== "policy-acceptance" || readAnswer(criterion, statement, around).ok) return [];
  return [{ field: "says", message: `The embargo policy has a newer version. Select "Changed", and accept it` }];
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
  const reading = readAnswer(criterion, draft, { portalDomain: "", memberDomains: [], aliasesInUse: [], domains: syntaxOnly });
  return reading.ok ? reading.answer : undefined;
}
