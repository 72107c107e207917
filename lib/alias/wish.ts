import { z } from "zod";
import { manyLines } from "@/lib/kernel/text";

const fields = {
  /** "add" keeps the addresses in use beside the new one. */
  mode: z.enum(["replace", "add"], { error: "Choose whether the new address replaces an address or is added" }),
  /** Which alias is replaced; "" where there is only one. */
  oldAlias: z.union([z.uuid(), z.literal("")], { error: "Choose which address is replaced" }).default(""),
  address: z.string({ error: "Enter the new address" }).max(1100),
  reason: manyLines(1000, { name: "Reason", empty: "Enter why you are changing the address" }),
  /** Why an address that looks like one person's reaches a team; "" when it does not look so. */
  reachesTeam: manyLines(1000, { name: "Why it reaches a team" }),
  oldIsDead: z.enum(["yes", ""]).default(""),
};

/** The input of a request for another contact alias. */
export const aliasWish = z.strictObject(fields);
export type AliasWish = z.infer<typeof aliasWish>;

/** The same, for a member. */
export const aliasWishOfMember = z.strictObject({ member: z.uuid(), ...fields });

/** The fields of a form that asks for another contact alias. */
export const wishFields = ["mode", "oldAlias", "address", "reason", "reachesTeam", "oldIsDead"] as const;

/** The fields of the form that belong to the request. */
export function wishIn(fields: { readonly [Name in (typeof wishFields)[number]]?: string }) {
  const { mode, oldAlias = "", address = "", reason = "", reachesTeam = "", oldIsDead = "" } = fields;
  return { mode, oldAlias, address, reason, reachesTeam, oldIsDead };
}
