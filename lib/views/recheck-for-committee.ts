import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import {
  emailMessage,
  member,
  memberAnswer,
  organizationContact,
  person,
  recheck,
  recheckAnswer,
  recheckContact,
  recheckQuestion,
} from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import { deliveryWords } from "@/lib/email/delivery";
import { type NewestCheck, newestChecks } from "@/lib/evidence/commands/newest-checks";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import type { ContactRole } from "@/lib/kernel/roles";
import type { ListDefinition } from "@/lib/list/definition";
import { aliasesOf } from "@/lib/member/commands/write-to";
import type { StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { recheckDueOn } from "@/lib/member/recheck-open-tasks";
import { type MemberStatus, memberStatus } from "@/lib/member/status";
import { mayChairMember, mayReadMember, mayReviewMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import { type AliasResponseTest, aliasResponseOf, answerStamp } from "@/lib/recheck/answers";
import { aliasesAsked } from "@/lib/recheck/commands/facts";
import { loadRecheckAnswers } from "@/lib/recheck/commands/recheck-answers";
import { loadRuleChangeEvidence, type MemberEvidence } from "@/lib/recheck/commands/rule-change-evidence";
import type { AskedAgain } from "@/lib/recheck/reading";
import { findingsAgreed, openReasonsOf } from "@/lib/removal/commands/open-reasons";
import { unansweredOf } from "@/lib/removal/commands/unanswered";

export type RecheckForCommittee =
  | { readonly view: "recused"; readonly reference: string; readonly organization: string }
  | ({ readonly view: "full" } & FullRecheck);

export type AskedBack = {
  readonly id: string;
  readonly criterion: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly by: string;
  readonly dueOn: Day;
  readonly answeredAt: Date | null;
  readonly reply: string;
  /** Closed without an answer: withdrawn, or over with the re-check. */
  readonly closedAt: Date | null;
};

export type FullRecheck = {
  readonly recheck: typeof recheck.$inferSelect;
  readonly memberId: string;
  readonly organization: string;
  readonly nextRecheckOn: Day;
  /** With the days for which its deadline was or is paused. */
  readonly dueOn: Day;
  readonly status: MemberStatus;
  readonly again: readonly AskedAgain[];
  /** Criteria whose answer the member has saved, and not sent: nobody else reads it before that. */
  readonly unsent: readonly string[];
  readonly answeredBy: string | null;
  readonly aliases: readonly string[];
  readonly aliasResponse: AliasResponseTest;
  readonly answeredAt: Date | null;
  readonly respondedBy: string | null;
  readonly checks: readonly NewestCheck[];
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: ContactRole }[];
  readonly contacts: readonly { readonly spokeWith: string; readonly spokeOn: Day; readonly said: string; readonly by: string }[];
  readonly emails: readonly {
    readonly id: string;
    readonly kind: string;
    readonly recipient: string;
    readonly createdAt: Date;
    readonly state: string;
  }[];
  /** What was asked back, the oldest first, with what the member replied. */
  readonly questions: readonly AskedBack[];
  /** The re-check that replaced it: it expired, and another was opened since. */
  readonly newer: string | null;
  readonly mayReview: boolean;
  readonly mayOpen: boolean;
  /** Criteria that the viewer is not offered to find met: a removal to which two people agreed rests on them. */
  readonly chairOnly: readonly string[];
};

/** One re-check with all that the committee decides by. Of one on which the viewer recused, the name; null for everybody else. */
export async function recheckForCommittee(
  viewer: Actor,
  list: ListDefinition,
  { reference, now }: { readonly reference: string; readonly now: Date },
): Promise<RecheckForCommittee | null> {
  if (!isPerson(viewer) || !/^\d{4}-\d{3,9}$/.test(reference)) return null;
  if (!mayReadMember(viewer, { list: list.slug, recused: false })) return null;
  const db = database();
  const [row] = await db
    .select({ recheck, member, answeredBy: sql<string | null>`coalesce(${person.name}, ${person.email})` })
    .from(recheck)
    .innerJoin(member, eq(member.id, recheck.memberId))
    .leftJoin(person, eq(person.id, recheck.answeredBy))
    .where(and(eq(recheck.list, list.slug), eq(recheck.reference, reference)));
  if (row === undefined) return null;
  const held = row.member;
  const { rows } = await db.execute<{ recused: boolean; withoutChair: boolean; facts: StatusFacts }>(
    sql`select ${recusedFromMember(viewer)} as recused, ${await withoutChair(db, { viewer, list, about: "member" })} as "withoutChair",
      ${memberFacts} as facts from member m where m.id = ${held.id}`,
  );
  const [known] = rows;
  const { recused = true, withoutChair: standsIn = false } = known ?? {};
  const subject = { list: list.slug, organizationId: held.organizationId, recused, withoutChair: standsIn };
  if (known === undefined || !mayReadMember(viewer, subject)) return { view: "recused", reference, organization: held.name };

  const aliases = await aliasesOf({ tx: db }, held);
  const [newest] = await db
    .select({ reference: recheck.reference })
    .from(recheck)
    .where(eq(recheck.memberId, held.id))
    .orderBy(desc(recheck.openedOn), desc(referenceOrder(recheck.reference)))
    .limit(1);
  const asked = await aliasesAsked(db, row.recheck.id);
  return {
    view: "full",
    recheck: row.recheck,
    memberId: held.id,
    organization: held.name,
    nextRecheckOn: held.nextRecheckOn,
    dueOn: recheckDueOn(row.recheck, dayOf(now)),
    status: memberStatus(list, known.facts, dayOf(now)),
    again: (await loadRecheckAnswers(db, { list, recheck: row.recheck, member: held, aliases, day: dayOf(now) })).map((each) =>
      mayReviewMember(viewer, subject) ? each : withoutWords(each),
    ),
    unsent: row.recheck.answeredAt === null ? await savedIn(row.recheck.id) : [],
    answeredBy: row.answeredBy,
    answeredAt: row.recheck.answeredAt,
    aliases,
    aliasResponse: aliasResponseOf(asked, { hours: list.recheck.aliasResponseHours, now }),
    respondedBy: asked.find(({ answeredAt }) => answeredAt !== null)?.answeredBy ?? null,
    checks: await newestChecks(db, { memberId: held.id }),
    people: await db
      .select({ name: sql<string>`coalesce(${person.name}, ${person.email})`, email: person.email, role: organizationContact.role })
      .from(organizationContact)
      .innerJoin(person, eq(person.id, organizationContact.personId))
      .where(and(eq(organizationContact.organizationId, held.organizationId), isNull(organizationContact.until)))
      .orderBy(sql`array_position(array['primary', 'deputy', 'reader'], ${organizationContact.role})`, organizationContact.since),
    contacts: await db
      .select({
        spokeWith: recheckContact.spokeWith,
        spokeOn: recheckContact.spokeOn,
        said: recheckContact.said,
        by: sql<string>`coalesce(${person.name}, ${person.email})`,
      })
      .from(recheckContact)
      .innerJoin(person, eq(person.id, recheckContact.recordedBy))
      .where(eq(recheckContact.recheckId, row.recheck.id))
      .orderBy(desc(recheckContact.spokeOn), desc(recheckContact.recordedAt)),
    emails: (
      await db
        .select()
        .from(emailMessage)
        .where(and(eq(emailMessage.subjectKind, "recheck"), eq(emailMessage.subjectId, row.recheck.id)))
        .orderBy(desc(emailMessage.createdAt), asc(emailMessage.recipient))
        .limit(100)
    ).map((each) => ({
      id: each.id,
      kind: each.kind,
      recipient: each.recipient,
      createdAt: each.createdAt,
      state: deliveryWords(each, now),
    })),
    questions: mayReviewMember(viewer, subject) ? await askedBack(row.recheck.id) : [],
    newer: row.recheck.status === "expired" && newest !== undefined && newest.reference !== reference ? newest.reference : null,
    mayReview: mayReviewMember(viewer, subject),
    mayOpen: mayChairMember(viewer, subject),
    chairOnly: await metByChairOnly(held.id, { isChair: mayChairMember(viewer, subject), inRecheck: true }),
  };
}

async function savedIn(recheckId: string): Promise<readonly string[]> {
  const saved = await database()
    .select({ criterion: recheckAnswer.criterion })
    .from(recheckAnswer)
    .where(eq(recheckAnswer.recheckId, recheckId));
  return saved.map(({ criterion }) => criterion);
}

async function askedBack(recheckId: string): Promise<readonly AskedBack[]> {
  return database()
    .select({
      id: recheckQuestion.id,
      criterion: recheckQuestion.criterion,
      question: recheckQuestion.question,
      askedAt: recheckQuestion.askedAt,
      by: sql<string>`coalesce(${person.name}, ${person.email})`,
      dueOn: recheckQuestion.dueOn,
      answeredAt: recheckQuestion.answeredAt,
      reply: recheckQuestion.reply,
      closedAt: recheckQuestion.closedAt,
    })
    .from(recheckQuestion)
    .innerJoin(person, eq(person.id, recheckQuestion.askedBy))
    .where(eq(recheckQuestion.recheckId, recheckId))
    .orderBy(asc(recheckQuestion.askedAt), asc(recheckQuestion.id));
}

/** An auditor sees which answer was given to each criterion, but not its text (row 6). */
function withoutWords(each: AskedAgain): AskedAgain {
  return { ...each, statement: null, response: each.response === null ? null : { ...each.response, draft: {}, words: "" } };
}

/** A member's answers to criteria outside a re-check, for the committee; null for people who may not read them, including the recused. */
export async function answersForCommittee(
  viewer: Actor,
  list: ListDefinition,
  memberId: string,
): Promise<{
  readonly evidence: MemberEvidence;
  /** When each was answered, and the name of that answer for the form. */
  readonly confirmed: readonly { readonly criterion: string; readonly on: Day; readonly stamp: string }[];
  readonly chairOnly: readonly string[];
} | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const { rows } = await database().execute<{ recused: boolean; withoutChair: boolean }>(
    sql`select ${recusedFromMember(viewer)} as recused, ${await withoutChair(database(), { viewer, list, about: "member" })} as "withoutChair"
      from member m where m.id = ${memberId}::uuid and m.list = ${list.slug}`,
  );
  const subject = { list: list.slug, ...(rows[0] ?? { recused: true, withoutChair: false }) };
  if (!mayReviewMember(viewer, subject)) return null; // answers are for those who review them (row 6)
  const [evidence] = await loadRuleChangeEvidence(database(), { list: list.slug, memberIds: [memberId], limit: 1 });
  if (evidence === undefined) return null;
  const confirmed = await database()
    .select({ criterion: memberAnswer.criterion, confirmedOn: memberAnswer.confirmedOn, answeredAt: memberAnswer.answeredAt })
    .from(memberAnswer)
    .where(inArray(memberAnswer.memberId, [memberId]));
  return {
    evidence,
    confirmed: confirmed.map((answer) => ({ criterion: answer.criterion, on: answer.confirmedOn, stamp: answerStamp(answer) })),
    chairOnly: await metByChairOnly(memberId, { isChair: mayChairMember(viewer, subject) }),
  };
}

/** Criteria that only a chair can find met, because a removal to which two people agreed rests on them; none for a chair. */
async function metByChairOnly(
  memberId: string,
  { isChair, inRecheck = false }: { readonly isChair: boolean; readonly inRecheck?: boolean },
): Promise<readonly string[]> {
  if (isChair) return [];
  const reasons = inRecheck ? findingsAgreed(await openReasonsOf(database(), memberId)) : await openReasonsOf(database(), memberId);
  return reasons.filter(({ status }) => status === "agreed").map(({ criterion }) => criterion);
}

/** A member of whom another re-check can be opened, unless one is open. */
type MemberToRecheck = {
  readonly memberId: string;
  readonly organization: string;
  readonly nextRecheckOn: Day;
  readonly open: string | null;
  /** The newest one, if it expired: it can be answered until another replaces it. */
  readonly expired: string | null;
  /** Criteria that a new one asks whatever is selected, because nobody answered them. */
  readonly unanswered: readonly string[];
};

type ToRecheck = { name: string; next: Day; recused: boolean; withoutChair: boolean; open: string | null; expired: string | null };

/** A member for whom a chair may open a re-check outside the schedule; null for everybody else. */
export async function memberToRecheck(viewer: Actor, list: ListDefinition, memberId: string): Promise<MemberToRecheck | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const { rows } = await database().execute<ToRecheck>(sql`
    select m.name, m.next_recheck_on as next, ${recusedFromMember(viewer)} as recused, ${await withoutChair(database(), { viewer, list, about: "member" })} as "withoutChair",
      (select r.reference from recheck r where r.member_id = m.id and r.status in ('open', 'answered')) as open,
      (select n.reference from (select r.reference, r.status from recheck r where r.member_id = m.id
        order by r.opened_on desc, ${referenceOrder(sql`r.reference`)} desc limit 1) n where n.status = 'expired') as expired
    from member m where m.id = ${memberId}::uuid and m.list = ${list.slug} and m.left_on is null`);
  const row = rows[0];
  if (row === undefined || !mayChairMember(viewer, { list: list.slug, ...row })) return null;
  const unanswered = await unansweredOf(database(), memberId);
  return { memberId, organization: row.name, nextRecheckOn: row.next, open: row.open, expired: row.expired, unanswered };
}
