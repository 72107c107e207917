import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/list/answer";
import { type Assessment, assess, type KnownFacts } from "@/lib/list/assess";
import { criterionOf } from "./around";

const alias: Extract<Answer, { kind: "contact-alias" }> = {
  kind: "contact-alias",
  address: "security@acme.example",
  folded: "security@acme.example",
  domain: "acme.example",
  registrableDomain: "acme.example",
  watchedBy: "Product security",
  hours: "Always",
  handling: "Tickets",
  reachesTeam: "",
  warnings: [],
};
const accepted: Answer = { kind: "policy-acceptance", accepted: true, version: "2022-02", name: "Jane Doe", role: "Counsel" };
const listed: Answer = { kind: "listed-elsewhere", listed: true, name: "Red Hat", remark: "" };
const no: Answer = { kind: "attestation", chosen: ["no"], several: false, text: "", links: [] };
const answered: KnownFacts = { aliasAnsweredOn: "2026-11-20" };

describe("automatic assessments", () => {
  const table: readonly [string, Answer, KnownFacts, Assessment["verdict"], string][] = [
    ["nobody answered yet", alias, {}, "cannot-tell", "Nobody has answered from security@acme.example yet."],
    ["a person answered", alias, answered, "met", "A person answered from security@acme.example on 20 November 2026."],
    [
      "answered, from a domain like another",
      { ...alias, warnings: ["confusable", "other-domain"] },
      answered,
      "cannot-tell",
      "A person answered from security@acme.example on 20 November 2026, but the domain looks like another one and the domain is not the organization's known domain.",
    ],
    [
      "answered, personal but explained",
      { ...alias, warnings: ["personal"], reachesTeam: "It is a team" },
      answered,
      "cannot-tell",
      "A person answered from security@acme.example on 20 November 2026, but the address looks like one person's. The applicant explains why it reaches a team.",
    ],
    ["accepted, in force", accepted, { policyVersion: "2022-02" }, "met", "Jane Doe accepted version 2022-02, which is in force."],
    [
      "accepted, not in force",
      accepted,
      { policyVersion: "2026-12" },
      "cannot-tell",
      "Jane Doe accepted version 2022-02; version 2026-12 is in force.",
    ],
    ["accepted, in force not known", accepted, {}, "cannot-tell", "Jane Doe accepted version 2022-02."],
    [
      "not accepted",
      { kind: "policy-acceptance", accepted: false, version: "", name: "", role: "" },
      {},
      "not-met",
      "The organization does not accept the policy.",
    ],
    ["on the other list", listed, { listing: { result: "yes", sentence: "It is there." } }, "met", "It is there."],
    ["not on the other list", listed, { listing: { result: "no", sentence: "It is not there." } }, "not-met", "It is not there."],
    [
      "the other list tells nothing",
      listed,
      { listing: { result: "cannot-tell", sentence: "It was empty." } },
      "cannot-tell",
      "It was empty.",
    ],
    [
      "a person answered, and the domain takes no mail any more",
      alias,
      { ...answered, mailDomain: { result: "no", sentence: "There is no domain acme.example." } },
      "cannot-tell",
      "A person answered from security@acme.example on 20 November 2026. Since then: There is no domain acme.example.",
    ],
    [
      "a person answered, and the domain cannot be told",
      alias,
      { ...answered, mailDomain: { result: "cannot-tell", sentence: "The name server does not answer." } },
      "met",
      "A person answered from security@acme.example on 20 November 2026.",
    ],
    ["the other list not read", listed, {}, "cannot-tell", 'Says that it is listed as "Red Hat". The other list has not been read.'],
    [
      "not yet on the other list",
      { kind: "listed-elsewhere", listed: false, name: "", remark: "" },
      {},
      "not-met",
      "The organization says that it is not on the other list yet.",
    ],
    ["says no", no, {}, "not-met", 'The organization says that it does not meet "Condition".'],
    [
      "says no, with a reason",
      { ...no, text: "Because" },
      {},
      "cannot-tell",
      "The answer is no, with a reason that a reviewer has to consider.",
    ],
    [
      "says yes",
      { ...no, chosen: ["yes"] },
      {},
      "cannot-tell",
      "The organization's own statement. A reviewer has to decide whether it is true.",
    ],
    [
      "names people",
      { kind: "people", people: [{ name: "Cereal", handle: "", did: "", link: "" }], text: "", links: [] },
      {},
      "cannot-tell",
      "Names 1 person. A reviewer has to decide whether they are enough.",
    ],
    [
      "gives a text",
      { kind: "statement", text: "Banks", links: [] },
      {},
      "cannot-tell",
      "Gives a statement and 0 links. A reviewer has to decide whether they are enough.",
    ],
    [
      "names a product",
      { kind: "product", relation: "coupled", name: "Acme Mesh", since: "2019-05", link: "https://acme.example/", breaks: "All" },
      {},
      "cannot-tell",
      'Names "Acme Mesh", available since 2019-05. A reviewer has to decide whether it counts.',
    ],
    [
      "names a participant",
      {
        kind: "participant",
        name: "Jane",
        email: "j@acme.example",
        foldedEmail: "j@acme.example",
        handle: "j",
        timeZone: "UTC",
        times: ["eleven"],
        remark: "",
      },
      {},
      "cannot-tell",
      "Names a participant. A reviewer has to decide whether they take part.",
    ],
  ];
  test.each(table)("%s", (_name, answer, facts, verdict, sentence) => {
    expect(assess(criterionOf(answer.kind), answer, facts)).toEqual({ verdict, sentence });
  });
});
