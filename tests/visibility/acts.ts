import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/lib/application/commands/accept-invitation";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { answerQuestion } from "@/lib/application/commands/answer-question";
import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { dismissUnplaced } from "@/lib/application/commands/dismiss-unplaced";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { endInvitation } from "@/lib/application/commands/end-invitation";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { readMail } from "@/lib/application/commands/read-mail";
import { renameOrganization } from "@/lib/application/commands/rename-organization";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import { resolveConflict } from "@/lib/application/commands/resolve-conflict";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { saveForLater } from "@/lib/application/commands/save-for-later";
import { startApplication } from "@/lib/application/commands/start-application";
import { submitApplication } from "@/lib/application/commands/submit-application";
import { takeEarlierAnswers } from "@/lib/application/commands/take-earlier-answers";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import type { AuditAction } from "@/lib/audit/actions";
import type { Context } from "@/lib/kernel/command";
import { domainOf, invitee, lastToken, nameOf, one, type StageKey, type World } from "./world";

/** What an act is given: the application (or one that does not exist), and what the test looked up in the world beforehand. */
export type Given = { readonly reference: string } & Readonly<Record<string, string>>;

/** A POST address that leads to an act, and what its form would send. */
export type EntryPoint = {
  readonly address: string;
  readonly params: (given: Given) => Record<string, string>;
  readonly fields: (given: Given) => Record<string, string>;
};

/** Everything of a command that a test needs: the names and types of its input are its own. */
type AnyCommand = { (context: Context, input: never): Promise<unknown>; readonly commandName: string };

export type Act = {
  readonly command: AnyCommand;
  readonly row: number;
  /** Where the act is narrower or wider than its row, with the reason. */
  readonly instead?: { readonly marks: string; readonly because: string };
  readonly stage: StageKey;
  readonly facts?: (world: World) => Promise<Record<string, string>>;
  readonly input: (given: Given) => unknown;
  /** Turns what is given into something that does not exist; by default another reference. */
  readonly nowhere?: (given: Given) => Given;
  /** The one main trace; null when doing it again changes nothing here. */
  readonly leaves: AuditAction | null;
  /** Who holds a right beside the relations, by name. */
  readonly also?: readonly string[];
  readonly entryPoints: readonly EntryPoint[];
};

export const nobodysReference = "2099-999";
export const nobodysToken = "x".repeat(43);

const ofApplication = (
  path: string,
  fields: EntryPoint["fields"] = () => ({ now: "yes" }),
  params: (given: Given) => Record<string, string> = () => ({}),
): EntryPoint => ({
  address: `/applications/[reference]/${path}`,
  params: (given) => ({ reference: given.reference, ...params(given) }),
  fields,
});
const ofLink = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/confirm/${path}`,
  params: ({ token = "" }) => ({ token }),
  fields,
});

const anothers = (given: Given): Given => ({ ...given, reference: nobodysReference });
const wrongToken = (given: Given): Given => ({ ...given, token: nobodysToken });

const answered = {
  "people.0.name": "Ben Okafor",
  "people.0.handle": "ben",
  "people.0.did": "Reviews",
  "people.0.link": "https://github.com/istio/istio/pulls",
  text: "",
};
const eligible = { redistributes: "yes", secrecy: "yes" };
const elsewhere = { name: "Newcomer", ...eligible };

const onlyInvited = {
  marks: "· · · · · · · · · · · · ·",
  because: "the invitation is for one address, and takes effect for the person who signs in with it",
};
const byLink = {
  marks: "T T T T T T T T T T T T T",
  because: "the link is the right, signed in or not: whoever reads the mailbox may answer, and answering gives nobody a right",
};

/** What applicants and the readers of an alias do. */
export const applicantActs: readonly Act[] = [
  {
    command: startApplication,
    row: 4,
    instead: { marks: "· Y Y Y Y Y Y Y Y Y · · ·", because: "a visitor signs in first, and loses nothing of what was typed" },
    stage: "draft",
    input: () => ({ list: "istio", eligibility: eligible, organization: { name: "Newcomer" } }),
    leaves: null, // contacts of open applications and members are led to theirs
    entryPoints: [{ address: "/[list]/apply/begin", params: () => ({ list: "istio" }), fields: () => ({ ...elsewhere }) }],
  },
  {
    command: saveAnswer,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({
      reference,
      criterion: "working-group",
      version: 1,
      draft: { name: "Ben", email: `ben@${domainOf("draft")}` },
      finished: false,
    }),
    leaves: "application.answer_saved",
    entryPoints: [
      ofApplication(
        "[criterion]/save",
        () => ({ version: "1", name: "Ben", email: `ben@${domainOf("draft")}`, finished: "no" }),
        () => ({ criterion: "working-group" }),
      ),
    ],
  },
  {
    command: saveForLater,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference }),
    leaves: "application.saved_for_later",
    entryPoints: [ofApplication("draft/later")],
  },
  {
    command: takeEarlierAnswers,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference }),
    leaves: null,
    entryPoints: [ofApplication("draft/earlier")],
  },
  {
    command: askAliasAgain,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference }),
    leaves: "alias.asked",
    entryPoints: [ofApplication("draft/alias")],
  },
  {
    command: renameOrganization,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference, name: "Renamed" }),
    leaves: "application.renamed",
    entryPoints: [ofApplication("draft/name", () => ({ name: "Renamed" }))],
  },
  {
    command: resolveConflict,
    row: 8,
    stage: "draft",
    facts: async () => ({
      version: String(
        await one<number>(
          sql`select n.version as value from answer n join application a on a.id = n.application_id where a.organization_name = ${nameOf("draft")} and n.criterion = 'community'`,
        ),
      ),
    }),
    input: ({ reference, version }) => ({ reference, criterion: "community", version, keep: "mine" }),
    leaves: "application.conflict_resolved",
    entryPoints: [
      ofApplication(
        "[criterion]/resolve",
        ({ version = "" }) => ({ version, keep: "mine" }),
        () => ({ criterion: "community" }),
      ),
    ],
  },
  {
    command: readMail,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference, text: "Hello, we run it for banks." }),
    leaves: "application.mail_read",
    entryPoints: [ofApplication("mail/read", () => ({ text: "Hello, we run it for banks." }))],
  },
  {
    command: dismissUnplaced,
    row: 8,
    stage: "draft",
    facts: async () => ({ part: await one<string>(sql`select u.id as value from unplaced_text u limit 1`) }),
    input: ({ reference, part }) => ({ reference, part }),
    leaves: "application.unplaced_dismissed",
    entryPoints: [ofApplication("mail/dismiss", ({ part = "" }) => ({ part }))],
  },
  {
    command: inviteColleague,
    row: 8,
    stage: "draft",
    input: ({ reference }) => ({ reference, email: `dan@${domainOf("draft")}` }),
    leaves: "application.colleague_invited",
    entryPoints: [ofApplication("invite/send", () => ({ email: `dan@${domainOf("draft")}` }))],
  },
  {
    command: endInvitation,
    row: 8,
    stage: "draft",
    facts: async () => ({
      invitation: await one<string>(sql`select id as value from application_invitation where email = ${invitee.email}`),
    }),
    input: ({ reference, invitation }) => ({ reference, invitation }),
    leaves: "application.invitation_ended",
    entryPoints: [ofApplication("invite/end", ({ invitation = "" }) => ({ invitation }))],
  },
  {
    command: acceptInvitation,
    row: 8,
    instead: onlyInvited,
    also: ["invitee"],
    stage: "draft",
    facts: async () => ({ token: await lastToken("application-invitation", invitee.email) }),
    input: ({ token }) => ({ token }),
    nowhere: wrongToken,
    leaves: "application.colleague_joined",
    entryPoints: [ofLink("invitation/[token]/accept")],
  },
  {
    command: submitApplication,
    row: 8,
    stage: "ready",
    facts: async () => ({
      version: String(await one<number>(sql`select version as value from application where organization_name = ${nameOf("ready")}`)),
    }),
    input: ({ reference, version }) => ({ reference, version, truth: "yes" }),
    leaves: "application.submitted",
    entryPoints: [ofApplication("send", ({ version = "" }) => ({ version, truth: "yes" }))],
  },
  {
    command: answerQuestion,
    row: 8,
    stage: "asked",
    input: ({ reference }) => ({ reference, criterion: "community", version: 1, draft: answered }),
    leaves: "application.information_provided",
    entryPoints: [
      ofApplication(
        "[criterion]/save",
        // biome-ignore lint/suspicious/noThenProperty: the name of the button, as the form sends it
        () => ({ ...answered, version: "1", then: "answer" }),
        () => ({ criterion: "community" }),
      ),
    ],
  },
  {
    command: withdrawApplication,
    row: 9,
    stage: "review",
    input: ({ reference }) => ({ reference }),
    leaves: "application.withdrawn",
    entryPoints: [ofApplication("withdraw/confirm")],
  },
  {
    command: answerAliasCheck,
    row: 5,
    instead: byLink,
    stage: "draft",
    facts: async () => ({ token: await lastToken("alias-check", `security@${domainOf("draft")}`), organization: nameOf("draft") }),
    input: ({ token, organization }) => ({ token, name: "Team", organization }),
    nowhere: wrongToken,
    leaves: "alias.answered",
    entryPoints: [ofLink("alias/[token]/answer", ({ organization = "" }) => ({ name: "Team", organization }))],
  },
  {
    command: disownAlias,
    row: 5,
    instead: byLink,
    stage: "draft",
    facts: async () => ({ token: await lastToken("alias-check", `security@${domainOf("draft")}`) }),
    input: ({ token }) => ({ token, word: "not ours" }),
    nowhere: wrongToken,
    leaves: "alias.disowned",
    entryPoints: [ofLink("alias/[token]/disown", () => ({ word: "NOT OURS" }))],
  },
  {
    command: resendAliasCheck,
    row: 5,
    instead: byLink,
    stage: "draft",
    facts: async () => ({ token: await lastToken("alias-check", `security@${domainOf("draft")}`) }),
    input: ({ token }) => ({ token }),
    nowhere: wrongToken,
    leaves: null, // the link still works
    entryPoints: [ofLink("alias/[token]/resend")],
  },
];

/** The act's subject, made of something that nobody has. */
export function nowhereOf(act: Act, given: Given): Given {
  return (act.nowhere ?? anothers)(given);
}
