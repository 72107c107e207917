import { type Day, longDate } from "../kernel/calendar";
import type { Answer } from "./answer";
import type { Criterion } from "./definition";
import type { ContactAliasAnswer } from "./kinds/contact-alias";
import type { ListedElsewhereAnswer } from "./kinds/listed-elsewhere";
import type { PolicyAcceptanceAnswer } from "./kinds/policy-acceptance";
import { count } from "./words";

/** The results of an automatic assessment. "cannot-tell" never counts against anybody. */
export type Assessment = { readonly verdict: "met" | "not-met" | "cannot-tell"; readonly sentence: string };

/** The result of an automatic check, with its sentence. */
type Found = { readonly result: "yes" | "no" | "cannot-tell"; readonly sentence: string };

/** What is known besides the answer. A missing fact is unknown, which leads to "cannot-tell", never to "not-met". */
export type KnownFacts = {
  /** The day on which a person answered from the alias's own mailbox. */
  readonly aliasAnsweredOn?: Day;
  /** Somebody who reads the alias answered that it is not the organization's. */
  readonly aliasDisowned?: boolean;
  /** The embargo policy's version in force. */
  readonly policyVersion?: string;
  /** Whether the organization is on the other list's roster, as it was last read. */
  readonly listing?: Found;
  /** Whether mail to the contact alias can arrive, and is the organization's own. */
  readonly mailDomain?: Found;
};

/** Whether an answer meets its criterion, as far as facts alone can tell, with the sentence shown to reviewers. People decide. */
export function assess(criterion: Criterion, answer: Answer, facts: KnownFacts): Assessment {
  switch (answer.kind) {
    case "contact-alias":
      return assessAlias(answer, facts);
    case "policy-acceptance":
      return assessAcceptance(answer, facts);
    case "listed-elsewhere":
      return assessListing(answer, facts);
    case "people":
      return cannotTell(`Names ${count(answer.people.length, "person", "people")}. A reviewer has to decide whether they are enough.`);
    case "participant":
      return cannotTell("Names a participant. A reviewer has to decide whether they take part.");
    case "product":
      return cannotTell(`Names "${answer.name}", available since ${answer.since}. A reviewer has to decide whether it counts.`);
    case "statement":
      return cannotTell(`Gives a statement and ${count(answer.links.length, "link")}. A reviewer has to decide whether they are enough.`);
    case "attestation":
      return assessAttestation(criterion, answer);
  }
}

function assessAlias(
  { address, warnings, reachesTeam }: ContactAliasAnswer,
  { aliasAnsweredOn, aliasDisowned, mailDomain }: KnownFacts,
): Assessment {
  if (aliasDisowned) return cannotTell(`Somebody who reads ${address} said that the address does not belong to the organization.`);
  if (aliasAnsweredOn === undefined) return cannotTell(`Nobody has answered from ${address} yet.`);
  const answered = `A person answered from ${address} on ${longDate(aliasAnsweredOn)}`;
  if (mailDomain?.result === "no") return cannotTell(`${answered}. Since then: ${mailDomain.sentence}`);
  const doubts = warnings.map((warning) => doubtWords[warning]);
  if (doubts.length === 0) return { verdict: "met", sentence: `${answered}.` };
  const explained = reachesTeam ? " The applicant explains why it reaches a team." : "";
  return cannotTell(`${answered}, but ${doubts.join(" and ")}.${explained}`);
}

const doubtWords: Readonly<Record<ContactAliasAnswer["warnings"][number], string>> = {
  personal: "the address looks like one person's",
  "own-address": "one of the organization's people signs in with the address",
  listed: "the domain is on a list of mail services",
  hosted: "the domain belongs to a hosting service",
  confusable: "the domain looks like another one",
  "other-domain": "the domain is not the organization's known domain",
};

function assessAcceptance({ accepted, version, name }: PolicyAcceptanceAnswer, { policyVersion }: KnownFacts): Assessment {
  if (!accepted) return { verdict: "not-met", sentence: "The organization does not accept the policy." };
  if (policyVersion === undefined) return cannotTell(`${name} accepted version ${version}.`);
  if (version !== policyVersion) return cannotTell(`${name} accepted version ${version}; version ${policyVersion} is in force.`);
  return { verdict: "met", sentence: `${name} accepted version ${version}, which is in force.` };
}

function assessListing({ listed, name }: ListedElsewhereAnswer, { listing }: KnownFacts): Assessment {
  if (!listed) return { verdict: "not-met", sentence: "The organization says that it is not on the other list yet." };
  if (listing === undefined) return cannotTell(`Says that it is listed as "${name}". The other list has not been read.`);
  return { verdict: ({ yes: "met", no: "not-met", "cannot-tell": "cannot-tell" } as const)[listing.result], sentence: listing.sentence };
}

function assessAttestation({ title }: Criterion, { chosen, text, links }: Extract<Answer, { kind: "attestation" }>): Assessment {
  if (!chosen.includes("no")) return cannotTell("The organization's own statement. A reviewer has to decide whether it is true.");
  if (text !== "" || links.length > 0) return cannotTell("The answer is no, with a reason that a reviewer has to consider.");
  return { verdict: "not-met", sentence: `The organization says that it does not meet "${title}".` };
}

function cannotTell(sentence: string): Assessment {
  return { verdict: "cannot-tell", sentence };
}
