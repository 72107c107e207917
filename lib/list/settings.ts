import * as z from "zod/mini";

// The content security policy forbids eval and reports every attempt; zod attempts it unless this is set.
if (typeof document !== "undefined") z.config({ jitless: true });

/** A text of a setting; an empty one would leave a hole on a page. */
export const words = z.string().check(z.minLength(1));

export function numberBetween(least: number, most: number) {
  return z.int().check(z.gte(least), z.lte(most));
}

/** The options of a question. Their keys go into drafts and names of fields, so no two may be the same. */
export const options = z
  .array(
    z.strictObject({
      key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/, "an option's key is made of lower-case letters, digits and hyphens")),
      label: words,
      hint: z.optional(words),
    }),
  )
  .check(
    z.minLength(2),
    z.refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "two options have the same key"),
  );
