import * as z from "zod/mini";
import type { Problem } from "../kernel/refusal";
import { isBlank, singleLine } from "../kernel/text";
import { assessUrl } from "../kernel/url";
import type { AnswerRow, Draft, Field } from "./kind";
import { linksIn } from "./mail-text";
import { numberBetween, words } from "./settings";

/** A public page given as evidence, and what it shows there ("" when the applicant left that to the reader). */
export type Link = { readonly url: string; readonly shows: string };

/** How a criterion asks for links. Without it, it asks for none. */
export const linksSettings = z.strictObject({
  label: z._default(words, "Links"),
  hint: z.optional(words),
  atLeast: z._default(numberBetween(0, 10), 0),
  most: z._default(numberBetween(1, 10), 10),
  /** Shown when there are fewer than `atLeast`. */
  tooFew: z._default(words, "Add at least one link"),
});
type LinksSettings = z.infer<typeof linksSettings>;

const longestUrl = 2048;
const longestShows = 200;

/** Rows of a link and what it shows. */
export function linksField({ label, hint, atLeast, most }: LinksSettings): Field {
  return {
    type: "rows",
    name: "links",
    label,
    hint,
    optional: atLeast === 0,
    noun: "link",
    columns: [
      { type: "url", name: "url", label: "Link", maxLength: longestUrl },
      { type: "text", name: "shows", label: "What it shows", maxLength: longestShows },
    ],
    initialRows: Math.min(3, most),
    most,
  };
}

export function linksSchema({ atLeast, most, tooFew }: LinksSettings): z.ZodMiniType<Link[]> {
  const row = z.strictObject({
    url: link({ name: "Link", empty: "Enter the link in row {row}" }),
    shows: singleLine(longestShows, { name: "What the link shows" }),
  });
  return z.array(row).check(z.minLength(atLeast, tooFew), z.maxLength(most, `Add ${most} links or fewer`));
}

/** One https address as reviewed by `assessUrl`; without `empty` it may be left out. */
export function link({ name, empty }: { name: string; empty?: string }): z.ZodMiniType<string> {
  const assessed = z.transform((text: string, context) => {
    if (isBlank(text) && empty === undefined) return "";
    const found = isBlank(text) ? { ok: false as const, message: empty ?? "" } : assessUrl(text, name);
    if (found.ok) return found.url;
    context.issues.push({ code: "custom", message: found.message, input: text });
    return z.NEVER;
  });
  return z.pipe(z.string(), assessed);
}

export function linkField(description: { name: string; label: string; hint?: string; optional?: boolean }): Field {
  return { type: "url", maxLength: longestUrl, ...description };
}

/** Says which links were given twice; the second one adds nothing. */
export function repeatedLinks(links: readonly Link[]): readonly Problem[] {
  return links.some(({ url }, at) => links.findIndex((other) => other.url === url) < at)
    ? [{ field: "links", message: "One link is given twice. Each link should show something of its own" }]
    : [];
}

export function writeLinks(links: readonly Link[]): Draft {
  return Object.fromEntries(
    links.flatMap(({ url, shows }, row) => [[`links.${row}.url`, url], ...(shows ? [[`links.${row}.shows`, shows]] : [])]),
  );
}

/** The links of a mail's text as rows of a draft, as many as the criterion takes; the text itself keeps them all. */
export function linksFromText(settings: LinksSettings | undefined, text: string): Draft {
  const found = linksIn(text).slice(0, settings?.most ?? 0);
  return writeLinks(found.map((url) => ({ url, shows: "" })));
}

/** The links as one row to show, or none when there are none. */
export function linkRows(label: string, links: readonly Link[]): readonly AnswerRow[] {
  if (links.length === 0) return [];
  const text = links.map(({ url, shows }) => (shows ? `${url}: ${shows}` : url)).join("\n");
  return [{ label, text, links: links.map(({ url }) => url) }];
}
