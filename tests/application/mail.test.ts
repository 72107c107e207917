import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MailCriterion, readMailApplication } from "@/lib/application/mail";
import { Refusal } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { criteriaOfNoRealList } from "./mail-criteria";

const folder = join(import.meta.dirname, "../data/mails");
const today = "2026-11-01";
const criteria = criteriaInForce(istio, today);
const mails = readdirSync(folder)
  .filter((name) => /\.(?:txt|eml)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
const plainMails = mails.filter(({ name, text }) => name.endsWith(".txt") && !/<(?:p|div|br|table|html)\b/i.test(text));

function everythingIn(text: string, asked: readonly MailCriterion[] = criteria): string {
  const { answers, unplaced } = readMailApplication(text, asked);
  return [...answers.map((answer) => answer.text), ...unplaced].join("\n");
}

function answersTo(text: string, asked: readonly MailCriterion[] = criteria): Record<string, string> {
  return Object.fromEntries(readMailApplication(text, asked).answers.map((answer) => [answer.criterion, answer.text]));
}

describe("each mail of the collection is read as written beside it", () => {
  test.each(mails)("$name", ({ name, text }) => {
    const list = name.includes("layer5") ? layer5 : istio;
    const expected: unknown = JSON.parse(readFileSync(join(folder, name.replace(/\.\w+$/, ".json")), "utf8"));
    expect(readMailApplication(text, criteriaInForce(list, today))).toEqual(expected);
  });
});

describe("the criteria are known only from what is handed in", () => {
  const mail = `Hello,

> 2. Bake the bread yourselves.
In our own ovens.

> 1. Own a mill.
Two of them, in Ghent.

Flour exchange: we accept its rules.
`;

  test("another list needs no other code", () => {
    expect(answersTo(mail, criteriaOfNoRealList)).toEqual({
      mill: "Two of them, in Ghent.",
      bakery: "In our own ovens.",
      exchange: "we accept its rules.",
    });
  });

  test("without criteria everything is unplaced", () => {
    expect(readMailApplication("1. yes\n2. no\n", [])).toEqual({ answers: [], unplaced: ["1. yes\n2. no"] });
  });

  test("answers are in the order of the criteria, whatever the order of the email", () => {
    const { answers } = readMailApplication("Working group: Ada\nUser base: 400\nSecurity alias: a@b.example\n", criteria);
    expect(answers.map(({ criterion }) => criterion)).toEqual(["security-alias", "user-base", "working-group"]);
  });
});

describe("words decide over numbers", () => {
  test.each<[string, string, Record<string, string>]>([
    [
      "a number that says otherwise",
      "1. Envoy early disclosure list: yes\n2. Security alias: a@b.example\n",
      { "security-alias": "a@b.example", "envoy-list": "yes" },
    ],
    [
      "numbers alone",
      "1. a@b.example\n2. Acme Mesh\n3. 400 companies\n",
      { "security-alias": "a@b.example", redistribution: "Acme Mesh", "user-base": "400 companies" },
    ],
    ["two numbers for one answer", "4 and 5: yes, both\n", { community: "yes, both", "embargo-policy": "yes, both" }],
    ["a range of numbers", "3-5: see above\n", { "user-base": "see above", community: "see above", "embargo-policy": "see above" }],
    ["a number the list does not have", "12. something else\n", {}],
  ])("%s", (_name, text, expected) => expect(answersTo(text)).toEqual(expected));
});

describe("the text of an answer is not mistaken for a criterion", () => {
  test.each<[string, string, string]>([
    ["words of its own criterion", "We accept the embargo policy.", "embargo-policy"],
    [
      "words of another criterion",
      "Our users meet in the Istio community.\n\nWe are in the Product Security Working Group, too.",
      "user-base",
    ],
    ["a list with numbers", "We ship:\n1. Acme Mesh\n2. Acme Gateway", "redistribution"],
    ["a line that looks like a label", "Name: Ada Byron\nEmail: ada@acme.example\nSlack: ada", "working-group"],
    ["a link", "https://github.com/envoyproxy/envoy/blob/main/SECURITY.md", "envoy-list"],
  ])("%s", (_name, text, key) => {
    const criterion = criteria.find((one) => one.key === key);
    const others = criteria.filter((one) => one.key !== key).map((one) => `> ${one.title}\n\nOf course.\n`);
    const answers = answersTo(`> ${criterion?.title}\n\n${text}\n\n${others.join("\n")}`);
    expect(answers[key]).toBe(text);
    expect(Object.keys(answers)).toHaveLength(criteria.length);
  });
});

describe("nothing is dropped", () => {
  test.each(["Xylophone speaks.", "- Xylophone", "3. Xylophone", "> Xylophone said so.", "Xylophone: yes"])(
    "a line that is no criterion is found again, wherever it stands: %s",
    (line) => {
      for (const { text } of plainMails) {
        const lines = text.replaceAll("\r\n", "\n").split("\n");
        for (let at = 0; at <= lines.length; at += 5) {
          const mail = [...lines.slice(0, at), "", line, "", ...lines.slice(at)].join("\n");
          expect(everythingIn(mail), mail).toContain("Xylophone");
        }
      }
    },
    60_000,
  );

  test("words without a criterion all come back", () => {
    const word = fc.stringMatching(/^[a-z]{3,9}qx$/);
    const text = fc.array(
      fc.tuple(fc.constantFrom("", "> ", "- ", "1. ", "# ", ">> ", "\n"), fc.array(word, { minLength: 1, maxLength: 12 })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(text, (lines) => {
        const mail = lines.map(([start, words]) => start + words.join(" ")).join("\n");
        const found = everythingIn(mail);
        for (const [, words] of lines) for (const one of words) expect(found).toContain(one);
      }),
      { numRuns: 200 },
    );
  });
});

describe("every text gives a reading", () => {
  test("whatever is pasted", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "\n",
        "> ",
        "1. ",
        "<p>",
        "</p>",
        "<li>",
        "&amp;",
        "Content-Type: multipart/mixed; boundary=x\n",
        "--x\n",
        "security alias: ",
        "\r\n",
        "=?utf-8?q?=?=",
        "| a | b |\n",
        "**",
        "wrote:\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { answers, unplaced } = readMailApplication(pieces.join(""), criteria);
        expect(answers.every(({ criterion, text }) => criteria.some(({ key }) => key === criterion) && text !== "")).toBe(true);
        expect(unplaced).not.toContain("");
      }),
      { numRuns: 500 },
    );
  });

  test("a mail above 256 KB is refused, counted in bytes", () => {
    expect(() => readMailApplication("a".repeat(256 * 1024 + 1), criteria)).toThrow(Refusal);
    expect(() => readMailApplication("é".repeat(128 * 1024 + 1), criteria)).toThrow(Refusal);
  });

  test("a mail above 5,000 lines is refused, however the lines came about", () => {
    for (const text of ["x\n".repeat(5000), "<li>x".repeat(5001), "&gt; x\n".repeat(5000)])
      expect(() => readMailApplication(text, criteria)).toThrow("more than 5,000 lines");
    expect(readMailApplication("x\n".repeat(4999), criteria).unplaced).toHaveLength(1);
  });
});
