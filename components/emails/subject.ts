import { type EmailContext, type EmailText, oneLine, shortened } from "./email-text";

/** Whose mailbox an email goes to: people, or a contact alias, which is often the queue of a ticket system. */
export type Mailbox = "alias" | "person";

const most = 78;
const mostOfList = 40;
const leastOfName = 12;

/**
 * The subject line, one line of at most 78 characters. To a contact alias it is the same in every email of a thread, because ticket
 * systems thread on it; to people it says the kind and the action. Both start with the same list, organization and reference.
 */
export function subjectOf(context: EmailContext, { thread, about }: Pick<EmailText, "thread" | "about">, to: Mailbox): string {
  const list = `[${shortened(oneLine(context.name), mostOfList)}] `;
  const what = harmless(to === "alias" ? thread.name : about);
  const name = harmless(thread.organization);
  if (name === "") return capital(list, what);
  const reference = thread.reference === "" ? "" : ` ${thread.reference}`;
  const room = most - [...list, ...reference, ": "].join("").length;
  const organization = shortened(name, Math.max(leastOfName, room - [...what].length));
  return `${list}${organization}${reference}: ${shortened(what, room - [...organization].length)}`;
}

function capital(list: string, what: string): string {
  return `${list}${shortened(`${what.charAt(0).toUpperCase()}${what.slice(1)}`, most - list.length)}`;
}

/**
 * Ticket systems take capitals, a hyphen and digits for a key of theirs, and codes in brackets for another ticket; a name that looks like
 * one loses its hyphen or its brackets.
 */
function harmless(words: string): string {
  return oneLine(words)
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace(/([A-Z])-(?=\d)/gi, "$1 ");
}
