import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRoster } from "@/lib/evidence/roster/read";
import { listBySlug } from "@/lib/list/lookup";
import { rosterMarkdown } from "@/lib/roster/markdown";
import { allLists } from "@/lists";

const ours = join(import.meta.dirname, "../../data/rosters");
const text = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

describe("rosters with every oddity we know", () => {
  const files = readdirSync(ours).filter((file) => !file.endsWith(".expected.json"));

  it.each(files)("%s is read as expected, to the email", (file) => {
    expect(readRoster(text(ours, file), file)).toEqual(JSON.parse(text(ours, `${file}.expected.json`)));
  });

  it.each(files)("%s needs no name to be read", (file) => {
    expect(readRoster(text(ours, file))).toEqual(readRoster(text(ours, file), file));
  });

  it.each(files)("%s may have a byte order mark and any line ends", (file) => {
    const expected = readRoster(text(ours, file), file);
    expect(readRoster(`\ufeff${text(ours, file).replaceAll("\n", "\r\n")}`, file)).toEqual(expected);
    expect(readRoster(text(ours, file).replaceAll("\n", "\r"), file)).toEqual(expected);
  });
});

/** The published tables themselves, where they lie beside the code. Without them the rosters above are what is proved. */
const originals = resolve(process.env.FOREWARNED_ORIGINALS ?? join(import.meta.dirname, "../../../../shared/data"));
const index: { file: string; rows: number; columns?: string[] }[] = existsSync(join(originals, "members-index.json"))
  ? JSON.parse(text(originals, "members-index.json"))
  : [];

describe(`published member tables (${index.length} here)`, () => {
  it.runIf(index.length > 0)("give one entry for each row, with nothing to note", () => {
    const read = index.map(({ file }) => ({ file, ...readRoster(text(originals, file), file) }));
    expect(read.map(({ file, members, notes }) => ({ file, rows: members.length, notes }))).toEqual(
      index.map(({ file, rows }) => ({ file, rows, notes: [] })),
    );
    for (const [at, { members }] of read.entries()) {
      const columns = index[at]?.columns;
      expect(members.every(({ organization }) => (organization !== null) === (columns !== undefined))).toBe(true);
      expect(members.every(({ email }) => (email !== null) === (columns?.some((title) => /mail/i.test(title)) ?? true))).toBe(true);
    }
  });

  it.runIf(index.length > 0)("are read alike however they are spaced, joined, quoted or drawn", () => {
    for (const { file } of index.filter((each) => each.file.endsWith(".md"))) {
      const source = text(originals, file);
      const { members } = readRoster(source, file);
      const table = source.split("\n").filter((line) => line.startsWith("|"));
      const cells = table.map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
      const titles = cells[0] ?? [];
      const drawings: Record<string, string> = {
        "trailing spaces": source.replaceAll("\n", "  \t\n"),
        "non-breaking spaces": source.replaceAll("| ", "|\u00a0").replaceAll(" |", "\u00a0|"),
        quoted: source.replace(/^/gm, "> "),
        "no outer pipes": source.replace(/^\|\s?|\s?\|$/gm, ""),
        "no line of dashes": titles.length === 2 ? source.replace(/^\|[ :|-]+\|\n/m, "") : source,
        "a blank line": source.replace(/\n([^\n]*)\n$/, "\n\n$1\n"),
        "columns turned round": [`### Members`, "", ...cells.map((row) => `| ${row.toReversed().join(" | ")} |`)].join("\n"),
        "tabs alone":
          titles.length === 2
            ? cells
                .filter((_, at) => at !== 1)
                .map((row) => row.join("\t"))
                .join("\n")
            : source,
        html: `<table>${cells
          .filter((_, at) => at !== 1)
          .map((row, at) => `<tr>${row.map((cell) => (at === 0 ? `<th>${cell}</th>` : `\n <td>${cell}</td>`)).join("")}</tr>`)
          .join("\n")}</table>`,
        "in a whole document": `# Security\n\n| Version | Supported |\n|---|---|\n| 1.0 | yes |\n\n${source}\n\nWrite to security@acme.example.\n`,
      };
      for (const [how, drawing] of Object.entries(drawings))
        expect({ file, how, members: readRoster(drawing, file).members }).toEqual({ file, how, members });
    }
  });
});

describe("what is no roster", () => {
  it.each([
    ["an empty file", "", ["The file is empty."]],
    ["prose", "Write to security@acme.example | or call.", ["No members were found."]],
    ["broken JSON", '{"members": [', ["No members were found."]],
    ["JSON of something else", '{"organizations": ["Acme"]}', ["JSON: It contains no array “members”.", "No members were found."]],
    ["a list without members", '{"list": "acme", "name": "Acme", "members": []}', ["No members were found."]],
    [
      "a table of people",
      "| Name | Company | GitHub |\n|---|---|---|\n| Robin | Acme | @robin |",
      ["Line 1: A table was left out: its header names people.", "No members were found."],
    ],
    [
      "a table without rows",
      "| Email | Organization |\n|---|---|\n",
      ["Line 1: The table of members has no rows.", "No members were found."],
    ],
    ["a group without members", "groups:\n  - name: a\n    members: []\n", ["Line 2: The group has no members.", "No members were found."]],
  ])("%s gives no members and says so", (_what, source, notes) => expect(readRoster(source)).toEqual({ members: [], notes }));

  it("names the lines of a YAML file that has faults, and gives what can be read", () => {
    expect(readRoster('groups:\n  - name: a\n    members:\n      - a@acme.example\n      - "b@acme.example\n', "groups.yaml")).toEqual({
      members: [
        { organization: null, email: "a@acme.example" },
        { organization: null, email: "b@acme.example" },
      ],
      notes: ["Line 6: The line could not be read as YAML."],
    });
  });

  it("takes a line of dashes among the rows for no header, and the next table for the next table", () => {
    const source =
      "| Email | Organization |\n|---|---|\n| a@acme.example | Acme |\n|---|---|\n| b@globex.example | Globex |\n| Company | Contact |\n|---|---|\n| Initech | c@initech.example |\n";
    expect(readRoster(source)).toEqual({
      members: [
        { organization: "Acme", email: "a@acme.example" },
        { organization: "Globex", email: "b@globex.example" },
        { organization: "Initech", email: "c@initech.example" },
      ],
      notes: [],
    });
  });

  it("reads the only table even when it is in a block of code", () => {
    expect(readRoster("```\n| Email | Organization |\n|---|---|\n| a@acme.example | Acme |\n```").members).toEqual([
      { organization: "Acme", email: "a@acme.example" },
    ]);
  });
});

describe("whatever is in a file", () => {
  const list = listBySlug(allLists, "istio");
  const words = fc.string({ unit: fc.constantFrom(..."ab A.\\|*_`[]()<>&~!^#-\"'"), maxLength: 12 });

  it("reading never throws, also of long and deep texts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'|-:\n \t`~<>!@[]()a.{}",*_#\\&'), maxLength: 200 }),
        (source) => void readRoster(source),
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("a.yaml", "a.json", "a.md", "a.html"),
        (source, name) => void readRoster(`members:\n - ${source}`, name),
      ),
    );
    const deep = 5_000;
    for (const part of ["[", "{a: ", "- ", "<table><tr><td>", "`", "|", "[a](", "*", "<!--", "| a |\n|-|\n", "a@"]) {
      expect(readRoster(`| Email | Organization |\n|---|---|\n| ${part.repeat(deep)} |`).notes.length).toBeGreaterThan(0);
      void readRoster(part.repeat(deep), "groups.yaml");
      void readRoster(part.repeat(deep));
    }
  }, 60_000);

  it.each([
    ["a heading of signs", `# ${"#".repeat(400_000)}x`, ""],
    ["empty lines", `${"\n".repeat(400_000)}x`, ""],
    ["spaces that do not break", `<table><tr><th>Organization</th></tr><tr><td>a${"&nbsp;".repeat(60_000)}<br>b</td></tr></table>`, ""],
    ["spaces by their number", `<table><tr><th>Organization</th></tr><tr><td>a${"&#32;".repeat(80_000)}b</td></tr></table>`, ""],
    ["dashes beside an address", `| Email |\n|---|\n| [a](mailto:a@b.example) a@b.example ${"-".repeat(400_000)}x |`, ""],
    ["a name over lines", JSON.stringify({ members: [{ organization: `a${"\u00a0".repeat(400_000)}b\nc` }] }), ""],
    ["one anchor for all", `members:\n  - &a a@b.example\n${"  - *a\n".repeat(10_000)}`, "a.yaml"],
  ])(
    "reading is over soon, also of %s",
    (_what, source, name) => void readRoster(source, name),
    60_000, // what grows with the square takes many minutes
  );

  it("no address of a row is lost: each is a member's or is named in a note", () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9_+-]{0,6}$/), fc.constantFrom("acme.example", "Globex.example", "initech.con", "x"))
      .map(([local, domain]) => `${local}@${domain}`);
    const part = fc.oneof(
      address,
      address,
      words.map((word) => word.replaceAll("|", "").replaceAll("\\", "").replaceAll("`", "")),
      fc.constantFrom(", ", "; ", " <br> ", "Acme, Inc."),
    );
    const cellText = fc.array(part, { maxLength: 3 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.array(fc.array(cellText, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        const source = `| Email | Organization |\n|---|---|\n${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
        const { members, notes } = readRoster(source);
        const output = [...members.map(({ email }) => email), ...notes].join("\n");
        for (const found of source.match(/[a-z0-9_+-]+@[A-Za-z.]+/g) ?? [])
          expect(output).toContain(found.replace(/\.$/, "").replace(/^_+/, ""));
      }),
      { numRuns: 300 },
    );
  });

  it("a name is read from our own markdown as it was written into it", () => {
    if (!list) throw new Error("there is no such list");
    const publishing = {
      ...list,
      roster: { ...list.roster, publishesAddresses: true, columns: { ...list.roster.columns, address: "Email" } },
    };
    fc.assert(
      fc.property(
        fc.array(
          words.filter((word) => /[ab]/.test(word) && !word.includes("&")),
          { minLength: 1, maxLength: 4 },
        ),
        (names) => {
          const wanted = names.map((organization) => ({
            organization: organization.replace(/\s+/g, " ").trim(),
            email: "k8s_security_grp@acme.example",
          }));
          const source = rosterMarkdown(
            publishing,
            wanted.map(({ organization, email }) => ({ organization, address: email, since: "2026-01-01" })),
          );
          expect(readRoster(source).members).toEqual(wanted);
        },
      ),
    );
  });
});

describe("entries that are not read as members", () => {
  const says = (text: string, file: string) =>
    readRoster(text, file)
      .notes.map((note) => JSON.stringify(note))
      .join("\n");

  it.each([
    [
      "former members",
      "## Members\n\n- Acme <security@acme.example>\n\n## Former members\n\n- Globex <security@globex.example>\n",
      "list.md",
    ],
    ["contacts", "## Members\n\n- Acme <security@acme.example>\n\n## Contacts\n\n- Globex <security@globex.example>\n", "list.md"],
    ["an emeritus list", "members:\n  - security@acme.example\nemeritus:\n  - security@globex.example\n", "list.yaml"],
    ["contacts in YAML", "members:\n  - security@acme.example\ncontacts:\n  - security@globex.example\n", "list.yaml"],
  ])("are named: %s", (_reason, text, file) => {
    const read = readRoster(text, file);
    expect(JSON.stringify(read)).toContain("security@acme.example");
    expect(says(text, file)).toMatch(/left out/);
  });
});
