import { and, desc, eq, isNull } from "drizzle-orm";
import { database } from "@/db/client";
import { answer, application, decision, decisionDraft, person, reviewAssignment, voteRound } from "@/db/schema";
import { worker } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { castVote } from "@/lib/review/commands/cast-vote";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { routeApplication } from "@/lib/review/commands/route-application";
import { sendFindings } from "@/lib/review/commands/send-findings";
import { later } from "./applying";
import { signedIn } from "./people";

export type DecidedApplication = { readonly reference: string; readonly list: ListDefinition };

/** What a reviewer finds wanting: criterion, reason, what would help. Everything else is met. */
export type Wanting = Readonly<Record<string, { readonly reason: string; readonly whatWouldHelp: string }>>;

const hour = 3_600_000;

/** The worker assigns the application to reviewers. */
export async function route({ reference }: DecidedApplication, now: Date): Promise<void> {
  await routeApplication({ actor: worker, now }, { applicationId: await idOf(reference) });
}

/** Everyone it was given to records findings and sends them. */
export async function find({ reference, list }: DecidedApplication, now: Date, wanting: Wanting = {}): Promise<void> {
  const versions = await answerVersions(reference);
  for (const reviewer of await reviewersOf(reference)) {
    const actor = await signedIn(reviewer, now);
    for (const { key } of criteriaInForce(list, dayOf(now))) {
      const fault = wanting[key];
      await recordFinding(
        { actor, now },
        {
          reference,
          criterion: key,
          answerVersion: versions.get(key) ?? 1,
          verdict: fault ? "not-met" : "met",
          reason: fault?.reason ?? "",
        },
      );
    }
    await sendFindings({ actor, now: later(now, hour) }, { reference });
  }
}

/** Everyone it was given to votes the same way. */
export async function vote({ reference }: DecidedApplication, choice: "accept" | "decline", now: Date): Promise<void> {
  const [round] = await database()
    .select({ id: voteRound.id })
    .from(voteRound)
    .where(and(eq(voteRound.applicationId, await idOf(reference)), isNull(voteRound.closedAt)))
    .orderBy(desc(voteRound.openedAt));
  if (!round) throw new Error(`No vote is open on ${reference}`);
  for (const reviewer of await reviewersOf(reference)) {
    await castVote(
      { actor: await signedIn(reviewer, now), now },
      { reference, round: round.id, choice, reason: choice === "accept" ? "All criteria are met." : "See the findings." },
    );
  }
}

/** The chair writes the email and decides; the hold passes and the decision is released. */
export async function decide(
  { reference, list }: DecidedApplication,
  outcome: "accepted" | "declined",
  { chair, now, wanting = {} }: { chair: { name: string; email: string }; now: Date; wanting?: Wanting },
): Promise<void> {
  const actor = await signedIn(chair, now);
  const reasons = criteriaInForce(list, dayOf(now)).map(({ key }) => ({
    criterion: key,
    verdict: wanting[key] ? ("not-met" as const) : ("met" as const),
    reason: wanting[key]?.reason ?? "",
    whatWouldHelp: wanting[key]?.whatWouldHelp ?? "",
  }));
  await draftDecision({ actor, now }, { reference, version: 0, outcome, reasons, opening: "", closing: "" });
  const applicationId = await idOf(reference);
  const [{ version } = { version: 1 }] = await database()
    .select({ version: decisionDraft.version })
    .from(decisionDraft)
    .where(eq(decisionDraft.applicationId, applicationId));
  const made = await makeDecision({ actor, now }, { reference, version });
  const [held] = await database().select({ undoUntil: decision.undoUntil }).from(decision).where(eq(decision.id, made.decisionId));
  await releaseDecision({ actor: worker, now: held?.undoUntil ?? now }, { decisionId: made.decisionId });
}

async function idOf(reference: string): Promise<string> {
  const [row] = await database().select({ id: application.id }).from(application).where(eq(application.reference, reference));
  if (!row) throw new Error(`There is no application ${reference}`);
  return row.id;
}

async function answerVersions(reference: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database()
    .select({ criterion: answer.criterion, version: answer.version })
    .from(answer)
    .where(eq(answer.applicationId, await idOf(reference)));
  return new Map(rows.map(({ criterion, version }) => [criterion, version]));
}

async function reviewersOf(reference: string): Promise<{ name: string; email: string }[]> {
  const rows = await database()
    .select({ name: person.name, email: person.email })
    .from(reviewAssignment)
    .innerJoin(person, eq(person.id, reviewAssignment.personId))
    .where(and(eq(reviewAssignment.applicationId, await idOf(reference)), isNull(reviewAssignment.releasedAt)))
    .orderBy(person.email);
  return rows.map(({ name, email }) => ({ name: name ?? email, email }));
}
