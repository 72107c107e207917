import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";

/**
 * An email before it has a form. The text part and the HTML part are both made from it, so they never differ. Its order is the order of
 * every email: who has to act and by when, why, what happens otherwise, the details and the link, why the reader gets it.
 */
export type EmailText = {
  readonly thread: EmailThread;
  /** Kind and action, for the subject of an email to a person: "question on User base". Never a date. */
  readonly about: string;
  /** Who has to act, what, and by when: "Action needed by Friday 4 December 2026: answer the re-check." */
  readonly lede: string;
  readonly why?: string;
  /** What happens if nobody acts. */
  readonly otherwise?: string;
  readonly body: readonly Block[];
  /** Completes "You get this email because ...". */
  readonly because: string;
  /** The organization is about to lose something. The HTML part shows a red edge instead of an amber one. */
  readonly isWarning?: true;
};

/** What all emails of a thread are about. The same in each of them, so it contains nothing that changes. */
export type EmailThread = {
  /** What it is: "application". */
  readonly name: string;
  /** Empty where it is not about an organization. */
  readonly organization: string;
  /** "2026-042"; empty where there is none. */
  readonly reference: string;
};

/** The words of every kind of email. */
export type EmailTemplates = { readonly [K in EmailKind]: (data: EmailData[K], context: EmailContext) => EmailText };

/** `quote` is what somebody typed: every line is marked, and nothing in it becomes a link. `link` is alone on its line. */
export type Block =
  | { readonly is: "paragraph"; readonly text: string }
  | { readonly is: "item"; readonly text: string }
  | { readonly is: "facts"; readonly rows: readonly Fact[] }
  | { readonly is: "quote"; readonly text: string }
  | { readonly is: "link"; readonly label: string; readonly url: string };

type Fact = { readonly label: string; readonly text: string };

export const paragraph = (text: string): Block => ({ is: "paragraph", text });
export const item = (text: string): Block => ({ is: "item", text });
export const facts = (rows: readonly Fact[]): Block => ({ is: "facts", rows });
export const quote = (text: string): Block => ({ is: "quote", text });
export const link = (label: string, url: string): Block => ({ is: "link", label, url });

/** What somebody typed, under a line of ours; nothing where they typed nothing. */
export function quoted(heading: string, text: string): readonly Block[] {
  return text.trim() === "" ? [] : [paragraph(heading), quote(text)];
}

/** Where an email comes from: the portal, and the list whose committee writes. */
export type EmailContext = {
  /** "https://portal.example.org" */
  readonly origin: string;
  /** Empty in an email of the portal itself. */
  readonly slug: string;
  /** "Istio early disclosure", or the portal's name. */
  readonly name: string;
  readonly project: string;
  /** Who answers replies; null in an email of the portal itself. */
  readonly contact: { readonly name: string; readonly email: string } | null;
};

/** The address of a page of this portal; each part is escaped, so that nothing typed can bend the path. */
export function page(context: EmailContext, ...parts: readonly string[]): string {
  return `${context.origin}/${parts.map(encodeURIComponent).join("/")}`;
}

/** Who sent the email and why, in the last lines of both parts. */
export function closingLines({ because }: EmailText, context: EmailContext): readonly string[] {
  const host = new URL(context.origin).host;
  return [
    context.contact === null
      ? `Sent by ${context.name}, the portal at ${host}.`
      : `Sent for the ${oneLine(context.name)} list (contact: ${oneLine(context.contact.name)}), through ${host}.`,
    `You received this email because ${because}.`,
    ...(context.contact === null ? [] : [`You can reply to this email. Replies go to ${context.contact.email}.`]),
  ];
}

const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Marks that reverse or hide text; the joiners that some scripts need are kept. */
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const nameLength = 80;

/** A name in a form that is safe in our own lines: one line, no invisible characters, no address, at most 80 characters. */
export function oneLine(name: string): string {
  const clean = name.replace(unprintable, " ").replace(invisible, "").replaceAll("://", ": //").replace(/\s+/g, " ").trim();
  return shortened(clean, nameLength);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A text of at most `most` characters. A longer one ends in "…", and is never cut inside what a reader sees as one character. */
export function shortened(text: string, most: number): string {
  if ([...text].length <= most) return text;
  let [kept, length] = ["", 1];
  for (const { segment } of graphemes.segment(text)) {
    length += [...segment].length;
    if (length > most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The lines of what somebody wrote, without control characters and without empty ends. */
export function quotedLines(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, "\n").split(/[\n\u2028\u2029]/);
  return lines
    .map((line) => line.replace(unprintable, " ").replace(invisible, "").trimEnd())
    .join("\n")
    .replace(/^\n+|(?<!\n)\n+$/g, "")
    .split("\n");
}
