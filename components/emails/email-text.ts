/**
 * An email before it has a form: our words, what people wrote, one link. The text part and the HTML part are both made from it,
 * so they never differ.
 */
export type EmailText = {
  /** Closes the subject, "Acme: application 2026-042"; the same in every email of a thread, so it contains no date. */
  readonly topic: string;
  /** First line: the action and the date. */
  readonly lede: string;
  /** Second: what happens otherwise. */
  readonly otherwise: string;
  readonly body: readonly Block[];
  /** Completes "You get this email because ...". */
  readonly because: string;
};

/** `quote` holds what somebody typed: every line of it is marked, and nothing in it becomes a link. `link` is alone on its line. */
export type Block =
  | { readonly is: "paragraph"; readonly text: string }
  | { readonly is: "item"; readonly text: string }
  | { readonly is: "quote"; readonly text: string }
  | { readonly is: "link"; readonly url: string };

export type Paragraph = Extract<Block, { is: "paragraph" }>;
export type Link = Extract<Block, { is: "link" }>;

export const paragraph = (text: string): Paragraph => ({ is: "paragraph", text });
export const item = (text: string): Block => ({ is: "item", text });
export const quote = (text: string): Block => ({ is: "quote", text });
const link = (url: string): Link => ({ is: "link", url });

/** Where an email comes from: the portal, and the list whose committee writes. */
export type EmailPlace = {
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
export function page(place: EmailPlace, ...parts: readonly string[]): Link {
  return link(`${place.origin}/${parts.map(encodeURIComponent).join("/")}`);
}

/** The topic of everything that is written about one application. */
export function applicationTopic({ organization, reference }: { readonly organization: string; readonly reference: string }): string {
  return `${oneLine(organization)}: application ${reference}`;
}

const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Marks that reverse or hide text; the joiners that some scripts need are kept. */
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const nameLength = 80;

/** A name in a form that is safe in our own lines: one line, no invisible characters, no address, at most 80 characters. */
export function oneLine(name: string): string {
  const clean = name.replace(unprintable, " ").replace(invisible, "").replaceAll("://", ": //").replace(/\s+/g, " ").trim();
  const characters = [...clean];
  return characters.length <= nameLength ? clean : `${characters.slice(0, nameLength - 1).join("")}…`;
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
