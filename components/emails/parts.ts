import type { EmailAction } from "@/lib/email/data";
import { type Day, weekdayDate } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import { inSentence } from "@/lib/member/open-task";
import { type Block, type EmailThread, oneLine, quoted } from "./email-text";

/** The first sentence of an email, for its reader: who has to act, what, and by when. */
function actionSentence(nextAction: EmailAction | null | undefined, reader: "member" | "committee"): string {
  if (nextAction === null || nextAction === undefined) return "No action needed.";
  const { actor, action, by } = nextAction;
  if (actor === "nobody") return `No action needed. ${action}${by === null ? "" : ` on ${weekdayDate(by)}`}.`;
  if (actor !== reader) return othersAct(actor, action, by);
  return `Action needed${by === null ? "" : ` by ${weekdayDate(by)}`}: ${inSentence(action)}.`;
}

/** The first sentence where others than the reader have to act: "No action needed. The committee will read the appeal." */
export function othersAct(actor: "member" | "committee", action: string, by: Day | null = null): string {
  const what = inSentence(action).replace(", or ", " or ");
  const does = by !== null ? `has until ${weekdayDate(by)} to` : actor === "committee" ? "will" : "has to";
  return `No action needed. The ${actor} ${does} ${what}.`;
}

type Happened = { readonly nextAction: EmailAction | null | undefined; readonly reader: "member" | "committee"; readonly more?: string };

/** How an email starts that tells what happened, in one sentence and perhaps more, and who has to act now. */
export function happened(what: string, { nextAction, reader, more = "" }: Happened): { readonly lede: string; readonly why: string } {
  return nextAction === null || nextAction === undefined
    ? { lede: `${actionSentence(null, reader)} ${what}`, why: more }
    : { lede: actionSentence(nextAction, reader), why: `${what} ${more}`.trim() };
}

type About = { readonly organization: string; readonly reference: string };

/** The thread of one application, re-check, removal, alias change, access recovery or change of name. */
export function referenceThread(name: string, { organization, reference }: About): EmailThread {
  return { name, organization: oneLine(organization), reference };
}

/** The thread of what has no reference of its own. */
export function threadAbout(name: string, organization: string): EmailThread {
  return { name, organization: oneLine(organization), reference: "" };
}

/** Why the reader gets the email. */
export const worksOnApplication = "you work on this application";
export const onCommittee = "you are on the committee of this list";
export const represents = (organization: string) => `you represent ${oneLine(organization)} on this list`;
export const representsOrMonitors = (organization: string) => `${represents(organization)}, or monitor its contact alias`;

/** A role for an organization, and what somebody who has it can do. */
export const roleNames: Readonly<Record<ContactRole, string>> = {
  primary: "primary representative",
  deputy: "deputy representative",
  reader: "reader",
};
export const roleRights: Readonly<Record<ContactRole, string>> = {
  primary: "A primary representative can change everything about the membership, and can end it.",
  deputy: "A deputy representative can answer for the organization.",
  reader: "A reader can see the membership, but not change it.",
};

/** What the committee wrote itself, if it did. */
export function committeeWrites(...texts: readonly string[]): readonly Block[] {
  return quoted("Message from the committee:", texts.filter((text) => text.trim() !== "").join("\n\n"));
}

/** The rules for what members are told early are the policy's own. */
export const embargoRules =
  "The embargo policy says what you may share, with whom and until when. If something leaks, report it at once, as the policy says.";
