import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { committeeRole, person, session } from "@/db/schema";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { type CommitteeRole, committeeRoles } from "@/lib/kernel/roles";
import { tellCommittee } from "../committee";
import { mayManageRoles } from "../permissions";

/** Roles that a list always keeps once somebody has them. Taking a role away is the only way in which it ends, and one at a time. */
const neverEmpty: readonly CommitteeRole[] = ["administrator", "chair"];

const input = z.strictObject({ email: z.string().max(1000), list: z.string().max(60), role: z.enum(committeeRoles) });

/**
 * Takes a role away, at once: all sessions of the person end in the same transaction.
 * Refuses to take the last administrator of a list, who could not be replaced from within, and the last chair: without one nothing that
 * needs a chair could go on.
 */
export const revokeRole = command("revokeRole", input, async (work, { email, list, role }) => {
  work.authorize(mayManageRoles(work.actor));
  await takeAdvisoryLock(work, "roles", list);
  const roles = await work.tx
    .select({ id: committeeRole.id, personId: committeeRole.personId, email: person.email })
    .from(committeeRole)
    .innerJoin(person, eq(person.id, committeeRole.personId))
    .where(and(eq(committeeRole.list, list), eq(committeeRole.role, role), isNull(committeeRole.revokedAt)));
  const grant = roles.find((held) => held.email.toLowerCase() === email.trim().toLowerCase());
  if (!grant) throw new Refusal(`${email.trim()} does not have the ${role} role on ${list}. Nothing was changed.`, { kind: "conflict" });
  refuseUnless(
    !neverEmpty.includes(role) || roles.length > 1,
    `${grant.email} is the last person with the ${role} role on ${list}. Grant the role to somebody else first.`,
  );

  await work.tx.update(committeeRole).set({ revokedAt: work.now }).where(eq(committeeRole.id, grant.id));
  await work.tx.delete(session).where(eq(session.userId, grant.personId));
  work.audit("role.revoked", { kind: "person", id: grant.personId, list }, { person: grant.personId, role });
  await tellCommittee(work, "role-revoked", { list, personId: grant.personId, role });
});
