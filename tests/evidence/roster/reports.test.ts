import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameOrganization } from "@/lib/evidence/roster/match";
import { readRoster } from "@/lib/evidence/roster/read";
import { readDomains } from "@/lib/member/domains";
import { planDifference } from "@/lib/roster/delivery";

const folder = join(import.meta.dirname, "../../data/reports");
const text = (file: string) => readFileSync(join(folder, file), "utf8");
const expectedOf = (file: string) => JSON.parse(text(file.replace(/\.\w+$/, ".expected.json")));
const files = readdirSync(folder).filter((file) => !file.endsWith(".expected.json") && file !== "README.md");

describe("reports turned into inputs", () => {
  it.each(files.filter((file) => file.startsWith("roster-")))("%s names the members that its expectation names", (file) => {
    expect(readRoster(text(file), file).members).toEqual(expectedOf(file).members);
    expect(readRoster(text(file)).members, "without a name").toEqual(expectedOf(file).members);
  });

  it("a bouncing member and owners who are left out are named in a note", () => {
    expect(readRoster(text("roster-group-export.csv"), "a.csv").notes).toEqual([
      "Line 4 (“Contoso, Inc.”, “psirt@contoso.example”): Its delivery status is “bouncing”.",
      "Line 5: “owner@lists.example” was left out: it runs the list (owner).",
    ]);
  });

  const names: { a: string; b: string }[] = JSON.parse(text("names-within.json"));
  it.each(names)("$a and $b may be one organization", ({ a, b }) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      expect(sameOrganization({ organization: one }, { organization: other }).result).not.toBe(
        expectedOf("names-within.json")["result-not"],
      );
  });

  it("plan-moved-address.json is neither added nor removed", () => {
    const { desired, entries } = JSON.parse(text("plan-moved-address.json"));
    expect(planDifference(desired, entries)).toMatchObject({ add: [], remove: [] });
  });

  it("domains-idn.txt is read as domains in their own emails", () => {
    const { domains, problems } = readDomains(text("domains-idn.txt"));
    expect({ domains, problems: problems.length }).toEqual({ domains: expectedOf("domains-idn.txt").domains, problems: 1 });
  });
});

describe("other names of one organization", () => {
  it.each([
    ["Fabrikam d/b/a Wingtip", "Wingtip"],
    ["Fabrikam, formerly Contoso", "Contoso Ltd"],
    ["Contoso f/k/a Tailspin Toys", "Tailspin Toys GmbH"],
    ["PT Fabrikam", "Fabrikam"],
    ["OOO Fabrikam", "Fabrikam Ltd"],
    ["AB Contoso", "Contoso AB"],
    ["ООО Фабрикам", "Фабрикам"],
    ["IŞIK Yazılım", "Isik Yazilim"],
    ["Fabrıkam", "Fabrikam"],
    ["Smørrebrød", "Smorrebrod"],
    ["Contoso - Wingtip", "Wingtip"],
    ["Contoso | Wingtip", "Wingtip"],
    ["Contoso [Wingtip]", "Wingtip"],
  ])("%s and %s are never told apart", (one, other) => {
    for (const pair of [
      [one, other],
      [other, one],
    ])
      expect(sameOrganization({ organization: pair[0] ?? "" }, { organization: pair[1] ?? "" }).result).not.toBe("different");
  });

  it.each([
    ["Fabrikam", "Contoso"],
    ["Contoso (formerly Tailspin)", "Wingtip"],
    ["PT Fabrikam", "PT Contoso"],
  ])("%s and %s are still different", (one, other) =>
    expect(sameOrganization({ organization: one }, { organization: other }).result).toBe("different"),
  );
});

const both = [
  { organization: "Fabrikam", email: "security@fabrikam.example" },
  { organization: "Contoso, Inc.", email: "psirt@contoso.example" },
];

describe("other files of each kind", () => {
  it.each([
    ["CSV with semicolons", "Organization;Email\nFabrikam;security@fabrikam.example\nContoso, Inc.;psirt@contoso.example\n"],
    ["values with tabs", "Organization\tEmail\nFabrikam\tsecurity@fabrikam.example\nContoso, Inc.\tpsirt@contoso.example\n"],
    [
      "CSV with a byte order mark and CRLF",
      '\ufeff"Organization","Email"\r\n"Fabrikam","security@fabrikam.example"\r\n"Contoso, Inc.","psirt@contoso.example"\r\n',
    ],
    [
      "CSV with a line break in a value",
      'Organization,Email,Notes\nFabrikam,security@fabrikam.example,"a\nb"\n"Contoso, Inc.",psirt@contoso.example,""\n',
    ],
    [
      "a simple table of reStructuredText",
      "=============  =========================\nOrganization   Email\n=============  =========================\nFabrikam       security@fabrikam.example\nContoso, Inc.  psirt@contoso.example\n=============  =========================\n",
    ],
    [
      "a list-table of reStructuredText",
      ".. list-table:: Members\n   :header-rows: 1\n\n   * - Organization\n     - Email\n   * - Fabrikam\n     - security@fabrikam.example\n   * - Contoso, Inc.\n     - psirt@contoso.example\n",
    ],
    [
      "a csv-table of reStructuredText",
      '.. csv-table:: Members\n   :header: "Organization", "Email"\n   :widths: 30, 70\n\n   Fabrikam, security@fabrikam.example\n   "Contoso, Inc.", "psirt@contoso.example"\n\nAfterwards.\n',
    ],
    [
      "a csv-table with its header among the rows and another sign between values",
      ".. csv-table::\n   :header-rows: 1\n   :delim: ;\n\n   Organization;Email\n   Fabrikam;security@fabrikam.example\n   Contoso, Inc.;psirt@contoso.example\n",
    ],
    [
      "a csv-table with a line break in a value",
      '.. csv-table::\n   :header: Organization, Email\n\n   Fabrikam, security@fabrikam.example\n   "Contoso,\n   Inc.", psirt@contoso.example\n',
    ],
    [
      "a simple table whose rows are wrapped",
      "=========================  ============\nEmail                      Organization\n=========================  ============\nsecurity@fabrikam.example  Fabrikam\npsirt@contoso.example      Contoso,\n                           Inc.\n=========================  ============\n",
    ],
    [
      "a grid table whose rows are wrapped",
      "+--------------+---------------------------+\n| Organization | Email                     |\n+==============+===========================+\n| Fabrikam     | security@fabrikam.example |\n+--------------+---------------------------+\n| Contoso,     | psirt@contoso.example     |\n| Inc.         |                           |\n+--------------+---------------------------+\n",
    ],
    ["bullets with dashes", "## Members\n\n- Fabrikam - security@fabrikam.example\n- Contoso, Inc. - psirt@contoso.example\n"],
    ["bullets with angle brackets", "## Members\n\n* Fabrikam <security@fabrikam.example>\n* Contoso, Inc. <psirt@contoso.example>\n"],
    [
      "numbered lines with links",
      "## Distributors\n\n1. [Fabrikam](mailto:security@fabrikam.example)\n2. [Contoso, Inc.](mailto:psirt@contoso.example)\n",
    ],
    ["a JSON map of addresses", JSON.stringify({ Fabrikam: "security@fabrikam.example", "Contoso, Inc.": "psirt@contoso.example" })],
    [
      "a JSON map of objects",
      JSON.stringify({
        vendors: { Fabrikam: { contact: "security@fabrikam.example" }, "Contoso, Inc.": { contact: "psirt@contoso.example" } },
      }),
    ],
    [
      "JSON with other keys",
      JSON.stringify({
        partners: [
          { "Company Name": "Fabrikam", "E-Mail": "security@fabrikam.example" },
          { company_name: "Contoso, Inc.", mail: "psirt@contoso.example" },
        ],
      }),
    ],
    [
      "YAML with other keys",
      "lists:\n  embargo:\n    vendors:\n      - vendor: Fabrikam\n        contact: security@fabrikam.example\n      - vendor: Contoso, Inc.\n        contact: psirt@contoso.example\n",
    ],
    [
      "a fenced CSV",
      '# List\n\n```csv\nOrganization,Email\nFabrikam,security@fabrikam.example\n"Contoso, Inc.",psirt@contoso.example\n```\n',
    ],
    ["a fenced JSON", `# List\n\n\`\`\`json\n${JSON.stringify({ members: both })}\n\`\`\`\n`],
    [
      "an HTML table",
      "<table><tr><th>Organization</th><th>Email</th></tr><tr><td>Fabrikam</td><td>security@fabrikam.example</td></tr><tr><td>Contoso, Inc.</td><td>psirt@contoso.example</td></tr></table>",
    ],
  ])("%s", (_what, source) => expect(readRoster(source).members).toEqual(both));
});

describe("tables of reStructuredText", () => {
  it("keep a cell that spans rows, and say that the row below it names no organization", () => {
    const source =
      "+--------------+---------------------------+\n| Organization | Email                     |\n+==============+===========================+\n| Fabrikam     | security@fabrikam.example |\n|              +---------------------------+\n|              | psirt@fabrikam.example    |\n+--------------+---------------------------+\n| Contoso      | psirt@contoso.example     |\n+--------------+---------------------------+\n";
    const { members, notes } = readRoster(source, "members.rst");
    expect(members).toEqual([
      { organization: "Fabrikam", email: "security@fabrikam.example" },
      { organization: null, email: "psirt@fabrikam.example" },
      { organization: "Contoso", email: "psirt@contoso.example" },
    ]);
    expect(notes).toEqual([expect.stringMatching(/^Line 6 /)]);
  });

  it.each([
    [
      "a grid table",
      "+--------------+-----------------------+\n| Organization | Email                 |\n+==============+=======================+\n| Con|toso     | psirt@contoso.example |\n+--------------+-----------------------+\n",
    ],
    [
      "a simple table",
      "============  =====================\nOrganization  Email\n============  =====================\nCon|toso      psirt@contoso.example\n============  =====================\n",
    ],
    ["a list-table", ".. list-table::\n\n   * - Organization\n     - Email\n   * - Con|toso\n     - psirt@contoso.example\n"],
    ["a csv-table", ".. csv-table::\n   :header: Organization, Email\n\n   Con|toso, psirt@contoso.example\n"],
  ])("a bar within a cell of %s is text", (_what, source) => {
    expect(readRoster(source, "members.rst")).toEqual({
      members: [{ organization: "Con|toso", email: "psirt@contoso.example" }],
      notes: [],
    });
  });

  it("a simple table with a name that runs over its column keeps the address whole", () => {
    const source =
      "=======  =====================\nOrganization  Email\n=======  =====================\nContoso International  psirt@contoso.example\n=======  =====================\n";
    expect(readRoster(source, "members.rst").members).toEqual([{ organization: "Contoso International", email: "psirt@contoso.example" }]);
  });

  it("a csv-table in another file is noted as not read", () => {
    expect(readRoster(".. csv-table:: Members\n   :file: members.csv\n   :header-rows: 1\n", "members.rst")).toEqual({
      members: [],
      notes: ["Line 1: A csv-table is in “members.csv”, which was not read.", "No members were found."],
    });
  });

  it("a row of a csv-table keeps its line in a note", () => {
    const source =
      ".. csv-table:: Members\n   :header: Organization, Email\n\n   Fabrikam, security@fabrikam.example\n   Contoso, nobody\n";
    expect(readRoster(source, "members.rst").notes).toEqual([expect.stringMatching(/^Line 5 /)]);
  });
});

describe("YAML and JSON that are nested too deeply", () => {
  const deep = 5_000;
  it.each([
    ["brackets", "[".repeat(deep), "a.yaml"],
    ["a second document", `members: []\n---\n${"[".repeat(deep)}`, "a.yaml"],
    ["braces", "{a: ".repeat(deep), "a.yaml"],
    ["lines", Array.from({ length: 300 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"), "a.yaml"],
    ["sequences in a line", `${"- ".repeat(deep)}a`, "a.yaml"],
    ["JSON", "[".repeat(deep), "a.json"],
  ])("%s are refused before they are parsed", (_what, source, name) => {
    expect(readRoster(source, name)).toEqual({
      members: [],
      notes: [expect.stringContaining("nested too deeply"), "No members were found."],
    });
  });
});

describe("YAML that is too much work", () => {
  it.each([
    ["many documents", "members: [a@acme.example]\n---\n".repeat(60), "too many documents"],
    ["many anchors and aliases", `members:\n${"  - &a a@b.example\n  - *a\n".repeat(1_500)}`, "too many anchors and aliases"],
    ["many entries in a line", `members: [${"a,".repeat(30_000)}a]`, "too many entries"],
    ["many quotation marks in a line", `members: [${'"'.repeat(3_000)}`, "too many quotation marks"],
  ])("%s are refused before they are parsed", (_what, source, says) => {
    expect(readRoster(source, "a.yaml")).toEqual({ members: [], notes: [expect.stringContaining(says), "No members were found."] });
  });

  it("a few documents and aliases are read", () => {
    const source = "members:\n  - &a a@acme.example\n  - *a\n---\nmembers:\n  - b@acme.example\n";
    expect(readRoster(source, "a.yaml").members.map(({ email }) => email)).toEqual(["a@acme.example", "a@acme.example", "b@acme.example"]);
  });
});

it("a file with more lines than a list has members is not read, and says so", () => {
  const lines = (many: number) => `Organization,Email\n${"Acme,a@acme.example\n".repeat(many)}`;
  expect(readRoster(lines(30_000), "a.csv").notes).toEqual([
    "The file has more than 20,000 lines and was not read.",
    "No members were found.",
  ]);
  expect(readRoster(lines(100), "a.csv").members).toHaveLength(100);
});

describe("a row that is too wide", () => {
  it.each([
    ["tabs", `Organization\tEmail\n${"x\t".repeat(300)}last@acme.example\n`],
    ["pipes", `| Organization | Email |\n|---|---|\n${"| x ".repeat(300)}| last@acme.example |\n`],
    ["commas", `Organization,Email\n${"x,".repeat(300)}last@acme.example\n`],
    ["cells of HTML", `<table><tr><th>Organization<th>Email<tr><td>Acme${"<td>x".repeat(300)}<td>last@acme.example</table>`],
  ])("with %s says so", (_what, source) => {
    expect(readRoster(source).notes.join("\n")).toMatch(/last@acme\.example|was left out|too long/);
  });
});

describe("nothing is lost without a note", () => {
  it.each([
    [
      "bullets after a table",
      "| Organization | Email |\n|---|---|\n| Acme | a@acme.example |\n\n- Globex <b@globex.example>\n",
      "b@globex.example",
    ],
    [
      "bullets after a table of HTML",
      "<table><tr><th>Organization</th><th>Email</th></tr><tr><td>Acme</td><td>a@acme.example</td></tr></table>\n<ul><li>Globex b@globex.example</li></ul>\n",
      "b@globex.example",
    ],
    ["former members", "# Members\n\n- Acme <a@acme.example>\n\n# Former members\n\n- Globex <b@globex.example>\n", "b@globex.example"],
    [
      "other arrays of JSON",
      '{"members":[{"organization":"Acme","email":"a@acme.example"}],"observers":[{"email":"b@globex.example"}]}',
      "b@globex.example",
    ],
    ["more than one address of YAML", "members:\n  - name: Acme\n    emails: [a@acme.example, b@acme.example]\n", "b@acme.example"],
    ["another key of YAML", "members:\n  - name: Acme\n    email: a@acme.example\n    escalation: b@acme.example\n", "b@acme.example"],
  ])("%s", (_name, source, missed) => {
    const { members, notes } = readRoster(source);
    expect(members).toEqual([{ organization: "Acme", email: "a@acme.example" }]);
    expect(notes.join("\n")).toContain(missed);
  });

  it("“Name <address>” gives both, in JSON, YAML and a file of addresses", () => {
    const both = [{ organization: "Acme Inc.", email: "a@acme.example" }];
    expect(readRoster('{"members":["Acme Inc. <a@acme.example>"]}').members).toEqual(both);
    expect(readRoster("members:\n  - Acme Inc. <a@acme.example>\n").members).toEqual(both);
    expect(readRoster('# members\n"Acme Inc." <a@acme.example>\nb@globex.example\n')).toEqual({
      members: [...both, { organization: null, email: "b@globex.example" }],
      notes: [],
    });
  });

  it("a text with one line that is no address is no file of addresses", () => {
    expect(readRoster("a@acme.example\nWrite to b@acme.example\n").members).toEqual([]);
  });

  type Row = { readonly name: string; readonly email: string };
  const name = fc
    .array(fc.constantFrom("Acme", "Contoso", "Ltd", "&", "and", "-", "(formerly", "x)", "é", "a b", "n/a", "[1]", "*", "_", "'", "."), {
      maxLength: 5,
    })
    .map((words) => words.join(" "));
  const rows = fc
    .array(fc.record({ name, apart: fc.constantFrom("", "mailto:", "<", "or ") }), { minLength: 1, maxLength: 6 })
    .map((all) =>
      all.map((each, at): Row => ({ name: each.name, email: `${each.apart}r${at}@corp${at}.example${each.apart === "<" ? ">" : ""}` })),
    );
  const cells = (all: readonly Row[], write: (row: Row) => string) => all.map(write).join("\n");
  const inQuotes = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const csv = (all: readonly Row[]) => `Organization,Email\n${cells(all, (each) => `${inQuotes(each.name)},${inQuotes(each.email)}`)}\n`;

  const kinds: Readonly<Record<string, (all: readonly Row[]) => string>> = {
    bullets: (all) => `## Members\n\n${cells(all, (each) => `- ${each.name} ${each.email}`)}\n`,
    "numbered bullets": (all) => `## Members\n\n${cells(all, (each) => `1. ${each.email} ${each.name}`)}\n`,
    CSV: csv,
    "values with tabs": (all) => `Organization\tEmail\n${cells(all, (each) => `${each.name}\t${each.email}`)}\n`,
    "a block of CSV": (all) => `# List\n\n\`\`\`\n${csv(all)}\`\`\`\n`,
    "a block of JSON": (all) => `# List\n\n\`\`\`\n${JSON.stringify({ members: all })}\n\`\`\`\n`,
    "a JSON map": (all) =>
      JSON.stringify({ vendors: Object.fromEntries(all.map((each, at) => [`${at} ${each.name}`, { contact: each.email }])) }),
    "YAML with other keys": (all) =>
      `vendors:\n${cells(all, (each) => `  - vendor: ${JSON.stringify(each.name)}\n    contact: ${JSON.stringify(each.email)}`)}\n`,
    "a grid table": (all) =>
      `+-----+-----+\n| Organization | Email |\n+=====+=====+\n${cells(all, (each) => `| ${each.name} | ${each.email} |\n+-----+-----+`)}\n`,
    "a simple table": (all) =>
      `====  ====\nOrganization  Email\n====  ====\n${cells(all, (each) => `${each.name || "?"}  ${each.email}`)}\n====  ====\n`,
    "a csv-table": (all) =>
      `.. csv-table::\n   :header: Organization, Email\n\n${cells(all, (each) => `   ${inQuotes(each.name)},${inQuotes(each.email)}`)}\n`,
    "a list-table": (all) =>
      `.. list-table::\n\n   * - Organization\n     - Email\n${cells(all, (each) => `   * - ${each.name}\n     - ${each.email}`)}\n`,
  };

  it.each(Object.entries(kinds))("%s: every address is a member's or is named in a note", (_kind, write) => {
    fc.assert(
      fc.property(rows, (all) => {
        const { members, notes } = readRoster(write(all));
        const told = [...members.map(({ email }) => email), ...notes].join("\n");
        for (const at of all.keys()) expect(told).toContain(`r${at}@corp${at}.example`);
      }),
      { numRuns: 200 },
    );
  });
});
