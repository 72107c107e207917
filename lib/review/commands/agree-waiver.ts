import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { waiver } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { refuseAsSecond } from "@/lib/approval/missing-people";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { committeeOf } from "../queries/committee";
import { approversIn } from "../rules";

import { loadApplicationForUpdate } from "./load-application";
import { refuseUnlessOpen } from "./state";

/** A second, different person agrees to waive one criterion. From then on the application can be accepted without it. */
export const agreeWaiver = command(
  "agreeWaiver",
  z.strictObject({ reference: referenceInput, criterion: z.string().max(60) }),
  async (work, { reference, criterion }) => {
    const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
    work.authorize(mayApprove("waiver", actor, subject));
    requireRecentSignIn(work, actor);
    await refuseUnlessOpen(work, application);
    const which = and(eq(waiver.applicationId, application.id), eq(waiver.criterion, criterion));
    const [asked] = await work.tx.select().from(waiver).where(which);
    refuseUnless(asked !== undefined, "Nobody asked to waive this criterion.");
    refuseUnless(asked.askedBy !== actor.personId, "You asked for this yourself. A second person has to agree.");
    if (asked.agreedAt !== null) {
      work.nothingToDo();
      return;
    }
    const eligible = approversIn(await committeeOf(work.tx, application.id));
    refuseAsSecond("waiver", { list, eligible, by: asked.askedBy, actor: actor.personId });
    await work.tx.update(waiver).set({ agreedBy: actor.personId, agreedAt: work.now }).where(which);
    work.audit(
      "waiver.agreed",
      { kind: "application", id: application.id, list: application.list },
      { criterion },
      roleOf(actor, application.list),
    );
  },
);
