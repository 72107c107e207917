import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { waiver } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionByKey } from "@/lib/list/lookup";
import { committeeOf } from "../queries/committee";
import { approversIn, waiverApplies } from "../rules";
import { loadApplicationForUpdate } from "./load-application";
import { refuseUnlessOpen } from "./state";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().min(1, { error: "Choose a criterion" }).max(60),
  reason: manyLines(2000, { name: "Reason", empty: "Enter why this criterion may be waived" }),
});

/**
 * A chair proposes to waive one criterion for one application, with a reason. It takes effect once a second person approves. One that is no longer
 * valid, because one of its approvers is no longer eligible, has to be proposed again.
 */
export const askWaiver = command("askWaiver", input, async (work, { reference, criterion, reason }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayRequest("waiver", actor, subject));
  if (!isPerson(actor) || criterionByKey(list, criterion) === undefined) throw notAllowed();
  requireRecentSignIn(work, actor);
  await refuseUnlessOpen(work, application);
  const [before] = await work.tx
    .select()
    .from(waiver)
    .where(and(eq(waiver.applicationId, application.id), eq(waiver.criterion, criterion)));
  const committee = await committeeOf(work.tx, application.id);
  const isInForce = before !== undefined && waiverApplies(before, committee);
  refuseUnless(!isInForce, "A waiver of this criterion has already been requested.", "conflict");
  refuseWithoutApprovers("waiver", { list, eligible: approversIn(committee), taken: [actor.personId] });
  const asked = { reason, askedBy: actor.personId, askedAt: work.now, agreedBy: null, agreedAt: null };
  await work.tx
    .insert(waiver)
    .values({ applicationId: application.id, criterion, ...asked })
    .onConflictDoUpdate({ target: [waiver.applicationId, waiver.criterion], set: asked });
  work.audit(
    "waiver.asked",
    { kind: "application", id: application.id, list: application.list },
    { criterion },
    roleOf(actor, application.list),
  );
});
