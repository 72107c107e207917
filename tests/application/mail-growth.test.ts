import { describe, test } from "vitest";
import { readMailApplication } from "@/lib/application/mail";
import { draftFromText } from "@/lib/list/answer";
import { criteriaInForce } from "@/lib/list/criteria";
import { istio } from "@/lists/istio";
import { expectLinear } from "../setup/growth";

/** What only a mail can look like. The shapes that every reader meets are in tests/readers-growth.test.ts. */
const criteria = criteriaInForce(istio, "2026-11-01");
const largest = 256 * 1024;
const mostLines = 5000;

type Shape = (size: number) => string;

const again =
  (...pieces: readonly string[]): Shape =>
  (size) =>
    pieces.join("").repeat(Math.ceil(size / pieces.join("").length));
const between =
  (before: string, filling: string, after: string): Shape =>
  (size) =>
    before + again(filling)(size - before.length - after.length).slice(0, size - before.length - after.length) + after;
const numbered =
  (line: (number: number) => string): Shape =>
  (size) => {
    let text = "";
    for (let number = 1; text.length < size; number += 1) text += line(number);
    return text;
  };
const everyCriterion = criteria.map(({ title }, at) => `${at + 1}. ${title}: yes, we do. `).join("");
const header = (...lines: readonly string[]) => `${lines.join("\n")}\n\n`;

/** Texts of any length on which a reader can lose its time in one place. */
const long: readonly (readonly [string, Shape])[] = [
  ["no-break spaces between two emails", (size) => between("a", "\u00a0", "b")(size / 2)],
  ["blanks after a sentence", between("a.", " ", "b")],
  ["blanks within a table", between("|a", " ", "b|")],
  ["blanks before a quote mark", between("a", " ", "> 1. b")],
  ["blanks after a criterion", between("> 1. Security alias", " ", "x\n\nyes")],
  ["only tabs", again("\t")],
  ["only line ends", again("\n")],
  ["only quote marks", again("> ")],
  ["only numbers", again("1. ")],
  ["items in one line", again("1. x 2. y ")],
  ["only heading marks", again("# ")],
  ["open brackets, closed once", between("", "[", "]")],
  ["open brackets", again("[(")],
  ["brackets of links", again("](")],
  ["signs after a question mark", between("Have?", "?!", "x")],
  ["question marks", again("?!")],
  ["full stops", again(". ")],
  ["short sentences", again("Aa. ")],
  ["at signs", again("a@")],
  ["addresses", again("a@b.example ")],
  ["links", again("https://x.example ")],
  ["links without blanks", again("https://")],
  ["capital letters", again("A")],
  ["capital words", again("Ada ")],
  ["a name in capital letters", between("1. Security alias\n\nyes\n\n", "A", "!")],
  ["stars", again("**x** ")],
  ["strokes", again("|")],
  ["blanks after the mark of an answer", (size) => between(`1. ${criteria[0]?.title}\n\na`, " ", "b\n\n2. x")(size)],
  ["blanks after an answer that is numbered", (size) => between(`1. ${criteria[0]?.title}\n\nAnswer 1`, " ", "b\n\n2. x")(size)],
  [
    "lists within lists of JSON",
    (size) => `{${Array.from({ length: size / 4_000 }, (_, at) => `"k${at}":${"[".repeat(1_900)}${"]".repeat(1_900)}`).join(",")}}`,
  ],
  ["keys of YAML", numbered((number) => `${"k".repeat(3 + (number % 50))}${"a".repeat(number % 7)}: x\n`)],
  ["labels", again("; Alias: x")],
  ["all criteria in one line", again(everyCriterion)],
  ["names of criteria without a stop", again("security alias embargo policy user base ")],
  ["sentences on criteria", again("We have a security alias. We accept the embargo policy. ")],
  ["paragraphs in HTML", again("<p>")],
  ["tags that are never closed", again('<p a="')],
  ["tags that never end", again("<p ")],
  ["smaller-than signs", again("<")],
  ["styles that never end", again("<style>x</styl ")],
  ["nested quotes in HTML", again("<blockquote>x")],
  ["nested lists in HTML", again("<ol><li>x")],
  ["cells in one row", again("<td>x")],
  ["words in bold", again("<b>x</b>")],
  ["ends of links", again("y</a>")],
  ["line breaks in preformatted text", between("<pre>x", "\n", "x")],
  ["entities", again("&amp;")],
  ["blanks in quoted-printable", between(header("Content-Type: text/plain", "Content-Transfer-Encoding: quoted-printable"), " ", "x")],
  ["equals signs in quoted-printable", between(header("Content-Type: text/plain", "Content-Transfer-Encoding: quoted-printable"), "=", "")],
  ["parts without end", between(header("Content-Type: multipart/mixed; boundary=b"), "--b\n", "")],
  ["parameters of a header", between("Content-Type: text/plain", ';a="', "\n\nx")],
  ["blanks in a header", between("Content-Type: text/plain;a", " ", "\n\nx")],
  ["encoded words", between("Content-Type: text/plain\nSubject: ", "=?utf-8?q?=41?= ", "\n\nx")],
];

/** Texts of many lines, in which one line can make the reader look at all others again. */
const manyLines: readonly (readonly [string, Shape])[] = [
  ["one email", again("x\n")],
  ["paragraphs of one email", again("x\n\n")],
  ["numbers", again("1.\n")],
  ["numbered items", again("1. x\n")],
  ["numbers that rise", numbered((number) => `${number % 100}. x\n\n`)],
  ["bullets", again("- x\n")],
  ["bullets without words", again("-\n")],
  ["headings", again("# x\n")],
  ["underlined headings", again("x\n---\n")],
  ["quotes", again("> x\n")],
  ["quotes apart", again("> x\n\n")],
  ["quotes that grow", numbered((number) => `${">".repeat(number % 100)} x\n`)],
  ["rows of a table", again("| x |\n")],
  ["one criterion again and again", again("> 1. Accept the embargo policy\n\n")],
  ["the list of criteria again and again", again(criteria.map(({ title }, at) => `${at + 1}. ${title}\n\n`).join(""))],
  ["answered criteria again and again", again(criteria.map(({ title }) => `# ${title}\n\n- Name: yes\n\n`).join(""))],
  ["criteria under other names", numbered((number) => `> ${number}. Embargo policy k${number}\n\n`)],
  ["closing words before a long paragraph", between(everyCriterion.replaceAll(". ", ".\n"), "Let us know.\n\n", "x".repeat(80))],
  ["words of a signature", again("Thanks,\n\n")],
  ["signature marks", again("x\n--\n")],
  ["footers of mailing lists", again("x\n\nunsubscribe\n")],
  ["names", again("Ada Byron\n\n")],
  ["headers", again("Subject: x\n")],
  ["mails below mails", again("On Monday Ada wrote:\nx\n")],
  ["empty answers of a form", again("### Security alias\n\n_No response_\n\n")],
  ["wrapped lines", again("Lorem ipsum dolor sit amet consectetur adipiscing.\n")],
];

function read(text: string): void {
  for (const { criterion: key, text: said } of readMailApplication(text, criteria).answers) {
    const criterion = criteria.find((each) => each.key === key);
    if (criterion !== undefined) draftFromText(criterion, said);
  }
}

/** As many lines as a mail may have, for the largest size. */
const inLines =
  (shape: Shape): Shape =>
  (size) =>
    shape(largest)
      .split("\n")
      .slice(0, Math.floor((mostLines * size) / largest))
      .join("\n");

describe("reading a mail takes work in proportion to its length", () => {
  test.each(long)("%s", (_name, shape) => expectLinear(read, (size) => shape(size).slice(0, size)));
  test.each(manyLines)("%s, on many lines", (_name, shape) => expectLinear(read, inLines(shape)));
});
