import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { conflictOfInterest } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { committeeOf } from "../queries/committee";
import { approach, roleOf } from "./approach";
import { askOrAgree } from "./conflict-change";

/**
 * Lifts somebody else's declared or set conflict of interest: a chair asks, a second, different person agrees. One that follows
 * from their address or their organization is a fact and is refused: it ends when the fact does.
 */
export const liftConflict = command(
  "liftConflict",
  z.strictObject({ reference: referenceInput, person: z.uuid({ error: "Choose a person" }) }),
  async (work, { reference, person }): Promise<"asked" | "agreed"> => {
    const approached = await approach(work, { reference });
    const agreed = await askOrAgree(work, approached, "lift", person);
    if (agreed === null) return "asked";
    const { application, member, askedBy, agreedBy } = agreed;
    await work.tx
      .update(conflictOfInterest)
      .set({ liftedAt: work.now, liftedBy: askedBy, liftSecondedBy: agreedBy })
      .where(
        and(
          eq(conflictOfInterest.personId, person),
          eq(conflictOfInterest.organizationId, application.organizationId),
          eq(conflictOfInterest.list, application.list),
          isNull(conflictOfInterest.liftedAt),
        ),
      );
    const still = (await committeeOf(work.tx, application.id)).some(({ personId, recused }) => personId === person && recused);
    refuseUnless(!still, `${member.name}'s conflict of interest follows from their address or their organization. It ends when that does.`);
    work.audit(
      "conflict.lifted",
      { kind: "application", id: application.id, list: application.list },
      { person },
      roleOf(approached.actor, application.list),
    );
    return "agreed";
  },
);
