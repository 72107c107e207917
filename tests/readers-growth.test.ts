import { describe, expect, it } from "vitest";
import { hostAndPath } from "@/components/ui/evidence-link";
import { saysDisown } from "@/lib/alias/rules";
import { readMailApplication } from "@/lib/application/mail";
import { assessSignature } from "@/lib/email/signature";
import { readSecurityTxt } from "@/lib/evidence/assess/security-txt";
import { sameOrganization } from "@/lib/evidence/roster/match";
import { readRoster } from "@/lib/evidence/roster/read";
import { assessAddress, assessPersonAddress } from "@/lib/kernel/address";
import { domainLists } from "@/lib/kernel/domain";
import { readForm } from "@/lib/kernel/form-body";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { assessUrl, displayUrl } from "@/lib/kernel/url";
import { draftFromText } from "@/lib/list/answer";
import { readDomains } from "@/lib/member/domains";
import { istio } from "@/lists/istio";
import { expectLinear } from "./setup/growth";
import { hostileShapes } from "./setup/hostile-shapes";

/** Every reader of texts that others write, each over every hostile shape. A new reader gets its line here. */

const form = (body: string, type: string) => new Request("http://localhost/x", { method: "POST", body, headers: { "content-type": type } });
const around = { portalDomain: "portal.example", memberDomains: ["acme.example"], domains: domainLists };
const { criteria } = istio;
const members = "| Email | Organization |\n|---|---|\n";

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "an application in a mail": (text) => readMailApplication(text, criteria),
  "an application in an HTML mail": (text) => readMailApplication(`<html><body><p>${text}</body></html>`, criteria),
  "a roster of any kind": (text) => readRoster(text),
  "a roster in Markdown": (text) => readRoster(`## Members\n\n${members}| a@acme.example | Acme |\n${text}`, "members.md"),
  "a cell of a roster in Markdown": (text) =>
    readRoster(`${members}${text.replace(/^- (.{100,})$/gm, "| a@acme.example | $1 |")}`, "members.md"),
  "a roster in HTML": (text) => readRoster(`<table><tr><th>Organization<th>Email<tr><td>Acme<td>${text}</table>`, "members.html"),
  "a roster in YAML": (text) => readRoster(text, "members.yaml"),
  "a value of a roster in YAML": (text) => readRoster(`members:\n  - ${text}`, "members.yaml"),
  "a member with other keys in YAML": (text) =>
    readRoster(
      `members:\n  - name: Acme\n    emails: ${JSON.stringify(text.split(","))}\n    other: ${JSON.stringify(text)}`,
      "members.yaml",
    ),
  "a roster in JSON": (text) => readRoster(text, "members.json"),
  "a value of a roster in JSON": (text) => readRoster(JSON.stringify({ members: [{ organization: text, email: text }] }), "a.json"),
  "a roster in CSV": (text) => readRoster(text, "members.csv"),
  "a value of a roster in CSV": (text) => readRoster(`Organization,Email\nAcme,a@acme.example\n${text}`, "members.csv"),
  "a roster of bullets": (text) => readRoster(`## Members\n\n- Acme\n${text}`),
  "a bullet of a roster": (text) => readRoster(`## Members\n\n- Acme ${text}`),
  "a roster in a block of code": (text) => readRoster(`# List\n\n\`\`\`\n${text}\n\`\`\`\n`),
  "a grid table of a roster": (text) => readRoster(`+---+---+\n| Organization | Email |\n+===+===+\n${text}`),
  "a simple table of a roster": (text) => readRoster(`===  ===\nOrganization  Email\n===  ===\n${text}`),
  "a list-table of a roster": (text) => readRoster(`.. list-table::\n\n   * - Organization\n     - Email\n   ${text}`),
  "a csv-table of a roster": (text) => readRoster(`.. csv-table:: Members\n   :header: Organization, Email\n\n   ${text}`),
  "a security.txt": (text) => readSecurityTxt(text),
  "a contact of a security.txt": (text) => readSecurityTxt(`Contact: ${text}`),
  "a form": (text) => readForm(form(`text=${text}`, "application/x-www-form-urlencoded"), ["text"]),
  "the signatures of an event": (text) =>
    assessSignature({ id: "msg_1", timestamp: "1790000000", signatures: text }, Buffer.from(text), {
      secret: `whsec_${Buffer.from("a secret of thirty-two bytes, ok").toString("base64")}`,
      now: new Date(1_790_000_000_000),
    }),
  "an address": (text) => assessPersonAddress(text),
  "a contact alias": (text) => assessAddress(`security@${text}`, around),
  "a link": (text) => assessUrl(`https://acme.example/${text}`, "The link"),
  "a stored link": (text) => displayUrl(`https://acme.example/${text}`),
  "a link that is shown": (text) => hostAndPath(`https://acme.example${text}`),
  "words that disown an address": (text) => saysDisown(text),
  domains: (text) => readDomains(text),
  "the names of two organizations": (text) =>
    sameOrganization({ organization: text, email: null }, { organization: `${text} Inc.`, email: text }),
  "a line": (text) => singleLine(200, { name: "Name" }).safeParse(text),
  "a long text": (text) => manyLines(2_000, { name: "Text" }).safeParse(text),
  "an answer of each kind": (text) => criteria.map((criterion) => draftFromText(criterion, text)),
};

describe.each(Object.entries(readers))("reading %s", (_name, read) => {
  it.each(Object.entries(hostileShapes))("takes work in proportion to its length: %s", (_shape, shape) => expectLinear(read, shape));
});

describe("the measure itself", () => {
  /** Works for so many milliseconds of processor time, so that a machine's speed says nothing here. */
  const work = (ms: number): void => {
    const before = process.cpuUsage();
    for (;;) {
      const { user, system } = process.cpuUsage(before);
      if (user + system >= ms * 1000) return;
    }
  };
  const whole = 256 * 1024;
  const text = (size: number) => "a".repeat(size);

  it("fails a reader whose work grows with the square, also when that is less than a second", async () => {
    await expect(expectLinear((read) => work(700 * (read.length / whole) ** 2), text)).rejects.toThrow("milliseconds of work");
  });

  it("passes a reader whose work grows with the length", async () => {
    await expect(expectLinear((read) => work(700 * (read.length / whole)), text)).resolves.toBeUndefined();
  });
});
