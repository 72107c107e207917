import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { answer, finding } from "@/db/schema";
import { referenceInput, versionInput } from "@/lib/application/commands/lock";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionByKey } from "@/lib/list/lookup";
import { mayReview } from "../permissions";
import { findingVerdicts } from "../words";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound } from "./rounds";
import { openAssignments } from "./route";
import { refuseUnlessOpen } from "./state";

const input = z
  .strictObject({
    reference: referenceInput,
    criterion: z.string().max(60),
    /** The version of the answer that was read. */
    answerVersion: versionInput,
    verdict: z.enum(findingVerdicts, { error: "Select whether the criterion is met" }),
    reason: manyLines(2000, { name: "Reason" }),
  })
  .refine(({ verdict, reason }) => verdict === "met" || reason !== "", {
    path: ["reason"],
    message: "Enter the reason. Others rely on it, and the applicant will read it if the criterion is not met",
  });

/**
 * A reviewer records what they find on one criterion. It is theirs alone until they send all of their findings, and it is bound
 * to the answer they read: one that was edited meanwhile has to be read again. May be changed until the vote is closed.
 */
export const recordFinding = command("recordFinding", input, async (work, { reference, criterion, answerVersion, verdict, reason }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject));
  if (!isPerson(actor) || criterionByKey(list, criterion) === undefined) throw notAllowed();
  await refuseUnlessOpen(work, application);
  const mine = (await openAssignments(work, application.id)).some(({ personId }) => personId === actor.personId);
  refuseUnless(mine, "This application was assigned to other reviewers. It has to be assigned to you first.");
  const round = await lastRound(work, application.id);
  refuseUnless(round === null || round.closedAt === null, "The vote is closed, and findings can no longer be changed.", "conflict");

  const [current] = await work.tx
    .select({ version: answer.version })
    .from(answer)
    .where(and(eq(answer.applicationId, application.id), eq(answer.criterion, criterion)));
  refuseUnless(current !== undefined, "The applicant was not asked about this criterion.");
  refuseUnless(
    current.version === answerVersion,
    "The answer was changed while you read it. Read it again; your text is kept.",
    "conflict",
  );

  const key = { applicationId: application.id, criterion, personId: actor.personId };
  const found = { verdict, reason, answerVersion };
  const [before] = await work.tx
    .select()
    .from(finding)
    .where(and(eq(finding.applicationId, key.applicationId), eq(finding.criterion, criterion), eq(finding.personId, actor.personId)));
  if (before && before.verdict === verdict && before.reason === reason && before.answerVersion === answerVersion) {
    work.nothingToDo();
    return;
  }
  await work.tx
    .insert(finding)
    .values({ ...key, ...found, at: work.now })
    .onConflictDoUpdate({ target: [finding.applicationId, finding.criterion, finding.personId], set: { ...found, at: work.now } });
  work.audit(
    "review.finding_recorded",
    { kind: "application", id: application.id, list: application.list },
    { criterion },
    roleOf(actor, application.list),
  );
});
