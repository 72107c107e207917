import { and, asc, eq, isNull } from "drizzle-orm";
import { database } from "@/db/client";
import { applicationContact, decision, decisionDraft, person } from "@/db/schema";
import { storedAnswers } from "@/lib/application/commands/stored-answers";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { readAll } from "@/lib/application/reading";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { type AliasStanding, aliasStanding } from "../commands/alias-state";
import { waivedCriteria } from "../commands/decision-inputs";
import type { DecisionReason } from "../decision";
import { type DecisionEmail, decisionEmail } from "../email";
import { mayChair, mayReadAnswers } from "../permissions";
import { jointVerdict, seesOthersFindings } from "../rules";
import type { DecisionOutcome } from "../words";
import { type Opened, openForReview } from "./application";
import { roundState } from "./facts";
import { findingReasons } from "./reasons";

export type EmailForReview = {
  /** A chair without a conflict writes; others read. */
  readonly mayWrite: boolean;
  readonly asked: readonly { readonly criterion: Criterion; readonly number: number }[];
  /** 0 while nobody has saved the email; what is shown then was drafted from the findings. */
  readonly version: number;
  readonly outcome: DecisionOutcome;
  readonly reasons: readonly DecisionReason[];
  readonly opening: string;
  readonly closing: string;
  readonly editedAt: Date | null;
  readonly alias: AliasStanding;
  readonly waived: readonly string[];
  /** The vote's outcome, when it is closed with one. */
  readonly voted: DecisionOutcome | "referred" | null;
  readonly email: DecisionEmail;
  /** To whom the email goes, one each. */
  readonly recipients: readonly string[];
  readonly held: {
    readonly outcome: DecisionOutcome;
    readonly undoUntil: Date;
    readonly decidedBy: string;
    readonly secondedBy: string;
  } | null;
  readonly released: { readonly outcome: DecisionOutcome; readonly at: Date } | null;
};

/** The decision email of an application: as a draft, in its undo window, or sent. Null for everybody who may not read answers. */
export async function emailForReview(
  viewer: Actor,
  list: ListDefinition,
  { reference, today }: { reference: string; today: Day },
): Promise<EmailForReview | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadAnswers(opened.viewer, opened.subject)) return null;
  const { row } = opened;
  const db = database();
  const stored = await storedAnswers(db, row.id);
  const read = readAll(
    criteriaInForce(list, row.criteria_on),
    stored,
    await loadValidationContext(db, { list, applicationId: row.id, stored, day: row.criteria_on }),
  );
  const asked = read.map(({ criterion, number }) => ({ criterion, number }));
  const alias = await aliasStanding(db, row.id, read);
  const standing = await standingOf(row.id);
  const words = standing?.decision ?? (await draftOf(opened, asked));
  const waived = await waivedCriteria(db, row.id);
  const reasons = words.reasons.map((reason) =>
    words.outcome === "accepted" && waived.includes(reason.criterion) ? { ...reason, waived: true } : reason,
  );
  const application = { organizationId: row.organization_id, organizationName: row.organization_name, reference: row.reference };
  const roundOutcome = row.round?.outcome;

  return {
    mayWrite: mayChair(opened.viewer, opened.subject),
    asked,
    version: "version" in words ? words.version : 0,
    outcome: words.outcome,
    reasons,
    opening: words.opening,
    closing: words.closing,
    editedAt: "editedAt" in words ? words.editedAt : null,
    alias,
    waived,
    voted: roundOutcome === "accepted" || roundOutcome === "declined" || roundOutcome === "referred" ? roundOutcome : null,
    email: decisionEmail({
      list,
      application,
      ...words,
      reasons,
      asked: asked.map(({ criterion: { key, title }, number }) => ({ key, title, number })),
      alias: alias.address,
      today,
    }),
    recipients: await recipientsOf(row.id),
    held:
      standing && standing.decision.releasedAt === null
        ? {
            outcome: standing.decision.outcome,
            undoUntil: standing.decision.undoUntil,
            decidedBy: standing.decidedBy,
            secondedBy: standing.secondedBy,
          }
        : null,
    released: standing?.decision.releasedAt ? { outcome: standing.decision.outcome, at: standing.decision.releasedAt } : null,
  };
}

type Words = {
  readonly outcome: DecisionOutcome;
  readonly reasons: readonly DecisionReason[];
  readonly opening: string;
  readonly closing: string;
  readonly version: number;
  readonly editedAt: Date | null;
};

/** What a chair saved last, or an email drafted from the findings that were sent and are open to this viewer. */
async function draftOf({ row }: Opened, asked: EmailForReview["asked"]): Promise<Words> {
  const [saved] = await database().select().from(decisionDraft).where(eq(decisionDraft.applicationId, row.id));
  if (saved) return saved;
  // A chair who still has findings of their own to send finds alone, here as everywhere.
  const open = seesOthersFindings({ assigned: row.assigned, sent: row.sent, round: roundState(row) });
  const said: ReadonlyMap<string, string> = open ? await findingReasons(row.id) : new Map();
  const reasons = asked.map(({ criterion: { key, whatWouldHelp } }): DecisionReason => {
    const verdict =
      jointVerdict(row.findings.filter(({ criterion, person }) => criterion === key && row.senders.includes(person) && open)) ??
      "cannot-tell";
    return {
      criterion: key,
      verdict,
      reason: verdict === "met" ? "" : (said.get(key) ?? ""),
      whatWouldHelp: verdict === "not-met" ? whatWouldHelp : "",
    };
  });
  const allMet = reasons.every(({ verdict }) => verdict === "met");
  const outcome =
    row.round?.outcome === "accepted" || row.round?.outcome === "declined" ? row.round.outcome : allMet ? "accepted" : "declined";
  return { outcome, reasons, opening: "", closing: "", version: 0, editedAt: null };
}

async function standingOf(applicationId: string) {
  const [standing] = await database()
    .select()
    .from(decision)
    .where(and(eq(decision.applicationId, applicationId), isNull(decision.takenBackAt)));
  if (!standing) return null;
  const people = await database()
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(eq(person.id, standing.decidedBy));
  const seconds = await database()
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(eq(person.id, standing.secondedBy));
  const nameOf = ([found]: typeof people) => found?.name ?? found?.email ?? "";
  return { decision: standing, decidedBy: nameOf(people), secondedBy: nameOf(seconds) };
}

async function recipientsOf(applicationId: string): Promise<readonly string[]> {
  const rows = await database()
    .select({ email: person.email })
    .from(applicationContact)
    .innerJoin(person, eq(person.id, applicationContact.personId))
    .where(eq(applicationContact.applicationId, applicationId))
    .orderBy(asc(applicationContact.since), asc(person.id));
  return rows.map(({ email }) => email);
}
