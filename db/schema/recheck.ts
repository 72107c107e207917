import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { recheckReasons, recheckSays, recheckStatuses } from "@/lib/recheck/lifecycle";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { member } from "./member";

/** The periodic question whether everything still holds, from its opening to its end. */
export const recheck = pgTable(
  "recheck",
  {
    id: id(),
    reference: text("reference").notNull().unique("recheck_reference_is_unique"),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id),
    status: text("status", { enum: recheckStatuses }).notNull().default("open"),
    because: text("because", { enum: recheckReasons }).notNull(),
    /** Keys of the criteria that are asked. */
    criteria: text("criteria").array().notNull(),
    version: integer("version").notNull().default(1),
    openedOn: date("opened_on", { mode: "string" }).notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    /** Emails of the reminder schedule that were written: opening, reminders, due, grace period. */
    reminders: integer("reminders").notNull().default(0),
    lastRemindedOn: date("last_reminded_on", { mode: "string" }),
    /** While set, the deadline is paused: a bounce, an outage, something that cannot be told. */
    pausedOn: date("paused_on", { mode: "string" }),
    pausedBecause: text("paused_because"),
    /** Days for which the deadline was paused so far; the reminder schedule moves by as many. */
    pausedDays: integer("paused_days").notNull().default(0),
    /** The day from which the grace period counts, once the deadline was paused during the grace period; before that the delivered emails tell it. */
    graceFrom: date("grace_from", { mode: "string" }),
    extendedBy: uuid("extended_by").references(() => person.id),
    extendedBecause: text("extended_because"),
    answeredAt: moment("answered_at"),
    answeredBy: uuid("answered_by").references(() => person.id),
    /** A committee member recorded what was said by phone. */
    byPhone: boolean("by_phone").notNull().default(false),
    endedOn: date("ended_on", { mode: "string" }),
    /** The sweep looks again on this day. */
    nextCheckOn: date("next_check_on", { mode: "string" }).notNull(),
  },
  (table) => [
    check("recheck_status_is_known", sql`${table.status} in (${oneOf(recheckStatuses)})`),
    uniqueIndex("one_open_recheck_per_member").on(table.memberId).where(sql`${table.status} in ('open', 'answered')`),
    index("rechecks_to_check").on(table.nextCheckOn, table.id).where(sql`${table.status} in ('open', 'answered')`),
    index("open_rechecks").on(table.list, table.dueOn, table.id).where(sql`${table.status} in ('open', 'answered')`),
    index("rechecks_of_member").on(table.memberId, table.openedOn),
    index("rechecks_by_day").on(table.list, table.openedOn),
    index("recheck_answered_by").on(table.answeredBy),
    index("recheck_extended_by").on(table.extendedBy),
  ],
);

/** The answer to one criterion. "changed" and answers to a new criterion contain the new statement as it was typed. */
export const recheckAnswer = pgTable(
  "recheck_answer",
  {
    recheckId: uuid("recheck_id")
      .notNull()
      .references(() => recheck.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    says: text("says", { enum: recheckSays }).notNull(),
    /** Counts edits: a page rendered from an older text overwrites nothing. */
    version: integer("version").notNull().default(1),
    draft: jsonb("draft").notNull().$type<Record<string, string>>(),
    /** What somebody added in words. */
    words: text("words").notNull().default(""),
    saidAt: moment("said_at").notNull(),
    saidBy: uuid("said_by").references(() => person.id),
  },
  (table) => [
    check("what_is_said_is_known", sql`${table.says} in (${oneOf(recheckSays)})`),
    primaryKey({ columns: [table.recheckId, table.criterion] }),
    index("recheck_answer_said_by").on(table.saidBy),
  ],
);

/** An answer as it was sent, with its time in ISO 8601. */
export type SentAnswer = Pick<typeof recheckAnswer.$inferSelect, "says" | "draft" | "words" | "saidBy"> & { readonly saidAt: string };

/** What a reviewer asks back about one answer that was sent: exactly that answer is open for the member again, until it is answered or closed. */
export const recheckQuestion = pgTable(
  "recheck_question",
  {
    id: id(),
    recheckId: uuid("recheck_id")
      .notNull()
      .references(() => recheck.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    question: text("question").notNull(),
    askedAt: moment("asked_at").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    /** The version of the answer that the question is about: whether it changed since then. */
    answerVersion: integer("answer_version").notNull().default(0),
    /** That answer as it was sent. What is typed while the question is open counts once it is answered; null without an earlier answer. */
    sent: jsonb("sent").$type<SentAnswer>(),
    /** The last day for the answer; after it the committee can decide without one. */
    dueOn: date("due_on", { mode: "string" }).notNull(),
    /** When the member was reminded, and when the committee was told that no answer came. */
    remindedAt: moment("reminded_at"),
    overdueAt: moment("overdue_at"),
    answeredAt: moment("answered_at"),
    answeredBy: uuid("answered_by").references(() => person.id),
    /** The member's reply to the question; may be empty if the answer itself changed. */
    reply: text("reply").notNull().default(""),
    /** Withdrawn by somebody on the committee, or ended with its re-check; then nobody closed it. */
    closedAt: moment("closed_at"),
    closedBy: uuid("closed_by").references(() => person.id),
  },
  (table) => [
    check("a_question_is_answered_or_closed", sql`${table.answeredAt} is null or ${table.closedAt} is null`),
    uniqueIndex("one_open_question_per_recheck_criterion")
      .on(table.recheckId, table.criterion)
      .where(sql`${table.answeredAt} is null and ${table.closedAt} is null`),
    index("questions_of_recheck").on(table.recheckId, table.askedAt),
    index("recheck_question_asked_by").on(table.askedBy),
    index("recheck_question_answered_by").on(table.answeredBy),
    index("recheck_question_closed_by").on(table.closedBy),
  ],
);

/** A committee member spoke with somebody at the member: the member counts as notified, whether or not emails arrived. */
export const recheckContact = pgTable(
  "recheck_contact",
  {
    id: id(),
    recheckId: uuid("recheck_id")
      .notNull()
      .references(() => recheck.id, { onDelete: "cascade" }),
    spokeWith: text("spoke_with").notNull(),
    spokeOn: date("spoke_on", { mode: "string" }).notNull(),
    said: text("said").notNull(),
    recordedAt: moment("recorded_at").notNull(),
    recordedBy: uuid("recorded_by")
      .notNull()
      .references(() => person.id),
  },
  (table) => [index("contacts_of_recheck").on(table.recheckId, table.spokeOn), index("recheck_contact_by").on(table.recordedBy)],
);

/** That a member was told of a criterion, or of a version of the embargo policy, that is to come. Once each. */
export const ruleChangeNotice = pgTable(
  "rule_change_notice",
  {
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    /** The day of the criterion's version, or the version of the policy. */
    version: text("version").notNull(),
    toldAt: moment("told_at").notNull(),
    /** Number of the last reminder that was written, or caught up: half time, the last days. */
    reminders: integer("reminders").notNull().default(0),
    /** The sweep looks again on this day; from the day from which it counts on it looks every day. */
    nextCheckOn: date("next_check_on", { mode: "string" }).notNull(),
    /** When the committee was told last that it is unknown whether the member was notified of it. */
    deliveryUnconfirmedAt: moment("delivery_unconfirmed_at"),
    /** Set on the day from which it counts, when it was checked whether the member meets it: it does, or a removal was proposed. Open until the member is known to have been notified. */
    closedAt: moment("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.criterion, table.version] }),
    index("open_rule_change_notices")
      .on(table.criterion, table.version, table.nextCheckOn, table.memberId)
      .where(sql`${table.closedAt} is null`),
  ],
);
