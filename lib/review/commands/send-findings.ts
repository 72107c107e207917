import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { finding, reviewAssignment } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { readApplication } from "@/lib/application/commands/stored-answers";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { mayReview } from "../permissions";
import { findingGaps } from "../rules";
import { loadApplicationForUpdate } from "./load-application";
import { openAssignments, route } from "./route";
import { refuseUnlessOpen } from "./state";

/**
 * A reviewer sends their findings: from now on they see those of the others who sent theirs. Names every criterion that is
 * still without one. When all who have the application are done, the vote opens by itself.
 */
export const sendFindings = command("sendFindings", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  await refuseUnlessOpen(work, application);
  const mine = (await openAssignments(work, application.id)).find(({ personId }) => personId === actor.personId);
  refuseUnless(mine !== undefined, "This application was assigned to other reviewers. It has to be assigned to you first.");
  if (mine.reviewedAt !== null) {
    work.nothingToDo();
    return;
  }

  const findings = await work.tx
    .select({ criterion: finding.criterion, answerVersion: finding.answerVersion })
    .from(finding)
    .where(and(eq(finding.applicationId, application.id), eq(finding.personId, actor.personId)));
  const problems = findingGaps(await readApplication(work, { id: application.id, list, day: application.criteriaOn }), findings);
  if (problems.length > 0) throw new Refusal("Some criteria are not assessed yet.", { kind: "input", problems });

  await work.tx.update(reviewAssignment).set({ reviewedAt: work.now }).where(eq(reviewAssignment.id, mine.id));
  work.audit("review.sent", { kind: "application", id: application.id, list: application.list }, {}, roleOf(actor, application.list));
  await route(work, application, list);
});
