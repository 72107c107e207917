import { and, eq, gte, isNotNull, isNull, or } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { memberAnswer, recheck, removalEvidence } from "@/db/schema";
import { aliasesInUse } from "@/lib/alias/queries/in-use";
import { newestChecks } from "@/lib/evidence/commands/newest-checks";
import { dayOf } from "@/lib/kernel/calendar";
import { pipelined } from "@/lib/kernel/pipelined";
import type { Reason, ReasonFacts } from "../reasons";

type Which = {
  readonly id: string;
  readonly memberId: string;
  readonly proposedAt: Date;
  /** Those that were not struck. */
  readonly reasons: readonly Reason[];
};

/** What is recorded now about the reasons of a removal. Checks no permission: for commands and queries that have. */
export async function reasonFacts(db: Database | Transaction, { id, memberId, proposedAt, reasons }: Which): Promise<ReasonFacts> {
  const [rechecks, answers, evidence, checks, aliases] = await pipelined([
    db
      .select({
        reference: recheck.reference,
        status: recheck.status,
        criteria: recheck.criteria,
        answeredAt: recheck.answeredAt,
        endedOn: recheck.endedOn,
      })
      .from(recheck)
      .where(
        and(
          eq(recheck.memberId, memberId),
          isNotNull(recheck.answeredAt),
          or(eq(recheck.status, "answered"), gte(recheck.answeredAt, proposedAt)),
        ),
      )
      .orderBy(recheck.answeredAt),
    db
      .select({
        criterion: memberAnswer.criterion,
        version: memberAnswer.criterionVersion,
        draft: memberAnswer.draft,
        answeredAt: memberAnswer.answeredAt,
        verdict: memberAnswer.verdict,
        verdictAt: memberAnswer.verdictAt,
      })
      .from(memberAnswer)
      .where(eq(memberAnswer.memberId, memberId)),
    db
      .select({ criterion: removalEvidence.criterion, submittedAt: removalEvidence.submittedAt })
      .from(removalEvidence)
      .where(and(eq(removalEvidence.removalId, id), isNull(removalEvidence.answeredAt)))
      .orderBy(removalEvidence.submittedAt),
    newestChecks(db, { memberId }),
    aliasesInUse(db, memberId),
  ]);
  const listed = checks.find(({ name, at }) => name === "sister-list" && at >= proposedAt);
  return {
    proposedAt,
    reasons,
    rechecks: rechecks.flatMap(({ answeredAt, ...rest }) => (answeredAt === null ? [] : [{ ...rest, answeredAt }])),
    answers,
    listedElsewhere: listed === undefined ? null : { result: listed.result, on: dayOf(listed.at) },
    evidence,
    aliases,
  };
}
