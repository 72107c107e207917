import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { answer, finding, reviewAssignment, waiver } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { storedAnswers } from "@/lib/application/commands/stored-answers";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { type ReadCriterion, readAll } from "@/lib/application/reading";
import type { Work } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import type { CountedFinding } from "../decision";
import { committeeOf } from "../queries/committee";
import { type CommitteeMember, isStillEligible, waiverApplies } from "../rules";

/** Everything the applicant was asked and answered, with the look-alikes of member domains: the basis of a decision. */
export async function answersOf(
  work: Work,
  { id, criteriaOn }: LockedApplication,
  list: ListDefinition,
): Promise<readonly ReadCriterion[]> {
  const stored = await storedAnswers(work.tx, id);
  return readAll(
    criteriaInForce(list, criteriaOn),
    stored,
    await loadValidationContext(work.tx, { list, applicationId: id, stored, day: criteriaOn, today: work.today, lookAlikes: true }),
  );
}

/** The criteria in the shape in which decisions and emails speak of them. */
export function askedOf(read: readonly ReadCriterion[]) {
  return read.map(({ criterion: { key, title }, number, stored }) => ({ key, title, number, answerVersion: stored?.version ?? 0 }));
}

/** The findings that were sent by people who still have the application and no conflict of interest. */
export async function countedFindings(
  work: Work,
  applicationId: string,
  committee: readonly CommitteeMember[],
): Promise<readonly CountedFinding[]> {
  const rows = await work.tx
    .select({ criterion: finding.criterion, verdict: finding.verdict, answerVersion: finding.answerVersion, personId: finding.personId })
    .from(finding)
    .innerJoin(
      reviewAssignment,
      and(
        eq(reviewAssignment.applicationId, finding.applicationId),
        eq(reviewAssignment.personId, finding.personId),
        isNull(reviewAssignment.releasedAt),
        isNotNull(reviewAssignment.reviewedAt),
      ),
    )
    .where(eq(finding.applicationId, applicationId));
  return rows.filter(({ personId }) => isStillEligible(committee, personId));
}

/** The criteria that two people waived who still may decide. */
export async function waivedCriteria(db: Database | Transaction, applicationId: string): Promise<readonly string[]> {
  const rows = await db
    .select()
    .from(waiver)
    .where(and(eq(waiver.applicationId, applicationId), isNotNull(waiver.agreedAt)));
  if (rows.length === 0) return [];
  const committee = await committeeOf(db, applicationId);
  return rows.filter((each) => waiverApplies(each, committee)).map(({ criterion }) => criterion);
}

/** The criteria whose answers were changed after a moment. */
export async function changedSince(work: Work, applicationId: string, moment: Date): Promise<readonly string[]> {
  const rows = await work.tx
    .select({ criterion: answer.criterion, editedAt: answer.editedAt })
    .from(answer)
    .where(eq(answer.applicationId, applicationId));
  return rows.filter(({ editedAt }) => editedAt > moment).map(({ criterion }) => criterion);
}
