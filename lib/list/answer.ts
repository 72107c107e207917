import type { Criterion } from "./definition";
import { oncePer } from "./form-schema";
import type { AnswerRow, Draft, Field, Kind, Reading, ValidationContext } from "./kind";
import { kinds } from "./kinds";
import type { AttestationAnswer } from "./kinds/attestation";
import type { ContactAliasAnswer } from "./kinds/contact-alias";
import type { ListedElsewhereAnswer } from "./kinds/listed-elsewhere";
import type { ParticipantAnswer } from "./kinds/participant";
import type { PeopleAnswer } from "./kinds/people";
import type { PolicyAcceptanceAnswer } from "./kinds/policy-acceptance";
import type { ProductAnswer } from "./kinds/product";
import type { StatementAnswer } from "./kinds/statement";

/**
 * The only access from a criterion to its kind: callers never look up a kind or parse its settings.
 * Runs in the browser too, so nothing here may import what only a server has.
 */

/** A valid answer, discriminated by `kind`. Plain JSON. */
export type Answer =
  | AttestationAnswer
  | ContactAliasAnswer
  | ListedElsewhereAnswer
  | ParticipantAnswer
  | PeopleAnswer
  | PolicyAcceptanceAnswer
  | ProductAnswer
  | StatementAnswer;

/** Validates what was typed for a criterion. Returns the answer, or every mistake with its field. */
export function readAnswer(criterion: Criterion, draft: Draft, around: ValidationContext): Reading<Answer> {
  const { kind, settings } = configured(criterion);
  return kind.read(criterion, settings, draft, around);
}

/** The fields of a criterion's page, in order. */
export function fieldsOf(criterion: Criterion): readonly Field[] {
  const { kind, settings } = configured(criterion);
  return kind.fields(criterion, settings);
}

/** The draft that reads as this answer. */
export function draftOf(criterion: Criterion, answer: Answer): Draft {
  return configured(criterion).kind.write(answer);
}

/** An answer as people see it. */
export function rowsOf(criterion: Criterion, answer: Answer): readonly AnswerRow[] {
  const { kind, settings } = configured(criterion);
  return kind.rows(criterion, settings, answer);
}

/** A draft as people see it, right or wrong, field by field as it was typed. For drafts that do not read, and for conflicts. */
export function rowsOfDraft(criterion: Criterion, draft: Draft): readonly AnswerRow[] {
  return fieldsOf(criterion).map((field) => ({ label: field.label, text: typedText(field, draft) || "Not provided" }));
}

/** Where a text from a mail goes on the criterion's page; null when only a person can answer there. It still has to be read. */
export function draftFromText(criterion: Criterion, text: string): Draft | null {
  const { kind, settings } = configured(criterion);
  return kind.fromText?.(settings, text) ?? null;
}

/** The options that an answer chose, for criteria that are asked only for some of them. */
export function chosenIn(criterion: Criterion, answer: Answer): readonly string[] {
  return configured(criterion).kind.chosen?.(answer) ?? [];
}

/** The options that a criterion offers; none for kinds without a choice. */
export function choicesOf(criterion: Criterion): readonly string[] {
  const { kind, settings } = configured(criterion);
  return kind.choices?.(settings) ?? [];
}

type Configured = { readonly kind: Kind<unknown, Answer>; readonly settings: unknown };

/** Settings are parsed once a criterion; they were checked when the list was defined. */
const configured = oncePer((criterion: Criterion): Configured => {
  // One kind among many: its settings and answers are of its own types, which its own schema and `kind` guarantee.
  const kind = kinds[criterion.kind] as unknown as Kind<unknown, Answer>;
  return { kind, settings: kind.settings.parse(criterion.settings ?? {}) };
});

function typedText(field: Field, draft: Draft): string {
  switch (field.type) {
    case "radio":
      return field.options.find(({ value }) => value === draft[field.name])?.label ?? draft[field.name] ?? "";
    case "checkboxes":
      return field.options
        .filter(({ value }) => draft[`${field.name}.${value}`] === "yes")
        .map(({ label }) => label)
        .join("\n");
    case "rows":
      return Array.from({ length: field.most }, (_, row) =>
        field.columns
          .map(({ name }) => draft[`${field.name}.${row}.${name}`] ?? "")
          .filter((cell) => cell !== "")
          .join(", "),
      )
        .filter((row) => row !== "")
        .join("\n");
    default:
      return draft[field.name] ?? "";
  }
}
