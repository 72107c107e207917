import * as z from "zod/mini";
import type { Problem } from "../../kernel/refusal";
import { isBlank } from "../../kernel/text";
import { choice, faulty, oncePer, readDraft } from "../form-schema";
import type { Draft, Field, Kind } from "../kind";
import { type Link, linkRows, linksField, linksFromText, linksSchema, linksSettings, repeatedLinks, writeLinks } from "../links";
import { proseField, proseRow, proseSchema, proseSettings } from "../prose";
import { options, words } from "../settings";

const shape = z.strictObject({
  /** What is answered: yes or no, one of the options, or several of them. */
  choose: z._default(z.enum(["yes-no", "one-of", "several-of"]), "yes-no"),
  label: words,
  hint: z.optional(words),
  /** Shown when nothing was chosen. */
  empty: words,
  /** For one-of and several-of. */
  options: z.optional(options),
  /** Text of the two answers of yes-no. */
  yes: z._default(words, "Yes"),
  no: z._default(words, "No"),
  text: z.optional(proseSettings),
  /** Answers that call for the text when others do not: a "no" may need its justification. `text.empty` holds for all answers. */
  textNeededFor: z.optional(z.strictObject({ options: z.array(z.string()).check(z.minLength(1)), empty: words })),
  links: z.optional(linksSettings),
});
type Settings = z.infer<typeof shape>;

const settings = shape.check(({ value, issues }) => {
  const { choose, text, textNeededFor } = value;
  const fault = (message: string) => issues.push({ code: "custom", message, input: value });
  if (choose === "yes-no" && value.options) fault("a yes-no attestation has no options");
  if (choose !== "yes-no" && !value.options) fault(`a ${choose} attestation needs options`);
  if (textNeededFor && !text) fault("textNeededFor is set, but there is no text");
  const unknown = textNeededFor?.options.filter((option) => !keys(value).includes(option)) ?? [];
  if (unknown.length > 0) fault(`textNeededFor names ${unknown.join(", ")}, which is not an option`);
});

export type AttestationAnswer = {
  readonly kind: "attestation";
  /** Keys of the chosen options; of a yes-no attestation "yes" or "no", which is an answer too. */
  readonly chosen: readonly string[];
  /** Whether several could be chosen. */
  readonly several: boolean;
  readonly text: string;
  readonly links: readonly Link[];
};

/** A statement by the organization: yes or no, or a choice, with text and links if the list asks for them. */
export const attestation: Kind<Settings, AttestationAnswer> = {
  name: "attestation",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft) => {
    const page = fields(configured);
    const { values, problems } = readDraft(schema(configured), page, draft);
    const unjustified = missingText(configured, draft);
    if (values === undefined || unjustified.length > 0) return faulty(page, [...problems, ...unjustified]);

    const { choice: chosen, text = "", links = [] } = values;
    const several = typeof chosen !== "string";
    const answer: AttestationAnswer = { kind: "attestation", chosen: several ? chosen : [chosen], several, text, links };
    return { ok: true, answer, warnings: repeatedLinks(links) };
  },
  write: ({ chosen, several, text, links }) => ({
    ...Object.fromEntries(chosen.map((key) => (several ? [`choice.${key}`, "yes"] : ["choice", key]))),
    ...(text && { text }),
    ...writeLinks(links),
  }),
  rows: (_criterion, configured, answer) => [
    {
      label: configured.label,
      text: answer.chosen.map((key) => offered(configured).find((option) => option.key === key)?.label ?? key).join("\n"),
    },
    ...(configured.text ? [proseRow(configured.text.label, answer.text)] : []),
    ...(configured.links ? linkRows(configured.links.label, answer.links) : []),
  ],
  fromText: (configured, text) => (configured.text ? { text, ...linksFromText(configured.links, text) } : null),
  choices: keys,
  chosen: (answer) => answer.chosen,
};

type Values = { readonly choice: string | readonly string[]; readonly text?: string; readonly links?: readonly Link[] };

const schema = oncePer((configured: Settings) => {
  const { choose, empty, text, links } = configured;
  return z.strictObject({
    choice: choose === "several-of" ? z.array(z.string()).check(z.minLength(1, empty)) : choice(keys(configured), empty),
    ...(text && { text: proseSchema(text) }),
    ...(links && { links: linksSchema(links) }),
  }) as z.ZodMiniType<Values>;
});

/** The text that the chosen answer calls for; a text that every answer calls for is the schema's to ask. */
function missingText({ text, textNeededFor }: Settings, draft: Draft): readonly Problem[] {
  if (!textNeededFor || text?.empty !== undefined || !isBlank(draft.text ?? "")) return [];
  const chosen = textNeededFor.options.some((key) => draft.choice === key || draft[`choice.${key}`] === "yes");
  return chosen ? [{ field: "text", message: textNeededFor.empty }] : [];
}

function offered({ choose, options: own = [], yes, no }: Settings) {
  const yesNo = [
    { key: "yes", label: yes, hint: undefined },
    { key: "no", label: no, hint: undefined },
  ];
  return choose === "yes-no" ? yesNo : own;
}

function keys(configured: Settings): readonly string[] {
  return offered(configured).map(({ key }) => key);
}

function fields(configured: Settings): readonly Field[] {
  const { choose, label, hint, text, links } = configured;
  const boxes = offered(configured).map(({ key, label: words, hint: more }) => ({ value: key, label: words, hint: more }));
  return [
    { type: choose === "several-of" ? "checkboxes" : "radio", name: "choice", label, hint, options: boxes },
    ...(text ? [proseField("text", text)] : []),
    ...(links ? [linksField(links)] : []),
  ];
}
