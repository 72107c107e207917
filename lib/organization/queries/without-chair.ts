import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { type Actor, hasCommitteeRole } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { employerDomain } from "../employer";
import { conflictOnMember } from "./conflict";

/** With what a chair may have a conflict of interest: rows, their id, and the conflict of somebody with one of them. */
export type ChairedRows = {
  readonly rows: SQL;
  readonly id: SQL;
  readonly conflict: (chair: { readonly who: SQL; readonly domain: SQL }) => SQL;
};

const members: ChairedRows = { rows: sql`member m`, id: sql`m.id`, conflict: conflictOnMember };

type Asked = {
  readonly viewer: Actor;
  readonly list: ListDefinition;
  /** "member" for the member `m`; what a later slice has is named by it. */
  readonly about: "member" | ChairedRows;
  /** Somebody who cannot be the chair, because they took another part: the id of a person, as SQL. */
  readonly except?: SQL;
};

/**
 * Whether a reviewer acts as chair for the member `m` or another row, as SQL: their list lets reviewers, and no chair but `except`
 * is without a conflict of interest there. Reads the list's chairs, but only for reviewers who are not chairs themselves.
 */
export async function withoutChair(db: Database | Transaction, { viewer, list, about, except }: Asked): Promise<SQL> {
  if (!mayStandIn(viewer, list)) return sql`false`;
  const { rows } = await db.execute<{ id: string; email: string }>(sql`
    select p.id, p.email from committee_role s join person p on p.id = s.person_id
    where s.list = ${list.slug} and s.role = 'chair' and s.revoked_at is null`);
  const chairs = JSON.stringify(rows.map(({ id, email }) => ({ id, domain: employerDomain(email) })));
  const { conflict } = about === "member" ? members : about;
  return sql`not exists (select 1 from jsonb_to_recordset(${chairs}::jsonb) as chairing (id uuid, domain text)
    where chairing.id is distinct from ${except ?? sql`null::uuid`} and not ${conflict({ who: sql`chairing.id`, domain: sql`chairing.domain` })})`;
}

/** The same, of one member or other row. */
export async function isWithoutChair(
  db: Database | Transaction,
  { id, ...asked }: Omit<Asked, "except"> & { readonly id: string; readonly except?: string | null },
): Promise<boolean> {
  if (!mayStandIn(asked.viewer, asked.list)) return false;
  const condition = await withoutChair(db, { ...asked, except: sql`${asked.except ?? null}::uuid` });
  const about = asked.about === "member" ? members : asked.about;
  const { rows } = await db.execute<{ without: boolean }>(
    sql`select ${condition} as without from ${about.rows} where ${about.id} = ${id}::uuid`,
  );
  return rows[0]?.without ?? false;
}

function mayStandIn(viewer: Actor, list: ListDefinition): boolean {
  return hasCommitteeRole(viewer, list.slug, "reviewer") && !hasCommitteeRole(viewer, list.slug, "chair") && reviewersActAsChair(list);
}
