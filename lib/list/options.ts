import * as z from "zod";

/** The options of a question. Their keys go into drafts and names of fields, so no two may be the same. */
export const optionsSchema = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "an option's key is made of lower-case letters, digits and hyphens"),
      label: z.string().min(1),
      hint: z.string().min(1).optional(),
    }),
  )
  .min(2)
  .refine((options) => new Set(options.map(({ key }) => key)).size === options.length, "two options have one key");
