import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";

/** Texts that people read use the terms of docs/glossary.md. What was called otherwise in the first versions is found here. */

const root = fileURLToPath(new URL("..", import.meta.url));

type Term = { readonly word: RegExp; readonly use: string };

const terms: readonly Term[] = [
  { word: /\bletters?\b/i, use: "email" },
  { word: /\balarms?\b/i, use: "alert" },
  { word: /\bgrounds?\b/i, use: "reason" },
  { word: /\b(your|our|whose) move\b/i, use: "Action needed, With the committee" },
  { word: /\bnothing to do\b/i, use: "No action needed" },
  { word: /\b(clock|time) (stands|stood)\b|\bstop(s|ped)? the clock\b/i, use: "paused" },
  { word: /\b(has|have|had) heard\b/i, use: "notified" },
  { word: /\bladder\b/i, use: "reminder schedule" },
  { word: /\bbreaker\b/i, use: "removal limit, safeguard" },
  { word: /\blaps(e|es|ed|ing)\b/i, use: "expire" },
  { word: /\bgrace\b(?! period)/, use: "grace period" },
  { word: /\breaction (test|time)s?\b/i, use: "alias response test" },
  { word: /\bcampaigns?\b/i, use: "rule change" },
  { word: /\bsuccessions?\b/i, use: "access recovery" },
  { word: /\bst(ep|eps|epped|epping|and|ands|anding) aside\b/i, use: "recuse" },
  { word: /\bseats?\b/i, use: "role" },
  { word: /\bstand(s|ing)? behind\b|\bstood behind\b/i, use: "approve, approver" },
  { word: /\bheld back\b/i, use: "on hold" },
  { word: /\bjudg(e|es|ed|ing|e?ments?)\b/i, use: "assess, review, decide" },
  { word: /\bfresh sign-in\b/i, use: "recent sign-in" },
  { word: /\bdepartures?\b/i, use: "end of membership" },
  { word: /\bweighing\b/i, use: "correlated-failure check" },
  { word: /\bobligations?\b/i, use: "open task" },
  { word: /\bbearing\b/i, use: "status banner" },
];

/** The letters of an alphabet. */
const ofAlphabet =
  /\b(lower-case|upper-case|small|capital|unaccented|accented|Cyrillic|Latin|plain|one) letters?\b|\bwith a letter\b|\bletters? (a to z|outside a to z|and digits)|\bletters, digits|\bmarks on one letter/i;

/** Stored values by the name of what they say, see lib/audit/sentence.ts. */
const keys = /^(because|through|result|verdict) [a-z-]+$/;

type Text = { readonly file: string; readonly line: number; readonly text: string };

const code = ["app", "components", "lib", "lists"].flatMap((folder) => filesIn(folder, /\.tsx?$/));
const docs = ["README.md", ...filesIn("docs", /\.md$/)];

function filesIn(folder: string, name: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => join(folder, file));
}

/** The texts of a source file that a person can read: strings with a space or a capital, and what stands between tags. Not what is a key. */
function textsOf(file: string): readonly Text[] {
  const source = readFileSync(join(root, file), "utf8");
  const found: Text[] = [];
  const note = (start: number, text: string) => {
    if (/[ A-Z]/.test(text.trim()) && !keys.test(text) && !looksLikeCode(text))
      found.push({ file, line: source.slice(0, start).split("\n").length, text });
  };
  const sql: [number, number][] = [];
  new Visitor({
    TaggedTemplateExpression(node) {
      sql.push([node.start, node.end]);
    },
    Literal(node) {
      if (typeof node.value === "string") note(node.start, node.value);
    },
    TemplateElement(node) {
      if (!sql.some(([start, end]) => start <= node.start && node.end <= end)) note(node.start, node.value.raw);
    },
    JSXText(node) {
      note(node.start, node.value);
    },
  }).visit(parseSync(file, source).program);
  return found;
}

/** SQL, and lists of class names and other keys. */
function looksLikeCode(text: string): boolean {
  return (
    /\b(select|insert into|update|from|where|coalesce\(|jsonb_)\b.*\b(from|where|set|and|as)\b/s.test(text) ||
    /^[a-z0-9_.:/-]+( [a-z0-9_.:/-]*[-:/][a-z0-9_.:/-]*)+$/.test(text)
  );
}

/** The lines of a document without what is quoted as code. */
function linesOf(file: string): readonly Text[] {
  const text = readFileSync(join(root, file), "utf8").replace(/```.*?```/gs, (block) => block.replace(/[^\n]/g, ""));
  return text.split("\n").map((line, at) => ({ file, line: at + 1, text: line.replace(/`[^`]*`|\]\([^)]*\)/g, "") }));
}

function faultsIn(texts: readonly Text[]): readonly string[] {
  return texts.flatMap(({ file, line, text }) =>
    terms
      .filter(({ word, use }) => word.test(text) && !(use === "email" && ofAlphabet.test(text)))
      .map(({ word, use }) => `${file}:${line}: "${word.exec(text)?.[0]}" – use: ${use}`),
  );
}

describe("texts use the terms of the glossary", () => {
  it("in pages, emails, errors and the command line", () => {
    expect(faultsIn(code.flatMap(textsOf))).toEqual([]);
  });

  it("in the README and the docs", () => {
    expect(faultsIn(docs.flatMap(linesOf))).toEqual([]);
  });

  it("finds a word that has a better one", () => {
    const text = (words: string) => ({ file: "page.tsx", line: 1, text: words });
    expect(faultsIn([text("A letter went to the alias."), text("a name in capital letters")])).toEqual([
      'page.tsx:1: "letter" – use: email',
    ]);
  });
});
