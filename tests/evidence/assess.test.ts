import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { deliveryWords, hasArrived } from "@/lib/email/delivery";
import { domainAlerts } from "@/lib/evidence/assess/domain-alerts";
import { assessLookAlike } from "@/lib/evidence/assess/look-alike";
import { assessMailDomain, type MailDomainSeen } from "@/lib/evidence/assess/mail-domain";
import { assessSecurityTxt, readSecurityTxt } from "@/lib/evidence/assess/security-txt";
import { assessSister, findOnRoster, rosterTrouble } from "@/lib/evidence/assess/sister-list";
import { canonical } from "@/lib/evidence/canonical";
import { worstOf } from "@/lib/evidence/checks";
import { factsOfChecks } from "@/lib/evidence/known-facts";
import { readRoster } from "@/lib/evidence/roster/read";
import { outageSafeguardTrips } from "@/lib/evidence/rules";

const mx = (...names: string[]) => ({ is: "servers", exchangers: names.map((exchange, at) => ({ priority: 10 * at, exchange })) }) as const;
const seen: MailDomainSeen = {
  domain: "corp.example",
  registrable: "corp.example",
  service: null,
  route: mx("mx.corp.example"),
  nameServers: { is: "none" },
  ownDomains: [],
};

describe("a mail domain", () => {
  it.each<[Partial<MailDomainSeen>, string, string]>([
    [{}, "yes", "Mail to corp.example goes to mx.corp.example."],
    [{ route: mx("a.example", "b.example", "c.example") }, "yes", "Mail to corp.example goes to a.example and 2 more."],
    [{ route: { is: "own-address" } }, "yes", "Mail to corp.example goes to the domain's own address."],
    [{ ownDomains: ["corp.example"] }, "yes", "Mail to corp.example goes to mx.corp.example, on the organization's own domain."],
    [
      { ownDomains: ["brand.example", "old.example"] },
      "cannot-tell",
      "Mail to corp.example goes to mx.corp.example, but the organization's known domains are brand.example, old.example.",
    ],
    [{ service: "hosted" }, "cannot-tell", "Mail to corp.example goes to mx.corp.example, but many organizations share that service."],
    [{ service: "free-mail" }, "no", "Anybody can get an address at corp.example."],
    [{ service: "disposable" }, "no", "Anybody can get an address at corp.example."],
    [
      { service: "listed" },
      "cannot-tell",
      "Mail to corp.example goes to mx.corp.example, but the domain is on a list of mail services that anybody can use.",
    ],
    [{ registrable: null }, "no", "Anybody can get an address at corp.example."],
    [{ route: { is: "gone" } }, "no", "The domain corp.example does not exist."],
    [{ route: { is: "null-mx" } }, "no", "corp.example does not accept email."],
    [{ route: { is: "none" } }, "no", "We found no mail server for corp.example."],
    [
      { route: { is: "cannot-tell", why: "the name server has a problem" } },
      "cannot-tell",
      "The mail servers of corp.example cannot be determined: the name server has a problem.",
    ],
  ])("%j", (change, result, sentence) => {
    expect(assessMailDomain({ ...seen, ...change })).toEqual({ result, sentence });
  });

  it("raises no alert for 'cannot tell', nor at the first check", () => {
    expect(
      domainAlerts({ ...seen, route: { is: "cannot-tell", why: "silence" }, nameServers: { is: "cannot-tell", why: "silence" } }, [
        "ns1.a.example",
      ]),
    ).toEqual([]);
    expect(domainAlerts({ ...seen, nameServers: { is: "found", records: ["ns1.b.example"] } }, null)).toEqual([]);
  });

  it("names both sides when its name servers changed", () => {
    expect(domainAlerts({ ...seen, nameServers: { is: "found", records: ["ns1.b.example", "ns2.b.example"] } }, ["ns1.a.example"])).toEqual(
      [
        {
          kind: "name-servers-changed",
          sentence:
            "corp.example now has different name servers: ns1.b.example and 1 more; before, ns1.a.example. Its owner may have changed.",
        },
      ],
    );
  });
});

describe("a security.txt", () => {
  const assess = (text: string) =>
    assessSecurityTxt(
      { domain: "corp.example", address: "psirt@corp.example", file: { is: "read", ...readSecurityTxt(text) } },
      "2026-11-22",
    );

  it.each<[string, string, string]>([
    ["Contact: mailto:PSIRT@corp.example", "yes", "The security.txt of corp.example names psirt@corp.example."],
    ["contact : psirt@corp.example\r\n", "yes", "The security.txt of corp.example names psirt@corp.example."],
    ["Contact: mailto:psirt@corp.example?subject=Report", "yes", "The security.txt of corp.example names psirt@corp.example."],
    ["Contact: https://www.corp.example/security", "yes", "The security.txt of corp.example names another contact on that domain."],
    ["Contact: mailto:other@mail.corp.example", "yes", "The security.txt of corp.example names another contact on that domain."],
    ["Contact: https://hackerone.example/corp", "no", "The security.txt of corp.example names only contacts on other domains."],
    ["Contact: https://corp.example@evil.example/", "no", "The security.txt of corp.example names only contacts on other domains."],
    ["# Contact: mailto:psirt@corp.example", "cannot-tell", "The security.txt of corp.example names no contact."],
    ["<html>", "cannot-tell", "The security.txt of corp.example names no contact."],
    [
      "Contact: mailto:psirt@corp.example\nExpires: 2026-11-21T23:00:00Z",
      "yes",
      "The security.txt of corp.example names psirt@corp.example. It expired on 21 November 2026, which by itself proves nothing.",
    ],
    [
      "Contact: mailto:psirt@corp.example\nExpires: 2026-11-22T00:00:00Z",
      "yes",
      "The security.txt of corp.example names psirt@corp.example.",
    ],
    ["Contact: mailto:psirt@corp.example\nExpires: soon", "yes", "The security.txt of corp.example names psirt@corp.example."],
  ])("%j", (text, result, sentence) => {
    expect(assess(text)).toEqual({ result, sentence });
  });

  it("that is signed is read up to its signature", () => {
    const text = [
      "-----BEGIN PGP SIGNED MESSAGE-----",
      "Hash: SHA512",
      "",
      "Contact: mailto:psirt@corp.example",
      "-----BEGIN PGP SIGNATURE-----",
      "Contact: mailto:forged@evil.example",
    ];
    expect(readSecurityTxt(text.join("\n"))).toEqual({ contacts: ["mailto:psirt@corp.example"], expiresOn: null });
  });

  it("keeps no more contacts than anybody needs", () => {
    expect(readSecurityTxt("Contact: mailto:a@corp.example\n".repeat(1_000)).contacts).toHaveLength(20);
    expect(readSecurityTxt(`Contact: a${" ".repeat(900_000)}b`).contacts).toEqual([`a${" ".repeat(299)}`]);
    expect(readSecurityTxt(`Contact${" ".repeat(900_000)}b: a`).contacts).toEqual([]);
    expect(readSecurityTxt("Contact:\nContact:   \n: a").contacts).toEqual([]);
  });
});

it("a look-alike of a member does not reveal which member it resembles", () => {
  expect(assessLookAlike({ domain: "c0rp.example", like: "corp.example", ofMember: true }).sentence).not.toContain("corp.example,");
  expect(assessLookAlike({ domain: "xn--80ak6aa92e.example", like: "apple.example", ofMember: false })).toEqual({
    result: "no",
    sentence: "xn--80ak6aa92e.example can be mistaken for apple.example.",
  });
});

describe("another list's roster", () => {
  it.each<[string, number, { rows: number; readOn: string } | null, string | null]>([
    ["empty", 0, null, "empty"],
    ["the first", 5, null, null],
    ["three in ten fewer", 7, { rows: 10, readOn: "2026-11-01" }, null],
    ["more than three in ten fewer", 69, { rows: 100, readOn: "2026-11-01" }, "shrunken"],
    ["smaller than long ago", 5, { rows: 100, readOn: "2026-08-01" }, null],
    ["grown", 200, { rows: 100, readOn: "2026-11-01" }, null],
  ])("%s", (_, rows, before, trouble) => {
    expect(rosterTrouble(rows, { before, today: "2026-11-22" })).toBe(trouble);
  });

  const entries = [
    { organization: "Globex, Inc.", email: "security@globex.example" },
    { organization: "Initech", email: null },
    { organization: null, email: "psirt@hooli.example" },
  ];
  it.each<[string, readonly string[], string | null, string | null]>([
    ["its name, spelled otherwise", ["GLOBEX"], null, "Globex, Inc."],
    ["another of its names", ["Something else", "initech"], null, "Initech"],
    ["its domain", ["Something else"], "x@hooli.example", "psirt@hooli.example"],
    ["nothing of it", ["Umbrella"], "x@umbrella.example", null],
  ])("knows an organization by %s", (_, names, email, found) => {
    const result = findOnRoster({ names, email, formerNames: [] }, entries).found;
    expect(result === null ? null : (result.organization ?? result.email)).toBe(found);
  });

  it("says yes for members on a copy that shrank, and never no", () => {
    const roster = { entries, readOn: "2026-11-22", trouble: "shrunken" } as const;
    const ask = (name: string) =>
      assessSister(findOnRoster({ names: [name], email: null, formerNames: [] }, entries), {
        roster,
        today: "2026-11-22",
        staleAfterDays: 14,
      }).result;
    expect([ask("Globex"), ask("Umbrella")]).toEqual(["yes", "cannot-tell"]);
  });

  const originals = resolve(process.env.FOREWARNED_ORIGINALS ?? join(import.meta.dirname, "../../../shared/data"));
  it.runIf(existsSync(join(originals, "envoy-members-3eedc79.md")))(
    "finds those of the Istio table that the Envoy table of the same years names",
    () => {
      const read = (file: string) => readRoster(readFileSync(join(originals, file), "utf8"), file).members;
      const envoy = read("envoy-members-3eedc79.md");
      for (const { organization, email } of envoy)
        expect(findOnRoster({ names: organization === null ? [] : [organization], email, formerNames: [] }, envoy).found).not.toBeNull();
      const found = read("istio-members-ef34031.md").map(
        ({ organization, email }) =>
          findOnRoster({ names: organization === null ? [] : [organization], email, formerNames: [] }, envoy).found,
      );
      expect(found.filter((each) => each !== null).length).toBeGreaterThan(2);
    },
  );
});

describe("what stored checks add to the facts", () => {
  const check = (name: "sister-list" | "mail-domain", result: "yes" | "no" | "cannot-tell") => ({
    name,
    result,
    sentence: `${name} ${result}`,
  });
  it("is the worst of several addresses", () => {
    expect(factsOfChecks([check("mail-domain", "yes"), check("mail-domain", "no"), check("sister-list", "yes")])).toEqual({
      listing: check("sister-list", "yes"),
      mailDomain: check("mail-domain", "no"),
    });
    expect(factsOfChecks([])).toEqual({});
    expect([worstOf([]), worstOf(["yes", "cannot-tell"]), worstOf(["cannot-tell", "no"])]).toEqual(["yes", "cannot-tell", "no"]);
  });
});

it.each([
  [0, 0, false],
  [2, 2, false],
  [3, 3, true],
  [3, 14, true],
  [3, 15, false],
  [20, 100, false],
  [21, 100, true],
])("the removal limit: %i failing of %i", (failing, asked, trips) => {
  expect(outageSafeguardTrips({ failing, asked })).toBe(trips);
});

it("what is hashed does not depend on the order of its parts", () => {
  expect(canonical({ b: [1, { d: null, c: "x" }], a: true, e: undefined })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonical({ a: true, b: [1, { c: "x", d: null }] })).toBe(canonical({ b: [1, { d: null, c: "x" }], a: true }));
});

describe("the words of delivery", () => {
  const at = new Date("2026-11-20T09:00:00Z");
  const now = new Date("2026-11-21T09:00:00Z");
  const nothing = { deliveredAt: null, bouncedAt: null, complainedAt: null, suppressedAt: null };
  const taken = { status: "accepted", attempts: 1, trouble: null, providerId: "p1", acceptedAt: at, ...nothing };

  it.each<[object, string]>([
    [{ status: "queued", attempts: 0 }, "Waiting to be sent."],
    [{ status: "attempting" }, "Delivering."],
    [{ status: "queued", trouble: "rate-limited" }, "Delivering. The mail provider asks us to wait."],
    [
      { status: "failed", trouble: "takes-no-mail" },
      "Not sent. Somebody has to look at it. The domain of the address does not accept email.",
    ],
    [{}, "Accepted by the mail provider. We cannot tell whether it was read."],
    [{ providerId: "outbox:1", deliveredAt: at }, "Kept in the local outbox."],
    [{ deliveredAt: at }, "Delivered. We cannot tell whether it was read."],
    [{ deliveredAt: at, complainedAt: at }, "Delivered, and marked as spam by a reader."],
    [{ deliveredAt: at, bouncedAt: at }, "Bounced: the address does not exist, or its mailbox does not accept the email."],
    [{ suppressedAt: at }, "Suppressed by the mail provider, because earlier emails to the address bounced or were marked as spam."],
    [
      { acceptedAt: new Date("2026-11-18T09:00:00Z") },
      "Not confirmed: the mail provider has not reported for 2 days whether it was delivered.",
    ],
  ])("%j", (change, words) => {
    expect(deliveryWords({ ...taken, ...change }, now)).toBe(words);
  });

  it("an email has arrived when it was delivered and did not come back", () => {
    expect([
      hasArrived({ ...nothing, deliveredAt: at }),
      hasArrived(nothing),
      hasArrived({ ...nothing, deliveredAt: at, bouncedAt: at }),
    ]).toEqual([true, false, false]);
  });
});
