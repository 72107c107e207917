import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { committeeRole } from "@/db/schema";
import { assessPersonAddress } from "@/lib/kernel/address";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { committeeRoles } from "@/lib/kernel/roles";
import { tellCommittee } from "../committee";
import { mayManageRoles } from "../permissions";
import { personFor } from "../person";

const input = z.strictObject({ email: z.string().max(1000), list: z.string().max(60), role: z.enum(committeeRoles) });

/**
 * Gives a person a role in a list's committee. The person, every chair and every administrator of the list are told by email.
 * Does nothing if the person has the role already.
 */
export const grantRole = command("grantRole", input, async (work, { email, list, role }) => {
  work.authorize(mayManageRoles(work.actor));
  const assessment = assessPersonAddress(email);
  if (!assessment.ok) throw new Refusal(assessment.message, { kind: "input", problems: [{ field: "email", message: assessment.message }] });

  await takeAdvisoryLock(work, "roles", list);
  const personId = await personFor(work, assessment.address);
  const [held] = await work.tx
    .select({ id: committeeRole.id })
    .from(committeeRole)
    .where(
      and(
        eq(committeeRole.list, list),
        eq(committeeRole.personId, personId),
        eq(committeeRole.role, role),
        isNull(committeeRole.revokedAt),
      ),
    );
  if (held) {
    work.nothingToDo();
    return { granted: false };
  }
  await work.tx.insert(committeeRole).values({ list, personId, role, grantedAt: work.now });
  work.audit("role.granted", { kind: "person", id: personId, list }, { person: personId, role });
  await tellCommittee(work, "role-granted", { list, personId, role });
  return { granted: true };
});
