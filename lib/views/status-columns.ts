import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasChange, appeal, application, auditEvent, committeeRole, deliveryPause, member, person, recheck, removal } from "@/db/schema";
import { byCurrentNames, storedActions } from "@/lib/audit/former-names";
import { applicationTold, lastTold, rolesTold, type StatusEvent, type ToldStatus } from "@/lib/audit/told-status";

/** A row whose status column differs from the status that its events lead to. */
export type StatusFault = {
  /** As "removal.status". */
  readonly column: string;
  /** The reference of the row, or its id where it has none. */
  readonly row: string;
  /** Null where the row belongs to no single list. */
  readonly list: string | null;
  readonly stored: string;
  /** Null where no event sets it. */
  readonly told: string | null;
};

type StatusColumn = {
  readonly told: ToldStatus;
  /** The kind of subject of its events. */
  readonly kind: string;
  /** A SELECT of id, subject (the id in its events), name, list and stored value of every row. */
  readonly rows: SQL;
  /** The field of an event's data with the id of the row, where one subject has several rows. */
  readonly rowField?: string;
};

const statusColumns: Readonly<Record<string, StatusColumn>> = {
  "application.status": {
    kind: "application",
    told: applicationTold,
    rows: sql`select id, id as subject, reference as name, list, status as stored from ${application}`,
  },
  "member.left_on": {
    kind: "member",
    told: lastTold({ "member.admitted": "", "member.left": ({ on }) => String(on), "member.reinstated": "" }),
    rows: sql`select id, id as subject, id::text as name, list, coalesce(left_on::text, '') as stored from ${member}`,
  },
  "recheck.status": {
    kind: "recheck",
    told: lastTold({
      "recheck.opened": "open",
      "recheck.answered": "answered",
      "recheck.passed": "passed",
      "recheck.failed": "failed",
      "recheck.expired": "expired",
      "recheck.called_off": "called-off",
    }),
    rows: sql`select id, id as subject, reference as name, list, status as stored from ${recheck}`,
  },
  "removal.status": {
    kind: "removal",
    told: lastTold({
      "removal.proposed": "proposed",
      "removal.agreed": "agreed",
      "removal.stopped": "stopped",
      "removal.carried_out": "carried-out",
    }),
    rows: sql`select id, id as subject, reference as name, list, status as stored from ${removal}`,
  },
  "appeal.outcome": {
    kind: "removal",
    told: lastTold({ "appeal.filed": "", "appeal.decided": ({ outcome }) => String(outcome) }),
    rows: sql`select a.id, a.removal_id as subject, r.reference as name, r.list, coalesce(a.outcome, '') as stored
      from ${appeal} a join ${removal} r on r.id = a.removal_id`,
  },
  "alias_change.status": {
    kind: "alias-change",
    told: lastTold({
      "alias.change_asked": "asked",
      "alias.change_answered": "waiting",
      "alias.change_moved": "moving",
      "alias.change_completed": "completed",
      "alias.change_stopped": "stopped",
      "alias.change_expired": "expired",
    }),
    rows: sql`select id, id as subject, reference as name, list, status as stored from ${aliasChange}`,
  },
  "delivery_pause.ended_at": {
    kind: "member",
    rowField: "pause",
    told: lastTold({
      "delivery.paused": "paused",
      "delivery.pause_confirmed": "confirmed",
      "delivery.pause_expired": "ended",
      "delivery.resumed": "ended",
    }),
    rows: sql`select id, member_id as subject, id::text as name, list,
      case when ended_at is not null then 'ended' when confirmed_at is not null then 'confirmed' else 'paused' end as stored from ${deliveryPause}`,
  },
  "committee_role.revoked_at": {
    kind: "person",
    told: rolesTold,
    rows: sql`select p.id, p.id as subject, p.id::text as name, null as list, coalesce(
      (select string_agg(s.list || ' ' || s.role, ', ' order by s.list || ' ' || s.role collate "C") from ${committeeRole} s
        where s.person_id = p.id and s.revoked_at is null), '') as stored from ${person} p`,
  },
};

/** The status columns that are compared, as "removal.status". */
export const comparedColumns: readonly string[] = Object.keys(statusColumns);

const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Compares every status column with the events that change it, and names the rows that differ. Reads in batches, one statement each, so
 * that a row and its events are from the same snapshot.
 */
export async function statusFaults(batch = 1_000): Promise<readonly StatusFault[]> {
  const faults: StatusFault[] = [];
  for (const [column, compared] of Object.entries(statusColumns)) {
    let after = firstId;
    for (let more = true; more; ) {
      const rows = await readRows(compared, after, batch);
      for (const { name, list, stored, events } of rows) {
        const told = compared.told.of(events.map(byCurrentNames));
        if (told !== stored) faults.push({ column, row: name, list, stored, told });
      }
      more = rows.length === batch;
      after = rows.at(-1)?.id ?? after;
    }
  }
  return faults;
}

type Row = { id: string; name: string; list: string | null; stored: string; events: readonly StatusEvent[] };

async function readRows({ kind, told, rows, rowField }: StatusColumn, after: string, limit: number): Promise<readonly Row[]> {
  const actions = sql.join(
    storedActions(told.actions).map((action) => sql`${action}`),
    sql`, `,
  );
  const { rows: found } = await database().execute<Row>(sql`
    select r.id, r.name, r.list, r.stored, coalesce((
      select json_agg(json_build_object('action', e.action, 'list', e.list, 'data', e.data) order by e.position) from ${auditEvent} e
      where e.subject_kind = ${kind} and e.subject_id = r.subject and e.action in (${actions})
        ${rowField === undefined ? sql`` : sql`and e.data ->> ${rowField} = r.id::text`}), '[]') as events
    from (${rows}) r where r.id > ${after} order by r.id limit ${limit}`);
  return found;
}
