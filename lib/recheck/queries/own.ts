import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { member, memberAnswer, person, recheck, recheckAnswer } from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import type { EmailCalendar } from "@/lib/email/data";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { Draft } from "@/lib/list/kind";
import { aliasesOf } from "@/lib/member/commands/write-to";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayActForMember, mayAnswerForMember } from "@/lib/organization/permissions";
import { type AliasResponseTest, aliasResponseOf } from "../answers";
import { aliasesAsked, factsOf } from "../commands/facts";
import { questionsOf } from "../commands/questions";
import { loadRecheckAnswers } from "../commands/recheck-answers";
import type { RecheckReason, RecheckStatus } from "../lifecycle";
import type { AskedAgain } from "../reading";
import { asIfRunning, dueDay, graceEndsOn, reminderSchedule } from "../rules";

/** A question of the committee about one answer, as the people of the member see it. */
export type OwnQuestion = {
  readonly id: string;
  readonly criterion: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly dueOn: Day;
};

/** A re-check as the people of the member see it. */
export type OwnRecheck = {
  readonly id: string;
  readonly reference: string;
  readonly status: RecheckStatus;
  readonly because: RecheckReason;
  readonly version: number;
  readonly openedOn: Day;
  readonly dueOn: Day;
  /** Since when the deadline is paused. */
  readonly pausedOn: Day | null;
  /** The last day of the grace period; null before it begins, while nobody is known to have been notified of it, and while the deadline is paused. */
  readonly graceEndsOn: Day | null;
  readonly extendedBecause: string | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly byPhone: boolean;
  readonly endedOn: Day | null;
  readonly nextRecheckOn: Day;
  readonly aliases: readonly string[];
  readonly aliasResponse: AliasResponseTest;
  readonly again: readonly (AskedAgain & { readonly saidBy: string | null; readonly saidAt: Date | null })[];
  /** What the committee asked back and waits for. */
  readonly questions: readonly OwnQuestion[];
  /** Emails that are still to come while nobody answers. */
  readonly toCome: readonly Day[];
  /** Whether this person may accept a new version of the embargo policy. */
  readonly mayAccept: boolean;
};

/** The open re-check of a membership, or else its last one: for its primary and its deputies. Null for everybody else, before the first, and once it has left. */
export async function ownRecheck(viewer: Actor, memberId: string, now: Date): Promise<OwnRecheck | null> {
  const today = dayOf(now);
  const db = database();
  const own = await newestOf(viewer, memberId);
  if (own === null) return null;
  const { held, current, answeredBy } = own;
  const list = listOf(held.list);
  const aliases = await aliasesOf({ tx: db }, held);
  const again = await loadRecheckAnswers(db, { list, recheck: current, member: held, aliases, day: today, unsent: true });
  const answer = await db
    .select({
      criterion: recheckAnswer.criterion,
      at: recheckAnswer.saidAt,
      by: sql<string | null>`coalesce(${person.name}, ${person.email})`,
    })
    .from(recheckAnswer)
    .leftJoin(person, eq(person.id, recheckAnswer.saidBy))
    .where(eq(recheckAnswer.recheckId, current.id));
  const asked = await aliasesAsked(db, current.id);
  const { id, reference, status, because, version, openedOn, pausedOn, extendedBecause, answeredAt, byPhone, endedOn } = current;
  const facts = await factsOf({ tx: db, now }, { recheck: current, member: held, list });
  return {
    id,
    reference,
    status,
    because,
    version,
    openedOn,
    dueOn: dueDay(asIfRunning(facts, today)),
    pausedOn,
    graceEndsOn: pausedOn === null ? graceEndsOn(facts) : null,
    extendedBecause,
    answeredAt,
    answeredBy,
    byPhone,
    endedOn,
    nextRecheckOn: held.nextRecheckOn,
    aliases,
    aliasResponse: aliasResponseOf(asked, { hours: list.recheck.aliasResponseHours, now }),
    again: again.map((each) => {
      const by = answer.find(({ criterion }) => criterion === each.criterion.key);
      return { ...each, saidBy: by?.by ?? null, saidAt: by?.at ?? null };
    }),
    questions: (await questionsOf(db, current.id))
      .filter((each) => each.answeredAt === null && each.closedAt === null)
      .map(({ id: questionId, criterion, question, askedAt, dueOn }) => ({ id: questionId, criterion, question, askedAt, dueOn })),
    toCome: status === "open" && pausedOn === null ? reminderSchedule(facts).flatMap(({ on }) => (on > today ? [on] : [])) : [],
    mayAccept: mayActForMember(viewer, held),
  };
}

/** The day of a re-check for the calendar of somebody who may answer it. */
export type OwnRecheckDay = { readonly organization: string; readonly reference: string; readonly calendar: EmailCalendar };

/** The calendar event of the re-check that `ownRecheck` shows, at a given time; cancelled once it is over. Null where that is null. */
export async function ownRecheckDay(viewer: Actor, memberId: string, now: Date): Promise<OwnRecheckDay | null> {
  const own = await newestOf(viewer, memberId);
  if (own === null) return null;
  const { held, current } = own;
  const cancelled = current.status === "passed" || current.status === "failed" || current.status === "called-off";
  const calendar = { on: dueDay(current), sequence: current.version, stampedAt: now.toISOString(), cancelled };
  return { organization: held.name, reference: current.reference, calendar };
}

type Newest = {
  readonly held: typeof member.$inferSelect;
  readonly current: typeof recheck.$inferSelect;
  readonly answeredBy: string | null;
};

async function newestOf(viewer: Actor, memberId: string): Promise<Newest | null> {
  if (!isPerson(viewer)) return null;
  const [held] = await database().select().from(member).where(eq(member.id, memberId));
  if (held === undefined || held.leftOn !== null || !mayAnswerForMember(viewer, held)) return null;
  const [row] = await database()
    .select({ current: recheck, answeredBy: sql<string | null>`coalesce(${person.name}, ${person.email})` })
    .from(recheck)
    .leftJoin(person, eq(person.id, recheck.answeredBy))
    .where(eq(recheck.memberId, memberId))
    .orderBy(sql`${recheck.status} in ('open', 'answered') desc`, desc(recheck.openedOn), desc(referenceOrder(recheck.reference)))
    .limit(1);
  return row === undefined ? null : { held, ...row };
}

/** The membership whose re-check has a reference, if the viewer may answer for it: emails name the reference alone. */
export async function memberOfRecheck(viewer: Actor, reference: string): Promise<string | null> {
  if (!isPerson(viewer) || !/^\d{4}-\d{3,9}$/.test(reference)) return null;
  const organizations = viewer.contacts
    .filter((contact) => mayAnswerForMember(viewer, contact))
    .map(({ organizationId }) => organizationId);
  if (organizations.length === 0) return null;
  const [row] = await database()
    .select({ memberId: recheck.memberId })
    .from(recheck)
    .innerJoin(member, eq(member.id, recheck.memberId))
    .where(and(eq(recheck.reference, reference), inArray(member.organizationId, organizations)));
  return row?.memberId ?? null;
}

/** A member's answers to criteria outside a re-check. */
export type OwnAnswer = {
  readonly criterion: string;
  readonly version: string;
  readonly draft: Draft;
  readonly confirmedOn: Day;
  readonly verdict: "met" | "not-met" | "cannot-tell" | null;
  readonly verdictReason: string | null;
};

/** The statements of a membership, for its primary and its deputies. Null for everybody else. */
export async function ownAnswers(viewer: Actor, memberId: string): Promise<readonly OwnAnswer[] | null> {
  if (!isPerson(viewer)) return null;
  const [held] = await database().select().from(member).where(eq(member.id, memberId));
  if (held === undefined || held.leftOn !== null || !mayAnswerForMember(viewer, held)) return null;
  const rows = await database().select().from(memberAnswer).where(eq(memberAnswer.memberId, memberId));
  return rows.map(({ criterion, criterionVersion: version, draft, confirmedOn, verdict, verdictReason }) => ({
    criterion,
    version,
    draft,
    confirmedOn,
    verdict,
    verdictReason,
  }));
}
