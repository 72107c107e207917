import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { EmailEnvelope } from "@/lib/email/headers";
import type { EmailKind } from "@/lib/email/kinds";
import { emailStatuses } from "@/lib/email/lifecycle";
import { eventOutcomes } from "@/lib/email/provider-events";
import { id, moment, oneOf } from "./columns";

/**
 * A message of the portal about membership: a row, written in the same transaction as the fact that causes it,
 * rendered once by the worker, then sent as stored. `data` holds what the template needs and is read by nobody else;
 * a one-time secret in it is erased when the email has been rendered and handed over.
 */
export const emailMessage = pgTable(
  "email",
  {
    id: id(),
    kind: text("kind").$type<EmailKind>().notNull(),
    list: text("list"),
    /** What the email is about: "application", and its id. */
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** Root of the thread, "2026-042.application"; emails of one open task share it. */
    thread: text("thread").notNull(),
    recipient: text("recipient").notNull(),
    data: jsonb("data").notNull().$type<Record<string, unknown>>(),
    status: text("status", { enum: emailStatuses }).notNull().default("queued"),
    subject: text("subject"),
    text: text("text"),
    html: text("html"),
    /** Sender, reply address, headers and tags as first sent: the provider refuses a key whose email has changed. */
    envelope: jsonb("envelope").$type<EmailEnvelope>(),
    createdAt: moment("created_at").notNull(),
    renderedAt: moment("rendered_at"),
    firstAttemptAt: moment("first_attempt_at"),
    lastAttemptAt: moment("last_attempt_at"),
    acceptedAt: moment("accepted_at"),
    attempts: integer("attempts").notNull().default(0),
    /** Fences a worker that was thought dead: only the holder of the newest claim may record. */
    claim: uuid("claim"),
    /** Not to be tried before; null: at once. */
    nextAttemptAt: moment("next_attempt_at"),
    providerId: text("provider_id"),
    /** The Message-ID under which the provider sent it, if it told. */
    messageId: text("message_id"),
    /** A value of a closed list, such as "rate-limited"; never the provider's text. */
    trouble: text("trouble"),
    /** What the provider's signed events told, each the moment of the first of its kind; their order is not promised. */
    deliveredAt: moment("delivered_at"),
    bouncedAt: moment("bounced_at"),
    complainedAt: moment("complained_at"),
    suppressedAt: moment("suppressed_at"),
  },
  (table) => [
    uniqueIndex("email_by_provider_id").on(table.providerId).where(sql`${table.providerId} is not null`),
    check("email_status_is_known", sql`${table.status} in (${oneOf(emailStatuses)})`),
    check("accepted_emails_have_a_provider_id", sql`${table.status} <> 'accepted' or ${table.providerId} is not null`),
    index("emails_waiting")
      .on(sql`coalesce(${table.nextAttemptAt}, ${table.lastAttemptAt}, ${table.createdAt})`)
      .where(sql`${table.status} in ('queued', 'attempting')`),
    index("emails_of_thread").on(table.thread, table.recipient, table.acceptedAt),
    index("emails_of_subject").on(table.subjectKind, table.subjectId, table.createdAt),
    index("emails_to_recipient").on(table.recipient, table.createdAt),
    index("emails_by_age").on(table.createdAt),
    index("emails_without_news")
      .on(table.acceptedAt)
      .where(
        sql`${table.status} = 'accepted' and ${table.deliveredAt} is null and ${table.bouncedAt} is null and ${table.complainedAt} is null and ${table.suppressedAt} is null`,
      ),
  ],
);

/**
 * The rate limiter for the mail provider, shared by all workers: it spaces their calls, and pauses for all
 * while the provider refuses our key. One row, "resend".
 */
export const emailRateLimit = pgTable("email_rate_limit", {
  name: text("name").primaryKey(),
  /** The time of the next free call. */
  nextCallAt: moment("next_call_at").notNull(),
  /** While set, one email at a time tries whether the provider takes emails again. */
  pausedUntil: moment("paused_until"),
  /** A value of a closed list, such as "key-refused". */
  trouble: text("trouble"),
});

/** The provider's signed events as they came in, each once. Kept longer than the provider tries again. */
export const providerEvent = pgTable(
  "provider_event",
  {
    /** The provider's own id of the event. */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    /** The provider's id of the email; null for events about something else. */
    providerId: text("provider_id"),
    emailId: uuid("email_id").references(() => emailMessage.id, { onDelete: "cascade" }),
    at: moment("at").notNull(),
    receivedAt: moment("received_at").notNull(),
    outcome: text("outcome", { enum: eventOutcomes }).notNull(),
  },
  (table) => [
    check("event_outcome_is_known", sql`${table.outcome} in (${oneOf(eventOutcomes)})`),
    index("provider_events_by_age").on(table.receivedAt),
    index("provider_events_of_email").on(table.emailId),
    index("provider_events_waiting").on(table.providerId).where(sql`${table.outcome} = 'unknown-email'`),
  ],
);
