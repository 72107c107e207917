import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { deliveryWords } from "@/lib/email/delivery";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import { openTasksOfMember } from "./own-open-tasks";

/** An email about a membership as one of its people sees it: its recipient, its delivery status, and the text of emails to the reader. */
export type MemberEmail = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly isMine: boolean;
  readonly createdAt: Date;
  readonly state: string;
  /** Null for emails to others, and until it was rendered. */
  readonly subject: string | null;
  readonly text: string | null;
};

/** The most emails on one page; `next` leads to older ones. */
const mostEmails = 50;

type Row = {
  id: string;
  kind: string;
  recipient: string;
  is_mine: boolean;
  at: string;
  status: string;
  attempts: number;
  trouble: string | null;
  provider_id: string | null;
  accepted_at: string | null;
  delivered_at: string | null;
  bounced_at: string | null;
  complained_at: string | null;
  suppressed_at: string | null;
  subject: string | null;
  text: string | null;
  now: string;
};

/**
 * The emails that were written about a membership to its people and its contact aliases, newest first; what went to the committee
 * is the committee's. The words are shown of one's own emails only: what went to the alias proves that somebody reads there, so
 * nobody else sees it. Null for everybody else, and once the membership has ended.
 */
export async function emailsOfMember(
  viewer: Actor,
  memberId: string,
  { before }: { before?: string } = {},
): Promise<{ readonly emails: readonly MemberEmail[]; readonly next: string | null } | null> {
  const openTasks = await openTasksOfMember(viewer, memberId);
  if (openTasks === null || !isPerson(viewer)) return null;
  const { rows } = await database().execute<Row>(sql`
    select t.id, t.kind, t.recipient, lower(t.recipient) = lower(${viewer.email}) as is_mine,
      to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, t.status, t.attempts, t.trouble, t.provider_id,
      t.accepted_at, t.delivered_at, t.bounced_at, t.complained_at, t.suppressed_at, now(),
      case when lower(t.recipient) = lower(${viewer.email}) then t.subject end as subject,
      case when lower(t.recipient) = lower(${viewer.email}) then t.text end as text
    from email t join (select * from jsonb_to_recordset(${JSON.stringify(openTasks.subjects)}::jsonb) as x (kind text, id uuid)) about
      on t.subject_kind = about.kind and t.subject_id = about.id
    where lower(t.recipient) in (
        select lower(p.email) from organization_contact c join person p on p.id = c.person_id where c.organization_id = ${openTasks.organizationId}
        union select lower(l.address) from contact_alias l where l.member_id = ${memberId})
      and (${before ?? null}::text is null or (to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || t.id) < ${before ?? null})
    order by t.created_at desc, t.id desc limit ${mostEmails + 1}`);
  const page = rows.slice(0, mostEmails);
  const last = page.at(-1);
  return {
    emails: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      recipient: row.recipient,
      isMine: row.is_mine,
      createdAt: new Date(row.at),
      state: deliveryWords(
        {
          status: row.status,
          attempts: row.attempts,
          trouble: row.trouble,
          providerId: row.provider_id,
          acceptedAt: momentOf(row.accepted_at),
          deliveredAt: momentOf(row.delivered_at),
          bouncedAt: momentOf(row.bounced_at),
          complainedAt: momentOf(row.complained_at),
          suppressedAt: momentOf(row.suppressed_at),
        },
        new Date(row.now),
      ),
      subject: row.subject,
      text: row.text,
    })),
    next: rows.length > mostEmails && last ? `${last.at}${last.id}` : null,
  };
}
