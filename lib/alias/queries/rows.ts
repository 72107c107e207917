import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { Person } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import type { AliasChangeStatus, AliasExpiryReason, AliasStop } from "../change-lifecycle";
import { expiryWords, stopWords } from "../change-rules";

/** Whether the viewer acts for the organization of the member `m`, in any role. */
export function actsFor({ personId }: Pick<Person, "personId">): SQL {
  return sql`exists (select 1 from organization_contact o where o.organization_id = m.organization_id and o.person_id = ${personId}::uuid and o.until_at is null)`;
}

/** Whether the viewer may read the records of the list of the member `m`, as far as a conflict of interest does not forbid it. */
export function sitsFor({ personId }: Pick<Person, "personId">): SQL {
  return sql`exists (select 1 from committee_role s where s.list = m.list and s.person_id = ${personId}::uuid and s.revoked_at is null and s.role in ('reviewer', 'chair', 'auditor'))`;
}

export type ChangeRow = {
  id: string;
  list: string;
  organization: string;
  reference: string;
  status: AliasChangeStatus;
  old_address: string | null;
  new_address: string;
  reason: string;
  asked_by: string;
  asked_through: "representative" | "committee";
  needs_agreement: boolean;
  flags: string[];
  old_is_dead: boolean;
  stopped_through: AliasStop | null;
  stop_reason: string;
  expired_because: AliasExpiryReason | null;
  asked_at: string;
  answer_by: string;
} & Readonly<
  Record<"answered_at" | "waits_until" | "agreed_at" | "moved_at" | "completed_at" | "stopped_at" | "expired_at", string | null>
>;

/** A moment as text, in UTC to the millisecond. */
export function iso(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const moments = [
  "asked_at",
  "answer_by",
  "answered_at",
  "waits_until",
  "agreed_at",
  "moved_at",
  "completed_at",
  "stopped_at",
  "expired_at",
];

export const changeColumns = sql`c.id, c.list, m.name as organization, c.reference, c.status, l.address as old_address, c.new_address, c.reason,
  coalesce(p.name, p.email) as asked_by, c.asked_through, c.needs_agreement, c.flags, c.old_is_dead, c.stopped_through, c.stop_reason, c.expired_because,
  ${sql.join(
    moments.map((name) => sql`${iso(sql.raw(`c.${name}`))} as ${sql.raw(name)}`),
    sql`, `,
  )}`;

export const fromChange = sql`from alias_change c join member m on m.id = c.member_id
  join person p on p.id = c.asked_by left join contact_alias l on l.id = c.old_alias_id`;

/** A row as the pages want it. Nobody on the committee is named to the organization. */
export function changeOf(row: ChangeRow) {
  const at = (text: string | null) => momentOf(text);
  return {
    list: row.list,
    organization: row.organization,
    reference: row.reference,
    status: row.status,
    oldAddress: row.old_address,
    newAddress: row.new_address,
    reason: row.reason,
    askedBy: row.asked_through === "committee" ? "the committee" : row.asked_by,
    needsAgreement: row.needs_agreement,
    warnings: row.flags,
    oldIsDead: row.old_is_dead,
    askedThrough: row.asked_through,
    stoppedThrough: row.stopped_through,
    stopReason: row.stop_reason,
    expiredBecause: row.expired_because,
    askedAt: new Date(row.asked_at),
    answerBy: new Date(row.answer_by),
    answeredAt: at(row.answered_at),
    waitsUntil: at(row.waits_until),
    agreedAt: at(row.agreed_at),
    movedAt: at(row.moved_at),
    completedAt: at(row.completed_at),
    stoppedAt: at(row.stopped_at),
    expiredAt: at(row.expired_at),
  };
}

type Ended = Pick<ReturnType<typeof changeOf>, "stoppedThrough" | "stopReason" | "stoppedAt" | "expiredBecause" | "expiredAt">;

/** Why a change ended without being completed, and when. */
export type AliasChangeEnd = { readonly words: string; readonly reason: string; readonly at: Date };

/** How a change ended; null while it is open, and once it is complete. */
export function endOf({ stoppedThrough, stopReason, stoppedAt, expiredBecause, expiredAt }: Ended): AliasChangeEnd | null {
  if (stoppedThrough !== null && stoppedAt !== null) return { words: stopWords[stoppedThrough], reason: stopReason, at: stoppedAt };
  if (expiredBecause !== null && expiredAt !== null) return { words: expiryWords[expiredBecause], reason: "", at: expiredAt };
  return null;
}

/** The first row of a query, or null. */
export async function firstRow<Row extends Record<string, unknown>>(query: SQL): Promise<Row | null> {
  const { rows } = await database().execute(query);
  return (rows[0] as Row | undefined) ?? null;
}
