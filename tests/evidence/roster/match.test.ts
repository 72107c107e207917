import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormerNames, type Party, sameOrganization } from "@/lib/evidence/roster/match";
import { foldedName } from "@/lib/evidence/roster/reading/folded-name";
import names from "../../data/organization-names.json";

const known: FormerNames = names.known;
const party = ([organization = null, email = null]: readonly (string | null)[]): Party => ({ organization, email });

describe("whether two entries mean one organization", () => {
  it.each(names.pairs.map((pair) => [pair.why, pair] as const))("%s", (_why, { a, b, result }) => {
    expect(sameOrganization(party(a), party(b), known)).toMatchObject({ result });
    expect(sameOrganization(party(b), party(a), known)).toMatchObject({ result });
  });

  it("knows no former name by itself", () => {
    expect(sameOrganization({ organization: "VMware" }, { organization: "Broadcom" })).toEqual({
      result: "different",
      because: "“VMware” and “Broadcom” are different names.",
    });
  });

  it("says in a sentence why", () => {
    const because = (a: readonly (string | null)[], b: readonly (string | null)[]) => sameOrganization(party(a), party(b), known).because;
    expect(because(["Red Hat", null], ["RedHat", null])).toBe("“Red Hat” and “RedHat” are the same name.");
    expect(because(["VMware", null], ["Broadcom", null])).toBe("“VMware” and “Broadcom” are known names of one organization.");
    expect(because(["Acme", "a@acme.example"], ["Acme", "a@acme.test"])).toBe(
      "“Acme” and “Acme” are the same name, but their addresses are on two domains, acme.example and acme.test.",
    );
    expect(because(["F5", "a@f5.com"], [null, "a@aspenmesh.io"])).toBe(
      "Both have addresses on f5.com and aspenmesh.io, known domains of one organization.",
    );
    expect(because([null, null], ["Acme", null])).toBe("There are no two names and no two domains to compare.");
  });

  it("answers every pair, both ways alike, and takes an entry for itself", () => {
    const word = fc.option(fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("Acme", "The Acme Inc.", "Globex")), {
      nil: null,
    });
    const address = fc.option(
      fc.oneof(fc.string({ maxLength: 12 }), fc.emailAddress(), fc.constantFrom("a@acme.example", "b@globex.example")),
      { nil: null },
    );
    const anyParty = fc.record({ organization: word, email: address });
    fc.assert(
      fc.property(anyParty, anyParty, (a, b) => {
        expect(sameOrganization(a, b, known).result).toBe(sameOrganization(b, a, known).result);
        expect(sameOrganization(a, a, known).result).not.toBe("different");
      }),
    );
  });
});

describe("a name as it is compared", () => {
  it.each([
    ["The Acme Corporation", "acme"],
    ["ACME, Inc.", "acme"],
    ["Acme GmbH & Co. KG", "acme"],
    ["Acme S.A.", "acme"],
    ["Acme Pty. Ltd.", "acme"],
    ["Acme s.r.o.", "acme"],
    ["株式会社Acme", "acme"],
    ["Acme（株）", "acme"],
    ["Acme K.K.", "acme"],
    ["Acme 有限公司", "acme"],
    ["Société Générale SA", "societegenerale"],
    ["Weiß AG", "weiss"],
    ["Ａｃｍｅ", "acme"],
    ["Red\u00a0Hat", "redhat"],
    ["Johnson & Johnson", "johnsonandjohnson"],
    ["solo.io", "soloio"],
    ["The Inc.", "inc"],
    ["SE", "se"],
    ["ガス", "ガス"],
    ["...", ""],
  ])("%s is %j", (name, folded) => expect(foldedName(name)).toBe(folded));
});
