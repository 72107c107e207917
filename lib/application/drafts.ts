import type { Problem } from "@/lib/kernel/refusal";
import { isBlank } from "@/lib/kernel/text";
import { fieldsOf } from "@/lib/list/answer";
import type { Criterion } from "@/lib/list/definition";
import type { Draft, Field } from "@/lib/list/kind";

/** The most that one page may hold, in UTF-16 units: what a form may send, less its names. */
const longestDraft = 256 * 1024;
const mostFields = 400;

/** Whether nothing was typed: every field is empty. What a page sends along by itself does not count. */
export function isBlankDraft(draft: Draft): boolean {
  return Object.entries(draft).every(([name, text]) => name === policyField || isBlank(text));
}

/** Whether two drafts are equal, apart from line ends and empty fields, which browsers change. */
export function sameDraft(one: Draft, other: Draft): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => plain(one[name]) === plain(other[name]));
}

/**
 * What makes a draft impossible to store, as opposed to wrong: fields that the page does not have, characters that no database
 * keeps, and more than a form can hold.
 */
export function unstorable(criterion: Criterion, draft: Draft): readonly Problem[] {
  const names = Object.keys(draft);
  const size = Object.values(draft).reduce((sum, text) => sum + text.length, 0);
  if (names.length > mostFields || size > longestDraft) {
    return [{ field: "", message: "This page contains more than 256 KB of text. Shorten the longest text, and save it again" }];
  }
  const known = fieldsOf(criterion);
  const strangers = names.filter(
    (name) => !known.some((field) => hasName(field, name)) && !(name === policyField && criterion.kind === "policy-acceptance"),
  );
  if (strangers.length > 0) return [{ field: "", message: "This form was submitted with an unknown field. Reload the page and try again" }];
  return names
    .filter((name) => (draft[name] ?? "").includes("\u0000") || !(draft[name] ?? "").isWellFormed())
    .map((name) => ({ field: name, message: `${labelOf(known, name)} includes a broken or hidden character. Type it again` }));
}

/** The version of the embargo policy that was shown on the page; the form contains it. */
export const policyField = "policyVersion";

function hasName(field: Field, name: string): boolean {
  if (field.type === "checkboxes") return field.options.some(({ value }) => name === `${field.name}.${value}`);
  if (field.type !== "rows") return name === field.name;
  const [group, row, column, ...more] = name.split(".");
  return (
    group === field.name &&
    /^(?:0|[1-9]\d{0,2})$/.test(row ?? "") &&
    field.columns.some((each) => each.name === column) &&
    more.length === 0
  );
}

function labelOf(fields: readonly Field[], name: string): string {
  return fields.find((field) => hasName(field, name))?.label ?? "The text";
}

function plain(text = ""): string {
  return text.replace(/\r\n?/g, "\n");
}
