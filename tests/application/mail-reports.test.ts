import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMailApplication } from "@/lib/application/mail";
import { criteriaInForce } from "@/lib/list/criteria";
import { kubernetes } from "@/lists/kubernetes";

const folder = join(import.meta.dirname, "../data/reports");
const criteria = criteriaInForce(kubernetes, "2026-11-28");
const answersTo = (text: string) =>
  Object.fromEntries(readMailApplication(text, criteria).answers.map(({ criterion, text: answerLine }) => [criterion, answerLine]));

type Expected = { answers: Record<string, string[]>; "no-answer": string[]; "unplaced-contains": string[] };

describe("reported application templates are read as written beside them", () => {
  const names = readdirSync(folder).filter((name) => name.startsWith("application-") && name.endsWith(".md"));
  test.each(names)("%s", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const expected = JSON.parse(readFileSync(join(folder, name.replace(".md", ".expected.json")), "utf8")) as Expected;
    const read = readMailApplication(text, criteria);
    const answers = answersTo(text);
    for (const [key, pieces] of Object.entries(expected.answers)) for (const piece of pieces) expect(answers[key], key).toContain(piece);
    for (const key of expected["no-answer"]) expect(answers, key).not.toHaveProperty(key);
    for (const piece of expected["unplaced-contains"]) expect(read.unplaced.join("\n")).toContain(piece);
  });
});

const titles = [
  "Actively monitored security email alias for our project",
  "Be an actively maintained and CNCF certified distribution of Kubernetes components",
  "Have a user base not limited to your own organization",
  "Have a publicly verifiable track record up to present day of fixing security issues",
  "Not be a downstream or rebuild of another distribution",
  "Be a participant and active contributor in the community",
  "Accept the Embargo Policy",
  "Be willing to contribute back",
  "Have someone already on the list vouch for the person requesting membership on behalf of your distribution",
];
const keys = criteria.map(({ key }) => key);
const answerLine = "Northwind has said so in March.";

describe("a heading that was left blank is not answered by what follows", () => {
  const styles: readonly (readonly [string, (title: string, at: number) => string])[] = [
    ["bold, numbered from 0", (title, at) => `**${at === 0 ? "" : `${at}. `}${title}.**`],
    ["bold, numbered from 1", (title, at) => `**${at + 1}. ${title}.**`],
    ["Markdown headings", (title) => `### ${title}`],
    ["Markdown headings with a comment", (title) => `### ${title}\n\n<!-- Say it in one sentence -->`],
    ["numbers", (title, at) => `${at + 1}. ${title}`],
    ["numbers in brackets", (title, at) => `${at + 1}) ${title}`],
    ["quotes", (title, at) => `> ${at + 1}. ${title}.`],
    ["bullets", (title) => `- ${title}:`],
    ["HTML headings", (title) => `<h3>${title}</h3>`],
  ];
  const ends: readonly (readonly [string, string])[] = [
    ["", "\n"],
    [", with Windows line ends", "\r\n"],
  ];
  const cases = styles.flatMap(([name, style]) => ends.map(([more, end]) => [name + more, style, end] as const));

  test.each(cases)("%s", (_name, style, end) => {
    for (const blank of [
      [3, 4, 5],
      [1, 2],
      [7, 8],
      [0, 8],
    ]) {
      const text = titles
        .map((title, at) => `${style(title, at)}\n\n${blank.includes(at) ? "" : `${answerLine} ${at}.\n\n`}`)
        .join("")
        .replaceAll("\n", end);
      const expected = keys.filter((_key, at) => !blank.includes(at)).map((key) => [key, `${answerLine} ${keys.indexOf(key)}.`]);
      expect(answersTo(text), text).toEqual(Object.fromEntries(expected));
    }
  });

  test("an issue form writes for an empty field that there is no response", () => {
    const form = titles.map((title, at) => `### ${title}\n\n${at % 2 === 0 ? "_No response_" : `${answerLine} ${at}.`}\n`).join("\n");
    expect(Object.keys(answersTo(form))).toEqual(keys.filter((_key, at) => at % 2 === 1));
  });

  test("a comment is no answer, and is found among what is not placed", () => {
    const { answers, unplaced } = readMailApplication(
      `### ${titles[6]}\n\n<!-- Ask legal first -->\n\n### ${titles[7]}\n\nYes.\n`,
      criteria,
    );
    expect(answers).toEqual([{ criterion: "contribute-back", text: "Yes." }]);
    expect(unplaced).toEqual(["<!-- Ask legal first -->"]);
  });

  test("not applicable is an answer", () => {
    expect(answersTo(`### ${titles[4]}\n\nN/A\n\n### ${titles[6]}\n\n${answerLine}\n`)).toEqual({
      "not-downstream": "N/A",
      "embargo-accepted": answerLine,
    });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    "of a numbered form with %i lines that end in a blank, only the answer beside one is read",
    (count) => {
      const form = (answered: number | null) =>
        titles
          .slice(0, count)
          .map((title, at) => `${at + 1}. ${title}: ${at === answered ? "Northwind accepts." : ""}`)
          .join("\n");
      expect(answersTo(form(null))).toEqual({});
      for (let answered = 0; answered < count; answered += 1)
        expect(answersTo(form(answered)), form(answered)).toEqual({ [keys[answered] ?? ""]: "Northwind accepts." });
    },
  );

  test.each(["A:", "Answer:", "**Response:**", "a)"])("%s without an answer is none, and none of the next question", (mark) => {
    const form = titles.map((title, at) => `${at + 1}. ${title}\n${mark}${at % 2 === 0 ? "" : ` ${answerLine} ${at}.`}\n`).join("\n");
    expect(Object.keys(answersTo(form))).toEqual(keys.filter((_key, at) => at % 2 === 1));
  });
});

describe("keys and values", () => {
  const fields = {
    organization: "Northwind",
    embargo_policy: "We accept it.",
    userBase: "600 companies",
    community: ["Two reviewers", "One meeting host"],
    remarks: "Call before noon.",
  };
  const yaml = `organization: Northwind
embargo_policy: |
  We accept it.
user base: 600 companies
community:
  - Two reviewers
  - One meeting host
remarks: Call before noon.
`;
  test.each([
    ["JSON", JSON.stringify(fields, null, 2)],
    ["JSON in one line", JSON.stringify(fields)],
    ["YAML", yaml],
    ["YAML with a mark above it", `---\n${yaml}`],
  ])("in %s each value stays with its key, and what names no criterion is not placed", (_name, text) => {
    const { answers, unplaced } = readMailApplication(text, criteria);
    const answerLine = Object.fromEntries(answers.map((each) => [each.criterion, each.text]));
    expect(answerLine).toMatchObject({ "embargo-accepted": "We accept it.", "external-users": "600 companies" });
    expect(answerLine["active-contributor"]).toMatch(/Two reviewers[\s\S]*One meeting host/);
    expect(Object.keys(answerLine)).toHaveLength(3);
    expect(unplaced.join("\n")).toMatch(/organization[\s\S]*Northwind[\s\S]*remarks[\s\S]*Call before noon\./);
  });
});
