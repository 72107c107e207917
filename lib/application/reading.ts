import { assessPersonAddress, syntaxOnly } from "@/lib/kernel/address";
import type { Problem } from "@/lib/kernel/refusal";
import { type Answer, readAnswer } from "@/lib/list/answer";
import { asked } from "@/lib/list/criteria";
import type { Criterion } from "@/lib/list/definition";
import type { Draft, Reading, ValidationContext } from "@/lib/list/kind";
import { isBlankDraft } from "./drafts";

/** An answer as it is stored. */
export type StoredAnswer = {
  readonly criterion: string;
  readonly draft: Draft;
  readonly finished: boolean;
  readonly version: number;
  readonly reopened: boolean;
  /** "mail" or "earlier" when no person has saved it here yet. */
  readonly origin: string | null;
};

/** A criterion of the application with its stored answer; `reading` is null while nothing was typed. */
export type ReadCriterion = {
  readonly criterion: Criterion;
  /** From 1, in the order they are asked. */
  readonly number: number;
  readonly stored: StoredAnswer | null;
  readonly reading: Reading<Answer> | null;
};

/** Reads all answers against the criteria in force, and leaves out criteria that the answers so far do not lead to. */
export function readAll(
  criteria: readonly Criterion[],
  stored: readonly StoredAnswer[],
  around: ValidationContext,
): readonly ReadCriterion[] {
  const read = criteria.map((criterion) => {
    const answer = stored.find((each) => each.criterion === criterion.key) ?? null;
    return {
      criterion,
      stored: answer,
      reading: answer === null || isBlankDraft(answer.draft) ? null : readAnswer(criterion, answer.draft, around),
    };
  });
  const answers = Object.fromEntries(read.map(({ criterion, reading }) => [criterion.key, reading?.ok ? reading.answer : undefined]));
  const keys = asked(criteria, answers).map(({ key }) => key);
  return read.filter(({ criterion }) => keys.includes(criterion.key)).map((each, index) => ({ ...each, number: index + 1 }));
}

/** The mistake of an empty page that was marked as finished. */
export function emptyProblems(criterion: Criterion): readonly Problem[] {
  const reading = readAnswer(criterion, {}, { portalDomain: "", memberDomains: [], domains: syntaxOnly });
  return reading.ok ? [] : reading.problems;
}

/** The criterion that asks for the contact alias, if the list has one. */
export function aliasCriterion(criteria: readonly Criterion[]): Criterion | undefined {
  return criteria.find(({ kind }) => kind === "contact-alias");
}

/** The address typed as contact alias, in the form in which it is mailed; null while it is none. */
export function typedAlias(
  criteria: readonly Criterion[],
  stored: readonly Pick<StoredAnswer, "criterion" | "draft">[],
): { address: string; folded: string } | null {
  const key = aliasCriterion(criteria)?.key;
  const assessment = assessPersonAddress(stored.find(({ criterion }) => criterion === key)?.draft.address ?? "");
  return assessment.ok ? { address: assessment.address, folded: assessment.folded } : null;
}

/** Every address typed anywhere, case-folded: those that may already be somebody's alias. */
export function typedAddresses(drafts: readonly Draft[]): readonly string[] {
  const found = drafts.flatMap((draft) => Object.values(draft)).filter((text) => text.length < 1000 && text.includes("@"));
  return [
    ...new Set(
      found.flatMap((text) => {
        const assessment = assessPersonAddress(text);
        return assessment.ok ? [assessment.folded] : [];
      }),
    ),
  ];
}
