import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf, fieldsOf, readAnswer, rowsOf, rowsOfDraft } from "@/lib/list/answer";
import type { Draft, Field } from "@/lib/list/kind";
import { allLists } from "@/lists/index";
import { around } from "./around";

const text = fc.oneof(
  fc.constantFrom(
    "",
    "yes",
    "no",
    "2019-05",
    "2022-02",
    "https://acme.example/a",
    "security@acme.example",
    "Europe/Berlin",
    "\0",
    "\ud800",
    "\u3164",
  ),
  fc.string({ unit: "binary" }),
  fc.string(),
);

/** Names as a page has them, and some that it has not. */
function namesOf(field: Field): readonly string[] {
  if (field.type === "checkboxes") return field.options.map(({ value }) => `${field.name}.${value}`);
  if (field.type !== "rows") return [field.name];
  return [0, 1, 9, 10, 999].flatMap((row) => field.columns.map(({ name }) => `${field.name}.${row}.${name}`));
}

const fitting = { text: "Ada", textarea: "It is so.", email: "psirt@acme.example", url: "https://acme.example/a", month: "2021-03" };

/** A field as somebody fills it in who reads what it asks for. */
function filled(field: Field): Draft {
  if (field.type === "radio") return { [field.name]: field.options[0]?.value ?? "" };
  if (field.type === "checkboxes") return Object.fromEntries(field.options.map(({ value }) => [`${field.name}.${value}`, "yes"]));
  if (field.type !== "rows") return { [field.name]: field.name === "timeZone" ? "Europe/Berlin" : fitting[field.type] };
  return Object.fromEntries(field.columns.map(({ name, type }) => [`${field.name}.0.${name}`, fitting[type]]));
}

test("whatever was typed reads or is refused in sentences, and what reads can be shown and written", () => {
  const criteria = allLists.flatMap((list) => list.criteria);
  const typed = fc.constantFrom(...criteria).chain((criterion) => {
    const names = [...fieldsOf(criterion).flatMap(namesOf), "policyVersion", "role", "__proto__", "links.x.url"];
    const anything = fc.dictionary(fc.constantFrom(...names), text);
    const nearlyRight = fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 2 }).map((slips) => {
      const version = criterion.kind === "policy-acceptance" ? { policyVersion: "2022-02" } : {};
      return Object.assign({}, version, ...fieldsOf(criterion).map(filled), slips);
    });
    return fc.tuple(fc.constant(criterion), fc.oneof(anything, nearlyRight));
  });
  const read = new Set<string>();
  fc.assert(
    fc.property(typed, ([criterion, draft]) => {
      expect(rowsOfDraft(criterion, draft).length).toBe(fieldsOf(criterion).length);
      const reading = readAnswer(criterion, draft, around);
      if (!reading.ok) {
        expect(reading.problems.length).toBeGreaterThan(0);
        expect(reading.problems.filter(({ message }) => !/^[A-Z].*[^.]$/s.test(message) || message.includes("{row}"))).toEqual([]);
        return;
      }
      read.add(criterion.kind);
      expect(rowsOf(criterion, reading.answer).length).toBeGreaterThan(0);
      expect(readAnswer(criterion, draftOf(criterion, reading.answer), around)).toEqual(reading);
    }),
    { numRuns: 3000 },
  );
  expect([...read].sort()).toEqual([...new Set(criteria.map(({ kind }) => kind))].sort());
});
