import * as z from "zod";
import { manyLines } from "../kernel/text";
import type { AnswerRow, Field } from "./kind";

/** How a criterion asks for a longer text. */
export const proseSettings = z.strictObject({
  label: z.string().min(1),
  hint: z.string().min(1).optional(),
  /** The word that messages about it begin with, "Description". */
  name: z.string().min(1).default("Description"),
  /** Said when nothing was written; without it the text may be left out. */
  empty: z.string().min(1).optional(),
  /** In code points. */
  max: z.int().min(1).max(10_000).default(2000),
});
export type ProseSettings = z.infer<typeof proseSettings>;

export function proseField(name: string, { label, hint, empty, max }: ProseSettings): Field {
  return { type: "textarea", name, label, hint, optional: empty === undefined, maxLength: max };
}

export function proseSchema({ name, empty, max }: ProseSettings): z.ZodType<string> {
  return manyLines(max, { name, empty });
}

/** A row for a text; an optional text that was left out is said to be. */
export function proseRow(label: string, text: string): AnswerRow {
  return { label, text: text || "Not provided" };
}
