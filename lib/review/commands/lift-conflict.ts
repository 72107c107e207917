import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { liftConflicts } from "@/lib/organization/commands/conflicts";
import { askOrAgree } from "./conflict-change";
import { loadApplicationForUpdate } from "./load-application";

/**
 * Lifts somebody else's conflict of interest: a chair asks, a second, different person agrees. It lifts what was declared or set, and
 * what follows from the domain of their address. Who acts for the organization or writes in the application keeps it as long as they do.
 */
export const liftConflict = command(
  "liftConflict",
  z.strictObject({ reference: referenceInput, person: z.uuid({ error: "Choose a person" }) }),
  async (work, { reference, person }): Promise<"asked" | "agreed"> => {
    const locked = await loadApplicationForUpdate(work, { reference });
    const agreed = await askOrAgree(work, locked, "lift", person);
    if (agreed === null) return "asked";
    const { application, member, askedBy, agreedBy } = agreed;
    const { list, organizationId } = application;
    const derived = member.conflicts.includes("domain");
    await liftConflicts(work, { list, personId: person, organizationId }, { liftedBy: askedBy, liftSecondedBy: agreedBy, derived });
    work.audit(
      "conflict.lifted",
      { kind: "application", id: application.id, list: application.list },
      { person },
      roleOf(locked.actor, application.list),
    );
    return "agreed";
  },
);
