import * as z from "zod/mini";
import { faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind } from "../kind";
import { type Link, linkRows, linksField, linksFromText, linksSchema, linksSettings, repeatedLinks, writeLinks } from "../links";
import { proseField, proseRow, proseSchema, proseSettings } from "../prose";

const settings = z.strictObject({
  text: proseSettings,
  links: z.optional(linksSettings),
});
type Settings = z.infer<typeof settings>;

export type StatementAnswer = { readonly kind: "statement"; readonly text: string; readonly links: readonly Link[] };

/** A text in the applicant's own words, with the public pages that bear it out. */
export const statement: Kind<Settings, StatementAnswer> = {
  name: "statement",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft) => {
    const page = fields(configured);
    const { values, problems } = readDraft(schema(configured), page, draft);
    if (values === undefined) return faulty(page, problems);
    const { text, links = [] } = values;
    return { ok: true, answer: { kind: "statement", text, links }, warnings: repeatedLinks(links) };
  },
  write: ({ text, links }) => ({ text, ...writeLinks(links) }),
  rows: (_criterion, configured, answer) => [
    proseRow(configured.text.label, answer.text),
    ...(configured.links ? linkRows(configured.links.label, answer.links) : []),
  ],
  fromText: (configured, text) => ({ text, ...linksFromText(configured.links, text) }),
};

type Values = { readonly text: string; readonly links?: readonly Link[] };

const schema = oncePer(
  ({ text, links }: Settings) =>
    z.strictObject({ text: proseSchema(text), ...(links && { links: linksSchema(links) }) }) as z.ZodMiniType<Values>,
);

function fields({ text, links }: Settings): readonly Field[] {
  return [proseField("text", text), ...(links ? [linksField(links)] : [])];
}
