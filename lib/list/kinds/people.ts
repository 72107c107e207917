import * as z from "zod/mini";
import type { Problem } from "../../kernel/refusal";
import { singleLine } from "../../kernel/text";
import { faulty, oncePer, readDraft } from "../form-schema";
import type { AnswerRow, Draft, Field, Kind } from "../kind";
import { type Link, link, linkRows, linksField, linksFromText, linksSchema, linksSettings, repeatedLinks, writeLinks } from "../links";
import { isProfile } from "../profile";
import { proseField, proseRow, proseSchema, proseSettings } from "../prose";
import { numberBetween, words } from "../settings";
import { capital } from "../words";

/** A further cell of a row. With `empty` it has to be filled in; `{row}` in it is the number of the row. */
const cell = z.strictObject({ label: words, empty: z.optional(words) });

const settings = z.strictObject({
  label: z._default(words, "People"),
  hint: z.optional(words),
  /** The word on the button "Add another person". */
  noun: z._default(words, "person"),
  atLeast: z._default(numberBetween(0, 10), 1),
  most: z._default(numberBetween(1, 10), 10),
  /** Shown when there are fewer than `atLeast`. */
  tooFew: words,
  name: z._default(words, "Name"),
  /** The name by which the community knows them. */
  handle: z.optional(cell),
  /** What they did, in a line. */
  did: z.optional(cell),
  /** A link to something they did, for reviewers. */
  link: z.optional(cell),
  text: z.optional(proseSettings),
  links: z.optional(linksSettings),
});
type Settings = z.infer<typeof settings>;

export type Person = { readonly name: string; readonly handle: string; readonly did: string; readonly link: string };

export type PeopleAnswer = {
  readonly kind: "people";
  readonly people: readonly Person[];
  readonly text: string;
  readonly links: readonly Link[];
};

/** Named people and what they did: contributors, or those who vouch. */
export const people: Kind<Settings, PeopleAnswer> = {
  name: "people",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft) => {
    const page = fields(configured);
    const { values, problems } = readDraft(schema(configured), page, draft);
    if (values === undefined) return faulty(page, problems);
    const named = values.people.map((person) => ({
      name: person.name,
      handle: person.handle ?? "",
      did: person.did ?? "",
      link: person.link ?? "",
    }));
    const answer: PeopleAnswer = { kind: "people", people: named, text: values.text ?? "", links: values.links ?? [] };
    return { ok: true, answer, warnings: [...named.flatMap(onlyProfile), ...repeatedLinks(answer.links)] };
  },
  write: ({ people: named, text, links }) => ({
    ...Object.assign({}, ...named.map(writePerson)),
    ...(text ? { text } : {}),
    ...writeLinks(links),
  }),
  rows: (_criterion, configured, answer) => [
    ...answer.people.map((person, at): AnswerRow => personRow(`${capital(configured.noun)} ${at + 1}`, person)),
    ...(configured.text ? [proseRow(configured.text.label, answer.text)] : []),
    ...(configured.links ? linkRows(configured.links.label, answer.links) : []),
  ],
  fromText: (configured, text) => (configured.text ? { text, ...linksFromText(configured.links, text) } : null),
};

const schema = oncePer((configured: Settings) => {
  const { noun, atLeast, most, tooFew, handle, did, link: own, text, links } = configured;
  const person = z.strictObject({
    name: singleLine(200, { name: configured.name, empty: `Enter the name of ${noun} {row}` }),
    ...(handle && { handle: handleSchema(handle) }),
    ...(did && { did: singleLine(500, { name: did.label, empty: did.empty }) }),
    ...(own && { link: link({ name: "Link", empty: own.empty }) }),
  });
  return z.strictObject({
    people: z
      .array(person as z.ZodMiniType<PersonCells>)
      .check(z.minLength(atLeast, tooFew), z.maxLength(most, `Enter ${most} people or fewer`)),
    ...(text && { text: proseSchema(text) }),
    ...(links && { links: linksSchema(links) }),
  }) as z.ZodMiniType<Values>;
});

type PersonCells = { readonly name: string; readonly handle?: string; readonly did?: string; readonly link?: string };
type Values = { readonly people: readonly PersonCells[]; readonly text?: string; readonly links?: readonly Link[] };

function handleSchema({ label, empty }: z.infer<typeof cell>): z.ZodMiniType<string> {
  return singleLine(100, { name: label, empty }).check(z.refine((text) => !/\s/.test(text), `${label} must not include spaces`));
}

function onlyProfile(person: Person): readonly Problem[] {
  if (person.link === "" || !isProfile(person.link)) return [];
  return [{ field: "people", message: `Link for ${person.name} must be to something they did, not only a profile` }];
}

function writePerson({ name, handle, did, link: url }: Person, row: number): Draft {
  const cells = Object.entries({ name, handle, did, link: url }).filter(([, text]) => text !== "");
  return Object.fromEntries(cells.map(([column, text]) => [`people.${row}.${column}`, text]));
}

function personRow(label: string, { name, handle, did, link: url }: Person): AnswerRow {
  const text = [handle ? `${name} (${handle})` : name, did, url].filter((part) => part !== "").join("\n");
  return { label, text, ...(url && { links: [url] }) };
}

function fields(configured: Settings): readonly Field[] {
  const { label, hint, noun, atLeast, most, handle, did, link: own, text, links } = configured;
  const rows: Field = {
    type: "rows",
    name: "people",
    label,
    hint,
    optional: atLeast === 0,
    noun,
    columns: [
      { type: "text", name: "name", label: configured.name, maxLength: 200 },
      ...(handle ? [{ type: "text", name: "handle", label: handle.label, maxLength: 100 } as const] : []),
      ...(did ? [{ type: "text", name: "did", label: did.label, maxLength: 500 } as const] : []),
      ...(own ? [{ type: "url", name: "link", label: own.label, maxLength: 2048 } as const] : []),
    ],
    initialRows: Math.min(3, most),
    most,
  };
  return [rows, ...(text ? [proseField("text", text)] : []), ...(links ? [linksField(links)] : [])];
}
