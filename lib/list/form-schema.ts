import * as z from "zod/mini";
import type { Problem } from "../kernel/refusal";
import { isBlank } from "../kernel/text";
import type { Draft, Field, Reading } from "./kind";

/** A draft validated with a schema: its values, or every mistake with the name of its field. */
type DraftReading<Values> =
  | { readonly values: Values; readonly problems: readonly [] }
  | { readonly values: undefined; readonly problems: readonly Problem[] };

/** More names than any page has; a draft with more was not typed. */
const mostNames = 2000;
const mostNamesTold = 3;
const tooManyNames: Problem = {
  field: "",
  message: "This form was submitted with too many fields. Reload the page and try again",
};

/**
 * Reads a flat draft with a strict schema of one property a field: text fields are strings, checkboxes lists of ticked values,
 * rows lists of objects without the blank ones. Unknown field names are refused, never ignored.
 * A message may contain `{row}` for the number of its row.
 */
export function readDraft<Values>(schema: z.ZodMiniType<Values>, fields: readonly Field[], draft: Draft): DraftReading<Values> {
  if (Object.keys(draft).length > mostNames) return { values: undefined, problems: [tooManyNames] };

  const { values, rowNumbers } = nested(fields, draft);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { values: parsed.data, problems: [] };
  return { values: undefined, problems: parsed.error.issues.map((issue) => problemOf(issue, rowNumbers)) };
}

/** A reading that names every problem, in the order of the page. */
export function faulty(fields: readonly Field[], problems: readonly Problem[], warnings: readonly Problem[] = []): Reading<never> {
  const fieldIndex = (problem: Problem) => fields.findIndex((field) => field.name === problem.field.split(".")[0]);
  return { ok: false, problems: problems.toSorted((a, b) => fieldIndex(a) - fieldIndex(b)), warnings };
}

/** One of a few values; nothing chosen and a value that is not offered read the same. */
export function choice<Value extends string>(values: readonly Value[], empty: string): z.ZodMiniType<Value> {
  const chosen = z.transform((text: string, context): Value => {
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    context.issues.push({ code: "custom", message: empty, input: text });
    return z.NEVER;
  });
  return z.pipe(z.string(), chosen);
}

/** Builds a value once per key, because a schema costs more to create than to use. The key is an object that exists as long as its list. */
export function oncePer<Key extends object, Built>(build: (key: Key) => Built): (key: Key) => Built {
  const built = new WeakMap<Key, Built>();
  return (key) => {
    const known = built.get(key);
    if (known !== undefined) return known;
    const made = build(key);
    built.set(key, made);
    return made;
  };
}

function nested(fields: readonly Field[], draft: Draft) {
  const rest = new Map(Object.entries(draft));
  const rowNumbers = new Map<string, readonly number[]>();
  const take = (name: string): string => {
    const text: unknown = rest.get(name);
    if (typeof text !== "string") return "";
    rest.delete(name);
    return text;
  };

  const known = fields.map((field): [string, unknown] => {
    if (field.type === "checkboxes") return [field.name, ticked(field, rest)];
    if (field.type !== "rows") return [field.name, take(field.name)];
    const numbers = numbersOf(field, rest);
    const rows = numbers.map((number) => ({
      number,
      cells: Object.fromEntries(field.columns.map((column) => [column.name, take(`${field.name}.${number}.${column.name}`)])),
    }));
    const filled = rows.filter(({ cells }) => Object.values(cells).some((text) => !isBlank(text))).slice(0, field.most + 1);
    rowNumbers.set(
      field.name,
      filled.map((row) => row.number),
    );
    return [field.name, filled.map((row) => row.cells)];
  });
  return { values: Object.fromEntries([...rest, ...known]), rowNumbers };
}

function ticked(field: Extract<Field, { type: "checkboxes" }>, rest: Map<string, string>): readonly string[] {
  const boxes = field.options.map((option) => ({ value: option.value, name: `${field.name}.${option.value}` }));
  const chosen = boxes.filter((box) => rest.get(box.name) === "yes").map((box) => box.value);
  for (const box of boxes) if (["yes", ""].includes(rest.get(box.name) ?? "")) rest.delete(box.name);
  return chosen;
}

function numbersOf(field: Extract<Field, { type: "rows" }>, rest: Map<string, string>): readonly number[] {
  const columns = field.columns.map((column) => column.name);
  const numbers = [...rest.keys()].flatMap((name) => {
    const [group, number, column, ...more] = name.split(".");
    const isCell = group === field.name && /^(?:0|[1-9]\d{0,2})$/.test(number ?? "") && columns.includes(column ?? "") && more.length === 0;
    return isCell ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function problemOf(issue: z.core.$ZodIssue, rowNumbers: ReadonlyMap<string, readonly number[]>): Problem {
  if (issue.code === "unrecognized_keys") return { field: "", message: unknownNames(issue.keys) };
  const [field, row, column] = issue.path;
  const number = rowNumbers.get(String(field))?.[Number(row)];
  const name = number === undefined ? String(field ?? "") : [field, number, column].join(".");
  return { field: name, message: issue.message.replaceAll("{row}", String((number ?? 0) + 1)) };
}

function unknownNames(names: readonly string[]): string {
  const told = names.slice(0, mostNamesTold).map((name) => JSON.stringify(name.slice(0, 40)));
  const more = names.length > mostNamesTold ? ` and ${names.length - mostNamesTold} more` : "";
  return `This form has no field named ${told.join(", ")}${more}. Reload the page and try again`;
}
