import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf, fieldsOf, readAnswer, rowsOf, rowsOfDraft } from "@/lib/list/answer";
import type { Field } from "@/lib/list/kind";
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

test("whatever was typed reads or is refused in sentences, and what reads can be shown and written", () => {
  const criteria = allLists.flatMap((list) => list.criteria);
  const typed = fc.constantFrom(...criteria).chain((criterion) => {
    const names = [...fieldsOf(criterion).flatMap(namesOf), "policyVersion", "role", "__proto__", "links.x.url"];
    return fc.tuple(fc.constant(criterion), fc.dictionary(fc.constantFrom(...names), text));
  });
  fc.assert(
    fc.property(typed, ([criterion, draft]) => {
      expect(rowsOfDraft(criterion, draft).length).toBe(fieldsOf(criterion).length);
      const reading = readAnswer(criterion, draft, around);
      if (!reading.ok) {
        expect(reading.problems.length).toBeGreaterThan(0);
        expect(reading.problems.filter(({ message }) => !/^[A-Z].*[^.]$/s.test(message) || message.includes("{row}"))).toEqual([]);
        return;
      }
      expect(rowsOf(criterion, reading.answer).length).toBeGreaterThan(0);
      expect(readAnswer(criterion, draftOf(criterion, reading.answer), around)).toEqual(reading);
    }),
    { numRuns: 3000 },
  );
});
