import type { Actor } from "@/lib/kernel/actor";

/**
 * Roles are granted and revoked on the command line by the operator of the portal. Doing it on a page needs two people with
 * passkeys (rows 45 and 46 of the permission matrix) and is refused until there are any.
 */
export function mayManageRoles(actor: Actor): boolean {
  return actor.kind === "system" && (actor.name === "operator" || actor.name === "demo");
}
