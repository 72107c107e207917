import * as z from "zod/mini";
import { manyLines, singleLine } from "../../kernel/text";
import { choice, faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind } from "../kind";
import { link, linkField } from "../links";
import { linksIn } from "../mail-text";
import { numberBetween, options, words } from "../settings";

const settings = z.strictObject({
  /** The project that the product contains or builds on, "Istio". */
  project: words,
  /** How the product may relate to the project. */
  relations: z.optional(options),
  /** Shown when no relation was chosen. */
  noRelation: z.optional(words),
  /** The year in which the project began; nothing can contain it before. */
  firstYear: numberBetween(1970, 2100),
  link: z._default(z.strictObject({ label: words, hint: z.optional(words), empty: words }), {
    label: "Link to it",
    empty: "Enter a link to your distribution or product",
  }),
});
type Settings = z.infer<typeof settings>;

export type ProductAnswer = {
  readonly kind: "product";
  /** The key of the relation, "distribution". */
  readonly relation: string;
  readonly name: string;
  /** "2019-05" */
  readonly since: string;
  readonly link: string;
  /** What would break for its users. */
  readonly breaks: string;
};

/** A distribution of the project, or a product built closely on it. */
export const product: Kind<Settings, ProductAnswer> = {
  name: "product",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft, { today }) => {
    const page = fields(configured);
    const { values, problems } = readDraft(schema(configured), page, draft);
    if (values !== undefined && today !== undefined && values.since > today.slice(0, 7))
      return faulty(page, [{ field: "since", message: "Month must not be in the future" }]);
    return values === undefined ? faulty(page, problems) : { ok: true, answer: { kind: "product", ...values }, warnings: [] };
  },
  write: ({ relation, name, since, link: url, breaks }) => ({ relation, name, since, link: url, breaks }),
  rows: (_criterion, configured, answer) => [
    { label: "What it is", text: relations(configured).find(({ key }) => key === answer.relation)?.label ?? answer.relation },
    { label: "Name", text: answer.name },
    { label: "Available since", text: answer.since },
    { label: configured.link.label, text: answer.link, links: [answer.link] },
    { label: "What would break for its users", text: answer.breaks },
  ],
  fromText: (_configured, text) => ({ link: linksIn(text)[0] ?? "", breaks: text }),
  choices: (configured) => relations(configured).map(({ key }) => key),
  chosen: (answer) => [answer.relation],
};

const schema = oncePer((configured: Settings) => {
  const { project, noRelation = `Select whether you distribute ${project} or ship a product coupled to it` } = configured;
  return z.strictObject({
    relation: choice(
      relations(configured).map(({ key }) => key),
      noRelation,
    ),
    name: singleLine(200, { name: "Name", empty: "Enter the name of the distribution or product" }),
    since: month(configured.firstYear),
    link: link({ name: "Link", empty: configured.link.empty }),
    breaks: manyLines(2000, { name: "What would break", empty: "Enter what would break for your users" }),
  });
});

/** A month as "2019-05"; "5/2019" is read too, because not every browser offers a month to pick. */
function month(firstYear: number): z.ZodMiniType<string> {
  const read = z.transform((text: string, context) => {
    const [, year, number] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
    const [, otherNumber, otherYear] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    const found = { year: Number(year ?? otherYear), month: Number(number ?? otherNumber) };
    const fault = !(found.month >= 1 && found.month <= 12)
      ? "Month must be a year and a month, like 2019-05"
      : found.year < firstYear
        ? `Year must be ${firstYear} or later`
        : "";
    if (fault === "") return `${found.year}-${String(found.month).padStart(2, "0")}`;
    context.issues.push({ code: "custom", message: fault, input: text });
    return z.NEVER;
  });
  return z.pipe(singleLine(20, { name: "Month", empty: "Enter the month in which it became available" }), read);
}

function relations({ project, relations: own }: Settings) {
  return (
    own ?? [
      { key: "distribution", label: `A distribution of ${project}` },
      { key: "coupled", label: `A product closely coupled to ${project}` },
    ]
  );
}

function fields(configured: Settings): readonly Field[] {
  const { project, link: asked } = configured;
  return [
    {
      type: "radio",
      name: "relation",
      label: "What is it?",
      options: relations(configured).map(({ key, label, hint }) => ({ value: key, label, hint })),
    },
    { type: "text", name: "name", label: "Name of the distribution or product", maxLength: 200 },
    { type: "month", name: "since", label: "When did it become available?", hint: "Year and month, for example 2019-05", maxLength: 20 },
    linkField({ name: "link", label: asked.label, hint: asked.hint }),
    {
      type: "textarea",
      name: "breaks",
      label: "What would break for your users?",
      hint: `What happens to them when ${project} has a vulnerability and you are late`,
      maxLength: 2000,
    },
  ];
}
