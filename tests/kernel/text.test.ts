import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePoints, isBlank, manyLines, singleLine } from "@/lib/kernel/text";

const organization = singleLine(20, { name: "Organization name", empty: "Enter the name of your organization" });
const handle = singleLine(20, { name: "Handle" });
const description = manyLines(20, { name: "Description", empty: "Enter a description" });

const read = (field: typeof organization, input: unknown) => {
  const result = field.safeParse(input);
  return result.success ? { text: result.data } : result.error.issues.map(({ message }) => message);
};

const accents = (count: number) => `a${"\u0316".repeat(count)}`; // an accent without a composed form

describe("a single line", () => {
  test.each([
    ["is trimmed", "  Acme \n", { text: "Acme" }],
    ["is kept in NFC", "Mu\u0308ller", { text: "M\u00fcller" }],
    ["is not folded further", "\uff21cme \u2460", { text: "\uff21cme \u2460" }],
    ["counts code points", "\u{1f600}".repeat(20), { text: "\u{1f600}".repeat(20) }],
    ["has a limit", "\u{1f600}".repeat(21), ["Organization name must be 20 characters or less"]],
    ["carries 8 marks on a letter", accents(8), { text: accents(8) }],
    ["carries no more", accents(9), ["Organization name must not stack more than 8 marks on one letter"]],
    ["has no line break", "Acme\nInc", ["Organization name must be one line, without control characters"]],
    ["has no line separator", "Acme\u2028Inc", ["Organization name must be one line, without control characters"]],
    ["has no tab", "Acme\tInc", ["Organization name must be one line, without control characters"]],
    ["has no NUL", "Acme\u0000", ["Organization name must be one line, without control characters"]],
    ["has no lone surrogate", "Acme\ud83d", ["Organization name includes a broken character. Type it again"]],
    ["has one direction", "Acme \u202egpj", ["Organization name must not include characters that change the reading direction"]],
    ["is asked for", "", ["Enter the name of your organization"]],
    ["is asked for when nothing is seen", "\u200b\u3164\u00ad", ["Enter the name of your organization"]],
    ["is asked for when missing", undefined, ["Enter the name of your organization"]],
  ])("%s", (_, input, expected) => {
    expect(read(organization, input)).toEqual(expected);
  });

  test("may stay empty where nothing is asked for", () => {
    expect(read(handle, "")).toEqual({ text: "" });
    expect(read(handle, " \u2800 ")).toEqual({ text: "" });
    expect(read(handle, undefined)).toEqual(["Handle must be text"]);
  });
});

describe("many lines", () => {
  test.each([
    ["end in LF", "one\r\ntwo\rthree", { text: "one\ntwo\nthree" }],
    ["take a word processor's line ends", "one\vtwo\fthree", { text: "one\ntwo\nthree" }],
    ["keep tabs and both directions", "a\tb \u2067\u05d0\u2069", { text: "a\tb \u2067\u05d0\u2069" }],
    ["have no NUL", "a\u0000b", ["Description must not include control characters"]],
    ["have no escape sequence", "a\u001b[31mb", ["Description must not include control characters"]],
    ["count a line end once", `${"a\r\n".repeat(9)}bc`, { text: `${"a\n".repeat(9)}bc` }],
    ["have a limit", "a".repeat(21), ["Description must be 20 characters or less"]],
  ])("%s", (_, input, expected) => {
    expect(read(description, input)).toEqual(expected);
  });

  test("say a large limit as people write it", () => {
    expect(read(manyLines(2000, { name: "Description" }), "a".repeat(2001))).toEqual(["Description must be 2,000 characters or less"]);
  });
});

test.each([
  ["", true],
  [" \t\n\u00a0\u3000", true],
  ["\u3164\u115f\uffa0\u2800\u200b\ufeff\u2060", true],
  ["\u202e", true],
  [".", false],
  ["\u0301", false],
])("whether %j is blank", (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});

test("code points are counted, not halves of them", () => {
  expect(codePoints("a\u{1f600}\u0301")).toBe(3);
});

test("any text is reviewed, and what is accepted reads as itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom(organization, handle, description), (input, field) => {
      const first = field.safeParse(input);
      if (!first.success) return;
      expect(first.data).toMatch(/^\P{Surrogate}*$/u);
      expect(first.data).not.toContain("\u0000");
      expect(codePoints(first.data)).toBeLessThanOrEqual(20);
      expect(field.parse(first.data)).toBe(first.data);
    }),
  );
});
