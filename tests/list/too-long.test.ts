import { describe, expect, it } from "vitest";
import { fieldsOf, readAnswer } from "@/lib/list/answer";
import { allLists } from "@/lists/index";
import { around } from "./around";

/** Every text field of every criterion of every list, with the name that its input has in the form. */
const texts = allLists.flatMap((list) =>
  list.criteria.flatMap((criterion) =>
    fieldsOf(criterion).flatMap((field) => {
      const of = (name: string, maxLength: number, key: string) => ({
        title: `${list.slug}, ${criterion.key}, ${key}`,
        criterion,
        name,
        maxLength,
      });
      if (field.type === "rows")
        return field.columns.map((each) => of(`${field.name}.0.${each.name}`, each.maxLength, `${field.name}, ${each.name}`));
      return "maxLength" in field ? [of(field.name, field.maxLength, field.name)] : [];
    }),
  ),
);

describe("a text that is too long is not called missing", () => {
  it.each(texts)("$title", ({ criterion, name, maxLength }) => {
    const problemsWith = (typed: string) => {
      const reading = readAnswer(criterion, { [name]: typed }, around);
      return reading.ok ? [] : reading.problems.filter(({ field }) => field === name).map(({ message }) => message);
    };
    const missing = problemsWith("");
    for (const length of [maxLength + 1, 2 * maxLength + 400]) {
      const found = problemsWith("x".repeat(length));
      expect(found.length).toBeGreaterThan(0);
      for (const message of found) expect(missing).not.toContain(message);
    }
  });

  it("for every list and more than one kind of field", () => {
    expect(texts.length).toBeGreaterThan(60);
  });
});
