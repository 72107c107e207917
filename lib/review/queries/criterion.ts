import { and, desc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { answer, answerRevision, finding, informationRequest, person } from "@/db/schema";
import { whyReviewed } from "@/lib/alias/rules";
import { storedAnswers } from "@/lib/application/commands/stored-answers";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { readAll } from "@/lib/application/reading";
import { checksOfKind } from "@/lib/evidence/checks";
import { type NewestCheck, newestChecks } from "@/lib/evidence/commands/newest-checks";
import { factsOfChecks } from "@/lib/evidence/known-facts";
import type { Actor } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { rowsOf, rowsOfDraft } from "@/lib/list/answer";
import { type Assessment, assess } from "@/lib/list/assess";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { AnswerRow } from "@/lib/list/kind";
import { aliasStanding } from "../commands/alias-state";
import { mayReadAnswers, mayReview } from "../permissions";
import { seesOthersFindings } from "../rules";
import type { FindingVerdict } from "../words";
import { openForReview } from "./application";
import { roundState } from "./facts";

export type FindingShown = { readonly name: string; readonly verdict: FindingVerdict; readonly reason: string; readonly stale: boolean };

export type CriterionForReview = {
  readonly criterion: Criterion;
  readonly number: number;
  readonly of: number;
  readonly answerVersion: number;
  readonly rows: readonly AnswerRow[];
  readonly answeredAt: Date;
  /** Notes about the answer that prevent nothing. */
  readonly warnings: readonly string[];
  readonly assessment: Assessment | null;
  /** Automatic checks out last about the answer. */
  readonly checks: readonly NewestCheck[];
  readonly mayAskChecks: boolean;
  /** Newest first. */
  readonly earlier: readonly { readonly at: Date; readonly rows: readonly AnswerRow[] }[];
  readonly mine: { readonly verdict: FindingVerdict; readonly reason: string; readonly stale: boolean } | null;
  /** Those of others that are open to the viewer; null while they are not. */
  readonly others: readonly FindingShown[] | null;
  /** The address, if a reader disowned it. */
  readonly disownedAlias: string | null;
  readonly question: {
    readonly text: string;
    readonly askedAt: Date;
    readonly dueOn: Day;
    readonly answeredAt: Date | null;
    readonly closedAt: Date | null;
  } | null;
};

/** The most earlier texts of one answer that a page shows. */
const mostEarlier = 20;

/** One criterion of an application as a reviewer decides it. Null for everybody who may not read answers, and for criteria that were not asked. */
export async function criterionForReview(
  viewer: Actor,
  list: ListDefinition,
  { reference, key, today }: { reference: string; key: string; today: Day },
): Promise<CriterionForReview | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadAnswers(opened.viewer, opened.subject)) return null;
  const { row } = opened;
  const db = database();
  const ofIt = { applicationId: row.id, key };
  const [stored, [saved], earlier, found, findings, [question]] = await Promise.all([
    storedAnswers(db, row.id),
    db
      .select({ editedAt: answer.editedAt })
      .from(answer)
      .where(and(eq(answer.applicationId, row.id), eq(answer.criterion, key))),
    earlierTexts(ofIt),
    newestChecks(db, { applicationId: row.id }),
    findingsOn(ofIt),
    lastQuestion(ofIt),
  ]);
  const read = readAll(
    criteriaInForce(list, row.criteria_on),
    stored,
    await loadValidationContext(db, { list, applicationId: row.id, stored, day: row.criteria_on, today, lookAlikes: true }),
  );
  const asked = read.find(({ criterion }) => criterion.key === key);
  if (asked?.stored === undefined || asked.stored === null) return null;

  const { criterion, number, reading } = asked;
  const rowsFor = (draft: typeof asked.stored.draft) =>
    draft === asked.stored?.draft && reading?.ok ? rowsOf(criterion, reading.answer) : rowsOfDraft(criterion, draft);
  const checks = found.filter(({ name }) => checksOfKind(criterion.kind).includes(name));
  const alias = criterion.kind === "contact-alias" ? await aliasStanding(db, row.id, read) : null;
  const { mine, others } = shownTo(opened.viewer.personId, findings, asked.stored.version);
  const sees = seesOthersFindings({ assigned: row.assigned, sent: row.sent, round: roundState(row) });

  return {
    criterion,
    number,
    of: read.length,
    answerVersion: asked.stored.version,
    rows: rowsFor(asked.stored.draft),
    answeredAt: saved?.editedAt ?? new Date(0),
    warnings: [
      ...(reading?.warnings ?? []).map(({ message }) => message),
      ...(alias?.state === "by-hand" ? [`${whyReviewed} Whoever accepts the application has to confirm that the answer was checked.`] : []),
    ],
    assessment: reading?.ok
      ? assess(criterion, reading.answer, {
          ...(alias?.answeredAt ? { aliasAnsweredOn: dayOf(alias.answeredAt) } : {}),
          ...(alias?.disowned ? { aliasDisowned: true } : {}),
          ...factsOfChecks(checks),
          ...(policyInForce(list, today) ? { policyVersion: policyInForce(list, today)?.version } : {}),
        })
      : null,
    checks,
    mayAskChecks: ["submitted", "information_requested"].includes(row.status) && mayReview(opened.viewer, opened.subject),
    earlier: earlier.map(({ at, draft }) => ({ at, rows: rowsOfDraft(criterion, draft) })),
    mine,
    others: sees ? others.filter(({ personId }) => row.senders.includes(personId)) : null,
    disownedAlias: alias?.disowned ? alias.address : null,
    question: question ?? null,
  };
}

type OfIt = { readonly applicationId: string; readonly key: string };

/** Earlier texts of the answer, newest first. */
function earlierTexts({ applicationId, key }: OfIt) {
  return database()
    .select({ at: answerRevision.editedAt, draft: answerRevision.draft })
    .from(answerRevision)
    .where(and(eq(answerRevision.applicationId, applicationId), eq(answerRevision.criterion, key)))
    .orderBy(desc(answerRevision.version))
    .limit(mostEarlier);
}

function lastQuestion({ applicationId, key }: OfIt) {
  return database()
    .select({
      text: informationRequest.question,
      askedAt: informationRequest.askedAt,
      dueOn: informationRequest.dueOn,
      answeredAt: informationRequest.answeredAt,
      closedAt: informationRequest.closedAt,
    })
    .from(informationRequest)
    .where(and(eq(informationRequest.applicationId, applicationId), eq(informationRequest.criterion, key)))
    .orderBy(desc(informationRequest.askedAt))
    .limit(1);
}

function findingsOn({ applicationId, key }: OfIt) {
  return database()
    .select({
      personId: finding.personId,
      name: person.name,
      email: person.email,
      verdict: finding.verdict,
      reason: finding.reason,
      answerVersion: finding.answerVersion,
    })
    .from(finding)
    .innerJoin(person, eq(person.id, finding.personId))
    .where(and(eq(finding.applicationId, applicationId), eq(finding.criterion, key)))
    .orderBy(finding.at);
}

/** The reader's own finding and those of the others; stale are those on an earlier text. */
function shownTo(viewer: string, findings: Awaited<ReturnType<typeof findingsOn>>, version: number) {
  const rows = findings.map(({ personId, name, email, verdict, reason, answerVersion }) => ({
    personId,
    name: name ?? email,
    verdict,
    reason,
    stale: answerVersion < version,
  }));
  return { mine: rows.find(({ personId }) => personId === viewer) ?? null, others: rows.filter(({ personId }) => personId !== viewer) };
}
