import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { application, emailMessage } from "@/db/schema";
import { deliveryWords } from "@/lib/email/delivery";
import type { EmailAttachment } from "@/lib/email/headers";
import { maySeeEmail, maySendAgain } from "@/lib/email/permissions";
import { byCurrentNames } from "@/lib/email/stored-data";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { outboxIsOpen } from "@/lib/kernel/env";
import { isId } from "@/lib/kernel/id";
import { notAllowed } from "@/lib/kernel/refusal";

export type OutboxEmail = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly EmailAttachment[];
  readonly createdAt: Date;
  readonly state: string;
};

/** The newest emails with their text, for the outbox page. Throws a Refusal in production, where there is no such page. */
export async function outboxEmails(
  now: Date,
  { to = null, limit = 50 }: { to?: string | null; limit?: number } = {},
): Promise<readonly OutboxEmail[]> {
  if (!outboxIsOpen()) throw notAllowed();
  const rows = await database()
    .select()
    .from(emailMessage)
    .where(to === null ? undefined : eq(emailMessage.recipient, to))
    .orderBy(desc(emailMessage.createdAt), desc(emailMessage.id))
    .limit(Math.min(limit, 200));
  return rows.map((row) => asInOutbox(row, now));
}

/** One email with its words, for the same page. Null when there is none with that id. */
export async function outboxEmail(id: string, now: Date): Promise<OutboxEmail | null> {
  if (!outboxIsOpen()) throw notAllowed();
  if (!isId(id)) return null;
  const [row] = await database().select().from(emailMessage).where(eq(emailMessage.id, id));
  return row === undefined ? null : asInOutbox(row, now);
}

function asInOutbox(
  { id, kind, recipient, subject, text, html, envelope, createdAt, ...delivery }: typeof emailMessage.$inferSelect,
  now: Date,
): OutboxEmail {
  const attachments = envelope?.attachments ?? [];
  return { id, kind, recipient, subject, text, html, attachments, createdAt, state: deliveryWords(delivery, now) };
}

export type EmailState = {
  readonly id: string;
  readonly kind: string;
  /** Null where the viewer may not read addresses and it may be a contact alias. */
  readonly recipient: string | null;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  /** Plain words; never "delivered" for what is only with the provider. */
  readonly state: string;
  readonly maySendAgain: boolean;
};

/** Whether the recipient of an email ever was a contact alias, or was asked to become one. Named with its table: see `hasNoCalendar`. */
const isAlias = sql<boolean>`(
  exists (select from public.contact_alias a where lower(a.address) = lower(${emailMessage}.recipient))
  or exists (select from alias_check k where lower(k.address) = lower(${emailMessage}.recipient)))`;

/**
 * The recipient of an email for viewers who may not read contact aliases, such as administrators: an address that somebody signs in with
 * and that is no contact alias. Null otherwise.
 */
export const recipientUnlessAlias = sql<string | null>`case
  when exists (select from person p where lower(p.email) = lower(${emailMessage}.recipient)) and not ${isAlias}
  then ${emailMessage}.recipient end`;

/**
 * The emails about one subject with their delivery status, without their text. Empty for people who may not see them. Contact aliases are left
 * out unless `addresses` is true.
 */
export async function emailsAbout(
  viewer: Actor,
  subject: { readonly kind: string; readonly id: string },
  { now, addresses, limit = 100 }: { now: Date; addresses: boolean; limit?: number },
): Promise<readonly EmailState[]> {
  const lists = isPerson(viewer) ? viewer.roles.map(({ list }) => list) : [];
  const rows = await database()
    .select({
      email: emailMessage,
      organizationId: application.organizationId,
      recipient: addresses ? emailMessage.recipient : recipientUnlessAlias,
    })
    .from(emailMessage)
    .leftJoin(application, and(eq(emailMessage.subjectKind, sql`'application'`), eq(application.id, emailMessage.subjectId)))
    .where(and(eq(emailMessage.subjectKind, subject.kind), eq(emailMessage.subjectId, subject.id), inArray(emailMessage.list, lists)))
    .orderBy(desc(emailMessage.createdAt), desc(emailMessage.id))
    .limit(limit);
  return rows
    .map(({ email: row, organizationId, recipient }) => ({ ...row, organizationId, recipient }))
    .filter((row) => maySeeEmail(viewer, row))
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      recipient: row.recipient,
      createdAt: row.createdAt,
      acceptedAt: row.acceptedAt,
      state: deliveryWords(row, now),
      maySendAgain: row.status === "failed" && maySendAgain(viewer, row),
    }));
}

type EmailToDeliver = Pick<typeof emailMessage.$inferSelect, "kind" | "data" | "list" | "subjectKind" | "subjectId"> & {
  readonly drawn: boolean;
  /** Whose mailbox it goes to: people, or a contact alias. */
  readonly to: "alias" | "person";
};

/** An email on its way out, for the worker: what it is made of, and whether its words are stored already. Null when there is nothing to send. */
export async function emailToDeliver(emailId: string): Promise<EmailToDeliver | null> {
  const [row] = await database()
    .select({
      kind: emailMessage.kind,
      data: emailMessage.data,
      list: emailMessage.list,
      subjectKind: emailMessage.subjectKind,
      subjectId: emailMessage.subjectId,
      status: emailMessage.status,
      envelope: emailMessage.envelope,
      hasNoCalendar,
      isAlias,
    })
    .from(emailMessage)
    .where(eq(emailMessage.id, emailId));
  if (!row || row.status === "accepted" || row.status === "failed") return null;
  const { status: _status, envelope, ...rest } = row;
  const data = byCurrentNames(row.kind, row.data);
  return {
    ...rest,
    data: row.hasNoCalendar ? withoutCalendar(data) : data,
    drawn: envelope !== null,
    to: row.isAlias ? "alias" : "person",
  };
}

/**
 * Whether an email that could carry a file for a calendar goes to a contact alias in force: those are ticket queues, and get none.
 * In a select from one table drizzle writes columns without it, and `list` would be the alias's own: hence the table's name.
 */
const hasNoCalendar = sql<boolean>`${emailMessage.data} ? 'calendar' and exists (
  select from contact_alias a where a.list = ${emailMessage}.list and a.until_at is null and lower(a.address) = lower(${emailMessage}.recipient))`;

function withoutCalendar({ calendar: _calendar, ...data }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return data;
}
