import * as z from "zod/mini";
import { manyLines, singleLine } from "../../kernel/text";
import { assessUrl } from "../../kernel/url";
import type { Criterion } from "../definition";
import { choice, faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind } from "../kind";
import { numberBetween, words } from "../settings";

const settings = z.strictObject({
  /** The other list in full, "Envoy early disclosure list". */
  list: words,
  /** And in short, "Envoy list". */
  short: words,
  /** Where its members are published, shown as a hint. */
  publishedAt: z.optional(words),
  /** Where the portal reads that roster automatically; a copy older than this number of days is not used. */
  roster: z.optional(
    z.strictObject({
      url: z.string().check(z.refine((url) => assessUrl(url, "The roster").ok, "must be a public https address")),
      staleAfterDays: z._default(numberBetween(1, 365), 14),
    }),
  ),
});
type Settings = z.infer<typeof settings>;

export type ListedElsewhereAnswer = {
  readonly kind: "listed-elsewhere";
  /** "Not yet" is an answer too; the page says how to join and whether sending still makes sense. */
  readonly listed: boolean;
  /** The name as the other list shows it. */
  readonly name: string;
  readonly remark: string;
};

/** Where the other list's roster is read, by the settings of a criterion; null when it is not, or for another kind. */
export function rosterSource(criterion: Criterion): { readonly url: string; readonly staleAfterDays: number } | null {
  return criterion.kind === "listed-elsewhere" ? (settings.parse(criterion.settings).roster ?? null) : null;
}

/** Membership of another list, under the name it shows. */
export const listedElsewhere: Kind<Settings, ListedElsewhereAnswer> = {
  name: "listed-elsewhere",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft) => {
    const page = fields(configured);
    const { values, problems } = readDraft((draft.listed === "yes" ? listed : unlisted)(configured), page, draft);
    if (values === undefined) return faulty(page, problems);
    const { listed: answer, name, remark } = values;
    return { ok: true, answer: { kind: "listed-elsewhere", listed: answer === "yes", name, remark }, warnings: [] };
  },
  write: ({ listed: answer, name, remark }) => ({ listed: answer ? "yes" : "not-yet", ...(name && { name }), ...(remark && { remark }) }),
  rows: (_criterion, { list, short }, answer) => [
    { label: `On the ${list}`, text: answer.listed ? "Yes" : "Not yet" },
    ...(answer.name ? [{ label: `Name on the ${short}`, text: answer.name }] : []),
    ...(answer.remark ? [{ label: "Comment", text: answer.remark }] : []),
  ],
  fromText: (_configured, text) => ({ remark: text }),
};

const listed = oncePer((configured: Settings) => formSchema(configured, `Enter the name as it appears on the ${configured.short}`));
const unlisted = oncePer((configured: Settings) => formSchema(configured, undefined));

function formSchema({ list }: Settings, noName: string | undefined) {
  return z.strictObject({
    listed: choice(["yes", "not-yet"], `Select whether your organization is on the ${list}`),
    name: singleLine(200, { name: "Name", empty: noName }),
    remark: manyLines(1000, { name: "Comment" }),
  });
}

function fields({ list, short, publishedAt }: Settings): readonly Field[] {
  return [
    {
      type: "radio",
      name: "listed",
      label: `Is your organization on the ${list}?`,
      options: [
        { value: "yes", label: "Yes" },
        { value: "not-yet", label: "Not yet" },
      ],
    },
    {
      type: "text",
      name: "name",
      label: `Your name as it appears on the ${short}`,
      hint: publishedAt && `Members are published at ${publishedAt}`,
      optional: true,
      maxLength: 200,
      autocomplete: "organization",
    },
    { type: "textarea", name: "remark", label: "Anything we should know about it", optional: true, maxLength: 1000 },
  ];
}
