import { and, asc, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import { database } from "@/db/client";
import { finding, reviewAssignment } from "@/db/schema";

/** The reasons of findings that were sent and are not "met", by criterion, each on its own paragraph: what an email starts from. */
export async function findingReasons(applicationId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await database()
    .selectDistinct({ criterion: finding.criterion, reason: finding.reason, at: finding.at })
    .from(finding)
    .innerJoin(
      reviewAssignment,
      and(
        eq(reviewAssignment.applicationId, finding.applicationId),
        eq(reviewAssignment.personId, finding.personId),
        isNotNull(reviewAssignment.reviewedAt),
        or(isNull(reviewAssignment.releasedAt), eq(reviewAssignment.releasedBecause, "ended")),
      ),
    )
    .where(and(eq(finding.applicationId, applicationId), ne(finding.verdict, "met"), ne(finding.reason, "")))
    .orderBy(asc(finding.at));
  const byCriterion = new Map<string, Set<string>>(); // equal texts of two reviewers are listed once
  for (const { criterion, reason } of rows) byCriterion.set(criterion, (byCriterion.get(criterion) ?? new Set()).add(reason));
  return new Map([...byCriterion].map(([criterion, reasons]) => [criterion, [...reasons].join("\n\n")]));
}
