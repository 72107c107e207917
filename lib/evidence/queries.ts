import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson, type Person } from "@/lib/kernel/actor";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import { mayReadMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import type { AlertKind } from "./alerts";
import { type CheckName, type CheckResult, checkNames } from "./checks";
import { domainProof } from "./commands/before";
import { newestChecks } from "./commands/newest-checks";
import { mayAskEvidence, mayCloseAlert, mayReadEvidence, maySeeAlerts } from "./permissions";

/** A check as people read it. `seen` and its hash are for the committee; null for the member's own people. */
export type ShownCheck = {
  readonly name: CheckName;
  readonly target: string;
  readonly result: CheckResult;
  readonly sentence: string;
  readonly at: Date;
  readonly seen: Readonly<Record<string, unknown>> | null;
  readonly seenHash: string | null;
};

export type ChecksOfMember = {
  readonly memberId: string;
  readonly organization: string;
  /** The newest run of each check, in the order of `checkNames`. */
  readonly checks: readonly ShownCheck[];
  /** What the domain may show to prove whose it is. */
  readonly domainRecord: string;
  readonly mayAsk: boolean;
};

/** Automatic checks out last about a member: for its primary and deputy, and for the committee without a conflict of interest. */
export async function checksOfMember(viewer: Actor, list: ListDefinition, memberId: string): Promise<ChecksOfMember | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const { rows } = await database().execute<{ name: string; organization_id: string; recused: boolean }>(sql`
    select m.name, m.organization_id, ${recusedFromMember(viewer)} as recused from member m where m.id = ${memberId}::uuid and m.list = ${list.slug}`);
  const row = rows[0];
  const subject = { list: list.slug, organizationId: row?.organization_id ?? "", recused: row?.recused ?? true };
  if (row === undefined || !mayReadEvidence(viewer, subject)) return null;
  const whole = mayReadMember(viewer, subject);
  return {
    memberId,
    organization: row.name,
    checks: inOrder(await newestChecks(database(), { memberId })).map((each) => viewOf(each, whole)),
    domainRecord: domainProof({ memberId }),
    mayAsk: mayAskEvidence(viewer, subject),
  };
}

function inOrder<Check extends { readonly name: CheckName }>(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((one, other) => checkNames.indexOf(one.name) - checkNames.indexOf(other.name));
}

function viewOf(
  { name, target, result, sentence, at, seen, seenHash }: Awaited<ReturnType<typeof newestChecks>>[number],
  whole: boolean,
): ShownCheck {
  return { name, target, result, sentence, at, seen: whole ? seen : null, seenHash: whole ? seenHash : null };
}

/** An alert as shown to the committee. A person with a conflict of interest sees only whom it is about. */
export type ShownAlert = {
  readonly id: string;
  /** Null for an alert about many members. */
  readonly member: { readonly id: string; readonly name: string } | null;
  readonly view:
    | { readonly is: "recused" }
    | {
        readonly is: "shown";
        readonly kind: AlertKind;
        readonly sentence: string;
        readonly raisedAt: Date;
        readonly closed: { readonly at: Date; readonly by: string; readonly because: string } | null;
        readonly mayClose: boolean;
      };
};

/** More than this are not shown on one page; the newest come first. */
export const mostAlerts = 100;

type AlertRow = {
  id: string;
  kind: AlertKind;
  sentence: string;
  raised_at: string;
  closed_at: string | null;
  closed_by: string | null;
  closed_because: string | null;
  member_id: string | null;
  name: string | null;
  recused: boolean;
};

/** The alerts of a list, open or closed ones, newest first; for administrators only those about no member. Null for everybody without a role. */
export async function alertsOf(
  viewer: Actor,
  list: ListDefinition,
  { closed }: { closed: boolean },
): Promise<readonly ShownAlert[] | null> {
  if (!isPerson(viewer) || !maySeeAlerts(viewer, list.slug)) return null;
  const { rows } = await database().execute<AlertRow>(sql`
    ${alertRows(viewer, list.slug)} and r.closed_at is ${closed ? sql`not null` : sql`null`} order by r.raised_at desc, r.id limit ${mostAlerts}`);
  return rows.map((row) => toAlert(viewer, list, row));
}

/** One alert, for its own page. Null for who may not see it, as for one that does not exist. */
export async function alertForCommittee(viewer: Actor, list: ListDefinition, alertId: string): Promise<ShownAlert | null> {
  if (!isPerson(viewer) || !maySeeAlerts(viewer, list.slug) || !isId(alertId)) return null;
  const { rows } = await database().execute<AlertRow>(sql`${alertRows(viewer, list.slug)} and r.id = ${alertId}::uuid`);
  const found = rows[0] === undefined ? null : toAlert(viewer, list, rows[0]);
  return found?.view.is === "shown" ? found : null;
}

function alertRows(viewer: Person, list: string): SQL {
  return sql`
    select r.id, r.kind, r.sentence, r.member_id, m.name, ${iso(sql`r.raised_at`)} as raised_at, ${iso(sql`r.closed_at`)} as closed_at,
      coalesce(p.name, p.email) as closed_by, r.closed_because, (m.id is not null and ${recusedFromMember(viewer)}) as recused
    from alert r left join member m on m.id = r.member_id left join person p on p.id = r.closed_by
    where r.list = ${list} and (r.member_id is null or ${mayReadMember(viewer, { list, recused: false })})`;
}

function iso(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function toAlert(viewer: Actor, list: ListDefinition, row: AlertRow): ShownAlert {
  const member = row.member_id === null ? null : { id: row.member_id, name: row.name ?? "" };
  if (row.recused) return { id: row.id, member, view: { is: "recused" } };
  const closed =
    row.closed_at === null ? null : { at: new Date(row.closed_at), by: row.closed_by ?? "the portal", because: row.closed_because ?? "" };
  return {
    id: row.id,
    member,
    view: {
      is: "shown",
      kind: row.kind,
      sentence: row.sentence,
      raisedAt: new Date(row.raised_at),
      closed,
      mayClose: closed === null && mayCloseAlert(viewer, { list: list.slug, recused: row.recused }),
    },
  };
}
