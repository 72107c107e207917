import * as z from "zod/mini";
import { manyLines } from "../kernel/text";
import type { AnswerRow, Field } from "./kind";
import { numberBetween, words } from "./settings";

/** How a criterion asks for a longer text. */
export const proseSettings = z.strictObject({
  label: words,
  hint: z.optional(words),
  /** The word that messages about it begin with, "Description". */
  name: z._default(words, "Description"),
  /** Shown when nothing was written; without it the text may be left out. */
  empty: z.optional(words),
  /** In code points. */
  max: z._default(numberBetween(1, 10_000), 2000),
});
type ProseSettings = z.infer<typeof proseSettings>;

export function proseField(name: string, { label, hint, empty, max }: ProseSettings): Field {
  return { type: "textarea", name, label, hint, optional: empty === undefined, maxLength: max };
}

export function proseSchema({ name, empty, max }: ProseSettings): z.ZodMiniType<string> {
  return manyLines(max, { name, empty });
}

/** A row for a text; an optional text that was left out is shown as such. */
export function proseRow(label: string, text: string): AnswerRow {
  return { label, text: text || "Not provided" };
}
