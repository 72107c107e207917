import { describe, expect, test } from "vitest";
import { fieldsOf, readAnswer } from "@/lib/list/answer";
import { criteriaChanges } from "@/lib/list/changes";
import type { ListDefinition } from "@/lib/list/definition";
import { allLists } from "@/lists/index";
import { around } from "./around";

const unwanted = /\b(?:please|sorry|invalid|illegal|oops|submit\w*|click here|forbidden|valid|approved|rejected|denied)\b|!/i;

/** Every text of a value, but for addresses, keys and phrases that others use. */
function texts(value: unknown, name = ""): readonly string[] {
  if (["alsoCalled", "key", "kind", "url", "email"].includes(name)) return [];
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, each]) => texts(each, Array.isArray(value) ? name : inner));
}

/** What an empty page says, and what a full page of nonsense says. */
function messages(list: ListDefinition): readonly string[] {
  return list.criteria.flatMap((criterion) => {
    const empty = readAnswer(criterion, {}, around);
    const nonsense = Object.fromEntries(
      fieldsOf(criterion).flatMap((field) =>
        field.type === "rows"
          ? field.columns.map((column): [string, string] => [`${field.name}.0.${column.name}`, "\0 x"])
          : [[field.name, "\0 x"] as [string, string]],
      ),
    );
    const wrong = readAnswer(criterion, nonsense, around);
    return [empty, wrong].flatMap((reading) => (reading.ok ? [] : reading.problems.map(({ message }) => message)));
  });
}

describe.each(allLists.map((list) => [list.slug, list] as const))("the texts of %s", (_slug, list) => {
  test("use none of the words that we do not use", () => {
    const sources = [...texts(list), ...texts(list.criteria.map(fieldsOf)), ...messages(list), ...texts(criteriaChanges(list))];
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((text) => unwanted.test(text))).toEqual([]);
  });

  test("messages begin with a capital and end without a full stop", () => {
    expect(messages(list).filter((message) => !/^[A-Z].*[^.]$/.test(message))).toEqual([]);
  });

  test("every criterion can be recognized in a mail", () => {
    expect(list.criteria.filter(({ alsoCalled }) => alsoCalled.length < 3).map(({ key }) => key)).toEqual([]);
  });

  test("no two fields of a page have one name", () => {
    for (const criterion of list.criteria) {
      const names = fieldsOf(criterion).map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    }
  });
});
