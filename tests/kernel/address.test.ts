import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AddressContext, assessAddress, assessPersonAddress, syntaxOnly } from "@/lib/kernel/address";
import { domainLists } from "@/lib/kernel/domain";
import { looksPersonal } from "@/lib/kernel/personal-address";

const around = { portalDomain: "portal.example", memberDomains: ["globex.example"], domains: domainLists } satisfies AddressContext;

const warningsOf = (input: string, more: Partial<AddressContext> = {}) => {
  const assessment = assessAddress(input, { ...around, ...more });
  return assessment.ok ? assessment.warnings : assessment.message;
};

describe("an address that may be a contact alias", () => {
  test("is read into what is mailed, what is compared and who owns it", () => {
    expect(assessAddress("  PSIRT+Istio@US.Acme.Example ", around)).toEqual({
      ok: true,
      address: "PSIRT+Istio@us.acme.example",
      folded: "psirt+istio@us.acme.example",
      domain: "us.acme.example",
      registrableDomain: "acme.example",
      warnings: [],
    });
  });

  test.each([
    ["nothing typed", "", "Enter the contact alias"],
    ["only fillers", "\u3164 \u2800", "Enter the contact alias"],
    ["no @", "security.acme.example", "Enter a contact alias in the correct format, like security@example.com"],
    ["a wide @ only", "security\uff20acme.example", "Enter a contact alias in the correct format, like security@example.com"],
    ["two dots before the @", "sec..team@acme.example", "Enter a contact alias in the correct format, like security@example.com"],
    ["a pipe", "|sh@acme.example", "Enter a contact alias in the correct format, like security@example.com"],
    [
      "a wide email before the @",
      "\uff53ec@acme.example",
      "Contact alias must use only unaccented letters a to z, digits and common punctuation before the @",
    ],
    ["a comment", "sec(team)@acme.example", "Contact alias must not include quotation marks, brackets or backslashes"],
    ["a link", "mailto:sec@acme.example", "Contact alias must be one address, without a name or a second address"],
    ["an underscore in the domain", "sec@acme_inc.example", "Enter a contact alias in the correct format, like security@example.com"],
    ["a final dot", "sec@acme.example.", "Enter a contact alias in the correct format, like security@example.com"],
    ["an ideographic dot", "sec@acme\u3002example", "Enter a contact alias in the correct format, like security@example.com"],
    ["a label of 64", `sec@${"a".repeat(64)}.example`, "Enter a contact alias in the correct format, like security@example.com"],
    ["an address in numbers", "sec@127.0.0.1", "Enter a contact alias in the correct format, like security@example.com"],
    ["an A-label that is none", "sec@xn--a.example", "Enter a contact alias in the correct format, like security@example.com"],
    [
      "a soft hyphen in the domain",
      "sec@ac\u00adme.example",
      "Contact alias must not include line breaks or hidden characters. Type it instead of pasting it",
    ],
    [
      "a lone surrogate",
      "sec\ud800@acme.example",
      "Contact alias must not include line breaks or hidden characters. Type it instead of pasting it",
    ],
    [
      "a name for home networks",
      "sec@nas.home.arpa",
      "Contact alias must be on a public domain, like security@example.com, not nas.home.arpa",
    ],
    ["a public suffix itself", "sec@co.uk", "Contact alias must be on a domain your organization owns, not co.uk"],
    ["a shared suffix itself", "sec@github.io", "Contact alias must be on a domain your organization owns, not github.io"],
    [
      "below the portal's domain",
      "sec@mail.portal.example",
      "Contact alias must be on a domain your organization owns, not portal.example",
    ],
  ])("is refused with %s", (_, input, message) => {
    expect(assessAddress(input, around)).toEqual({ ok: false, message });
  });

  test("is named as the list names it", () => {
    expect(assessAddress("sec", { ...around, noun: "contact alias" })).toEqual({
      ok: false,
      message: "Enter a contact alias in the correct format, like security@example.com",
    });
  });

  test("on the domain of a portal without a public name is reviewed like any other", () => {
    expect(warningsOf("sec@acme.example", { portalDomain: "localhost" })).toEqual([]);
  });

  test("is as long as mail allows, counted in A-labels", () => {
    const local = "a".repeat(64);
    const domain = (last: number) => `${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(last)}.example`;
    expect(warningsOf(`${local}@${domain(59)}`)).toEqual([]); // 254
    expect(warningsOf(`${local}@${domain(60)}`)).toBe("Contact alias must be 254 characters or less");
    expect(warningsOf(`${local}@${"\u00fc".repeat(20)}.${domain(52)}`)).toBe("Contact alias must be 254 characters or less");
  });

  test("of a million characters is refused by its length, before anything parses it", () => {
    const lookups: string[] = [];
    const watched = {
      length: 1_000_000,
      replace: () => lookups.push("replace"),
      normalize: () => lookups.push("normalize"),
    } as unknown as string;
    expect(assessAddress(watched, around)).toEqual({ ok: false, message: "Contact alias must be 254 characters or less" });
    expect(lookups).toEqual([]);
  });
});

describe("what reviewers are shown", () => {
  test.each([
    [
      "one person",
      "jane.doe@acme.example",
      {},
      ["personal", "jane.doe@acme.example looks like one person's address. Enter a team address, or explain below why it reaches a team"],
    ],
    [
      "a shared host",
      "sec@acme.onmicrosoft.com",
      {},
      [
        "hosted",
        "acme.onmicrosoft.com is run by a service that many organizations share. Reviewers must record why they accept it as your own",
      ],
    ],
    [
      "a mail group",
      "acme-security@googlegroups.com",
      {},
      [
        "hosted",
        "googlegroups.com is run by a service that many organizations share. Reviewers must record why they accept it as your own",
      ],
    ],
    [
      "staff of a mail service",
      "istio-security@service.aliyun.com",
      {},
      [
        "hosted",
        "service.aliyun.com is run by a service that many organizations share. Reviewers must record why they accept it as your own",
      ],
    ],
    [
      "a look-alike of a member",
      "sec@g1obex.example",
      {},
      [
        "confusable",
        "g1obex.example can be mistaken for globex.example, an existing member's domain. Reviewers must record that this is not intended",
      ],
    ],
    [
      "a look-alike of anybody",
      "sec@\u0430\u0440\u0440\u04cf\u0435.example",
      {},
      ["confusable", "xn--80ak6aa92e.example can be mistaken for apple.example. Reviewers must record that this is not intended"],
    ],
    [
      "another domain",
      "sec@acme.example",
      { organizationDomain: "www.initech.example" },
      ["other-domain", "acme.example is not www.initech.example, the domain we know for your organization"],
    ],
  ] as const)("%s", (_, input, more, [code, message]) => {
    expect(warningsOf(input, more)).toEqual([{ code, message }]);
  });

  test.each([
    ["the member's own domain", "sec@globex.example", {}],
    ["a subdomain of the organization's domain", "sec@us.acme.example", { organizationDomain: "www.acme.example" }],
    ["a name with accents", "sec@m\u00fcller.example", {}],
    ["a name in another script", "sec@\u043f\u0440\u0438\u043c\u0435\u0440.example", {}],
    ["Latin beside Japanese", "sec@acme\u682a\u5f0f.example", {}],
  ])("nothing for %s", (_, input, more) => {
    expect(warningsOf(input, more)).toEqual([]);
  });

  test("in the browser only the form counts, without the lists", () => {
    expect(assessAddress("sec@gmail.com", { ...around, domains: syntaxOnly })).toEqual({
      ok: true,
      address: "sec@gmail.com",
      folded: "sec@gmail.com",
      domain: "gmail.com",
      registrableDomain: "gmail.com",
      warnings: [],
    });
    expect(warningsOf("sec@corp", { domains: syntaxOnly })).toBe(
      "Contact alias must be on a public domain, like security@example.com, not corp",
    );
  });
});

describe("the address of a person", () => {
  test("may be on free mail and may look like a person's", () => {
    expect(assessPersonAddress("Jane.Doe@Gmail.com")).toEqual({
      ok: true,
      address: "Jane.Doe@gmail.com",
      folded: "jane.doe@gmail.com",
      domain: "gmail.com",
    });
  });

  test.each([
    ["", "Enter an email address"],
    ["jane", "Enter an email address in the correct format, like name@example.com"],
    ["Jane <jane@acme.example>", "Email address must be one address, without a name or a second address"],
    ["jane@acme.example,joe@acme.example", "Email address must be one address, without a name or a second address"],
    ["jane@acme.local", "Email address must be on a public domain, like name@example.com, not acme.local"],
    [`${"j".repeat(250)}@acme.example`, "Email address must have 64 characters or less before the @"],
  ])("is as strict as an alias otherwise: %s", (input, message) => {
    expect(assessPersonAddress(input)).toEqual({ ok: false, message });
  });
});

describe("looking like a person", () => {
  test.each(["jane.doe", "jane_doe", "j.r.doe", "jane-doe", "Jane.Doe+istio", "o'brien.pat"])("%s does", (local) => {
    expect(looksPersonal(local)).toBe(true);
  });

  test.each([
    "security",
    "psirt",
    "product.security",
    "security-team",
    "sec",
    "k8s-distro",
    "envoy-early-notice",
    "jdoe",
    "team42",
    "distributors-announce",
    "vuln.reports",
    "a-b",
  ])("%s does not", (local) => {
    expect(looksPersonal(local)).toBe(false);
  });
});

describe("for any text at all", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "sec",
      "@",
      ".",
      "acme.example",
      "gmail.com",
      "\u0430",
      "\uff20",
      "\r\n",
      "\u202e",
      "xn--",
      "[",
      '"',
      ",",
      "\u3002",
      "\ud800",
      "-",
    ),
    fc.string({ unit: "binary" }),
  );
  const input = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece).map((pieces) => pieces.join("")),
    fc.emailAddress(),
  );

  test("it is reviewed, and what is accepted is one plain address that reads as itself", () => {
    fc.assert(
      fc.property(input, (text) => {
        const assessment = assessAddress(text, around);
        expect(assessment.ok || assessment.message !== "").toBe(true);
        if (!assessment.ok) return;
        expect(assessment.address).toMatch(/^[\x21-\x7e]+$/);
        expect(assessment.address.split("@")).toHaveLength(2);
        expect(assessment.address.length).toBeLessThanOrEqual(254);
        expect(assessAddress(assessment.address, around)).toEqual(assessment);
      }),
    );
  });
});
