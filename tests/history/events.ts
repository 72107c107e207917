import { readFileSync } from "node:fs";
import { z } from "zod";

const day = z.iso.date();
const organization = z.string();
const commit = z.string();

const event = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("admitted"), on: day, organization, address: z.string(), commit }),
  z.strictObject({ what: z.literal("alias-changed"), on: day, organization, address: z.string(), commit }),
  z.strictObject({
    what: z.literal("criteria-announced"),
    on: day,
    since: day,
    criteria: z.array(z.string()),
    metBy: z.array(organization),
  }),
  z.strictObject({ what: z.literal("removed"), on: day, organization, commit }),
  z.strictObject({ what: z.enum(["renamed", "merged"]), on: day, organization, name: z.string(), address: z.string(), commit }),
  z.strictObject({ what: z.literal("left"), on: day, organization, commit }),
]);

export type HistoryEvent = z.infer<typeof event>;

const copy = z.strictObject({
  commit,
  on: day,
  members: z.array(z.strictObject({ organization, address: z.string() })),
});

/** The public history of the list, in the order in which it happened. */
export const history = z
  .strictObject({ about: z.string(), events: z.array(event), copies: z.array(copy) })
  .parse(JSON.parse(readFileSync(new URL("../data/istio-history.json", import.meta.url), "utf8")));
