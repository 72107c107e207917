import { createHash } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { rosterCopy } from "@/db/schema";
import type { Day } from "@/lib/kernel/calendar";
import type { DeliverySeen } from "../assess/delivery";
import type { MailDomainSeen } from "../assess/mail-domain";
import type { CheckName, CheckSubject } from "../checks";
import { aboutSubject } from "./newest-checks";

/** What the portal knows before a check runs and when it is recorded. Only for the worker. */

/** The name servers that answered for a domain when that could be told last, or null. */
export async function serversBefore(db: Database, subject: CheckSubject, target: string): Promise<readonly string[] | null> {
  const { rows } = await db.execute<{ servers: MailDomainSeen["nameServers"] }>(sql`
    select seen -> 'nameServers' as servers from evidence_check
    where ${aboutSubject(subject)} and name = 'mail-domain' and target = ${target} and seen #>> '{nameServers,is}' = 'found'
    order by checked_at desc limit 1`);
  const servers = rows[0]?.servers;
  return servers?.is === "found" ? servers.records : null;
}

/** Whether the last conclusive result of a check about the same thing was "yes". */
export async function saidYesBefore(
  db: Database | Transaction,
  subject: CheckSubject,
  { name, target }: { name: CheckName; target: string },
): Promise<boolean> {
  const { rows } = await db.execute<{ result: string }>(sql`
    select result from evidence_check where ${aboutSubject(subject)} and name = ${name} and target = ${target} and result <> 'cannot-tell'
    order by checked_at desc limit 1`);
  return rows[0]?.result === "yes";
}

/** How far back emails tell something about an address of today. */
const deliveryDays = 90;

/** Emails to an address lately. */
export async function emailsTo(db: Database, address: string, today: Day): Promise<DeliverySeen> {
  const { rows } = await db.execute<{
    taken: number;
    newest: { outcome: NonNullable<DeliverySeen["newest"]>["outcome"]; at: string } | null;
  }>(sql`
    with sent as (
      select * from email where recipient = ${address} and accepted_at is not null and created_at > ${today}::date - ${deliveryDays}::int)
    select (select count(*)::int from sent) as taken,
      (select jsonb_build_object(
          'outcome', case when bounced_at is not null then 'bounced' when suppressed_at is not null then 'suppressed' when complained_at is not null then 'complained' else 'delivered' end,
          'at', to_char(coalesce(bounced_at, suppressed_at, complained_at, delivered_at) at time zone 'UTC', 'YYYY-MM-DD'))
        from sent where coalesce(bounced_at, suppressed_at, complained_at, delivered_at) is not null
        order by accepted_at desc, id desc limit 1) as newest`);
  const row = rows[0];
  return { address, taken: row?.taken ?? 0, newest: row?.newest ? { outcome: row.newest.outcome, on: row.newest.at } : null };
}

export type RosterCopy = typeof rosterCopy.$inferSelect;

/** The newest copy of a roster, and the newest that could be used for saying "no". */
export async function rosterCopies(
  db: Database,
  url: string,
): Promise<{ readonly newest: RosterCopy | null; readonly usable: RosterCopy | null }> {
  const [newest] = await db.select().from(rosterCopy).where(eq(rosterCopy.url, url)).orderBy(desc(rosterCopy.readAt)).limit(1);
  if (newest === undefined || newest.trouble === null) return { newest: newest ?? null, usable: newest ?? null };
  const [usable] = await db
    .select()
    .from(rosterCopy)
    .where(and(eq(rosterCopy.url, url), isNull(rosterCopy.trouble)))
    .orderBy(desc(rosterCopy.readAt))
    .limit(1);
  return { newest, usable: usable ?? null };
}

/**
 * What the domain of a member or an applicant may show as a TXT record to prove whose it is. No secret: only who can change the
 * domain's records can show it, and it names one subject alone.
 */
export function domainProof(subject: CheckSubject): string {
  const about = "memberId" in subject ? `member:${subject.memberId}` : `application:${subject.applicationId}`;
  return `forewarned-verify=${createHash("sha256").update(`domain-proof:${about}`).digest("base64url")}`;
}
