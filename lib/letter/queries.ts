import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { application, letter } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { outboxIsOpen } from "@/lib/kernel/env";
import { isId } from "@/lib/kernel/id";
import { notAllowed } from "@/lib/kernel/refusal";
import { deliveryWords } from "./delivery";
import type { LetterAttachment } from "./headers";
import { maySeeLetter, maySendAgain } from "./permissions";

export type OutboxLetter = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly LetterAttachment[];
  readonly createdAt: Date;
  readonly state: string;
};

/** The newest letters with their words, for the page that stands in for a mailbox. Refuses in production, where there is none. */
export async function outboxLetters(
  now: Date,
  { to = null, limit = 50 }: { to?: string | null; limit?: number } = {},
): Promise<readonly OutboxLetter[]> {
  if (!outboxIsOpen()) throw notAllowed();
  const rows = await database()
    .select()
    .from(letter)
    .where(to === null ? undefined : eq(letter.recipient, to))
    .orderBy(desc(letter.createdAt), desc(letter.id))
    .limit(Math.min(limit, 200));
  return rows.map((row) => asInOutbox(row, now));
}

/** One letter with its words, for the same page. Null when there is none with that id. */
export async function outboxLetter(id: string, now: Date): Promise<OutboxLetter | null> {
  if (!outboxIsOpen()) throw notAllowed();
  if (!isId(id)) return null;
  const [row] = await database().select().from(letter).where(eq(letter.id, id));
  return row === undefined ? null : asInOutbox(row, now);
}

function asInOutbox(
  { id, kind, recipient, subject, text, html, envelope, createdAt, ...delivery }: typeof letter.$inferSelect,
  now: Date,
): OutboxLetter {
  const attachments = envelope?.attachments ?? [];
  return { id, kind, recipient, subject, text, html, attachments, createdAt, state: deliveryWords(delivery, now) };
}

export type LetterState = {
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

/**
 * The recipient of a letter for viewers who may not read contact aliases, such as administrators: an address that somebody signs in with
 * and that never was a contact alias, nor was asked to become one. Null otherwise.
 */
export const recipientUnlessAlias = sql<string | null>`case
  when exists (select from person p where lower(p.email) = lower(${letter}.recipient))
    and not exists (select from public.contact_alias a where lower(a.address) = lower(${letter}.recipient))
    and not exists (select from alias_check k where lower(k.address) = lower(${letter}.recipient))
  then ${letter}.recipient end`;

/**
 * The letters about one thing and how they stand, without their words. Nothing for who may not see them. Contact aliases are left
 * out unless `addresses` is true.
 */
export async function lettersAbout(
  viewer: Actor,
  subject: { readonly kind: string; readonly id: string },
  { now, addresses, limit = 100 }: { now: Date; addresses: boolean; limit?: number },
): Promise<readonly LetterState[]> {
  const lists = isPerson(viewer) ? viewer.seats.map(({ list }) => list) : [];
  const rows = await database()
    .select({ letter, organizationId: application.organizationId, recipient: addresses ? letter.recipient : recipientUnlessAlias })
    .from(letter)
    .leftJoin(application, and(eq(letter.subjectKind, sql`'application'`), eq(application.id, letter.subjectId)))
    .where(and(eq(letter.subjectKind, subject.kind), eq(letter.subjectId, subject.id), inArray(letter.list, lists)))
    .orderBy(desc(letter.createdAt), desc(letter.id))
    .limit(limit);
  return rows
    .map(({ letter: row, organizationId, recipient }) => ({ ...row, organizationId, recipient }))
    .filter((row) => maySeeLetter(viewer, row))
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

type LetterToDeliver = Pick<typeof letter.$inferSelect, "kind" | "data" | "list" | "subjectKind" | "subjectId"> & {
  readonly drawn: boolean;
};

/** A letter on its way out, for the worker: what it is made of, and whether its words are stored already. Null when there is nothing to send. */
export async function letterToDeliver(letterId: string): Promise<LetterToDeliver | null> {
  const [row] = await database()
    .select({
      kind: letter.kind,
      data: letter.data,
      list: letter.list,
      subjectKind: letter.subjectKind,
      subjectId: letter.subjectId,
      status: letter.status,
      envelope: letter.envelope,
      toAlias,
    })
    .from(letter)
    .where(eq(letter.id, letterId));
  if (!row || row.status === "accepted" || row.status === "failed") return null;
  const { status: _status, envelope, toAlias: reachesAlias, ...rest } = row;
  return { ...rest, data: reachesAlias ? withoutCalendar(rest.data) : rest.data, drawn: envelope !== null };
}

/**
 * Whether a letter that could carry a file for a calendar goes to a contact alias in force: those are ticket queues, and get none.
 * In a select from one table drizzle writes columns without it, and `list` would be the alias's own: hence the table's name.
 */
const toAlias = sql<boolean>`${letter.data} ? 'calendar' and exists (
  select from contact_alias a where a.list = ${letter}.list and a.until_at is null and lower(a.address) = lower(${letter}.recipient))`;

function withoutCalendar({ calendar: _calendar, ...data }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return data;
}
