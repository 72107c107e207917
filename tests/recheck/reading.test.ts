import { describe, expect, it } from "vitest";
import { choiceNeeded, fieldChanges } from "@/lib/recheck/reading";
import { istio } from "@/lists/istio";
import { answers } from "../application/world";

const criterion = (key: string) => {
  const found = istio.criteria.find((each) => each.key === key);
  if (found === undefined) throw new Error(`No criterion ${key}`);
  return found;
};
const answered = (says: "still-true" | "changed" | "no-longer-true") => ({ criterion: "", says, draft: {}, words: "", version: 1 });

describe("what a reviewer has to decide", () => {
  it.each([
    ["an answer that is still true", "community", answered("still-true"), "silent", null],
    ["no answer", "community", null, "answered", "unanswered"],
    ["a changed answer", "community", answered("changed"), "answered", "changed"],
    ["an answer that holds no longer", "security-alias", answered("no-longer-true"), "silent", "changed"],
    ["an alias from which a person answered", "security-alias", answered("still-true"), "answered", null],
    ["an alias that is silent", "security-alias", answered("still-true"), "silent", "unanswered"],
    ["an alias that was not asked", "security-alias", answered("still-true"), "not-asked", "unanswered"],
    ["an alias that answered too fast", "security-alias", answered("still-true"), "check-by-hand", "check-by-hand"],
    ["an alias whose reader disowned it", "security-alias", answered("still-true"), "disowned", "disowned"],
  ] as const)("%s", (_name, key, now, aliasResponse, expected) => {
    expect(choiceNeeded({ criterion: criterion(key), response: now, verdict: null }, aliasResponse)).toBe(expected);
  });

  it.each([
    ["not-met", "not-met"],
    ["cannot-tell", null],
    ["met", null],
  ] as const)("a criterion that was found %s before, and is said to be still true", (verdict, expected) => {
    expect(choiceNeeded({ criterion: criterion("community"), response: answered("still-true"), verdict }, "answered")).toBe(expected);
  });
});

it("shows a changed answer field by field", () => {
  const before = answers.redistribution ?? {};
  const { changed, same } = fieldChanges(criterion("redistribution"), before, { ...before, name: "Globex Mesh 2" });
  expect(changed).toEqual([expect.objectContaining({ before: before.name, now: "Globex Mesh 2" })]);
  expect(same.length).toBeGreaterThan(0);
});
