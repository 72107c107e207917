import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { type Actor, hasCommitteeRole } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { employerDomain } from "../employer";
import { conflictOnApplication } from "./application-conflict";
import { conflictOnMember } from "./conflict";

type About = "member" | "application";
type Asked = {
  readonly viewer: Actor;
  readonly list: ListDefinition;
  readonly about: About;
  /** Somebody who cannot be the chair, because they took another part: the id of a person, as SQL. */
  readonly except?: SQL;
};

/**
 * Whether a reviewer acts as chair for the member `m` or the application `a`, as SQL: their list lets reviewers, and no chair but `except`
 * is without a conflict of interest there. Reads the list's chairs, but only for reviewers who are not chairs themselves.
 */
export async function withoutChair(db: Database | Transaction, { viewer, list, about, except }: Asked): Promise<SQL> {
  if (!mayStandIn(viewer, list)) return sql`false`;
  const { rows } = await db.execute<{ id: string; email: string }>(sql`
    select p.id, p.email from committee_role s join person p on p.id = s.person_id
    where s.list = ${list.slug} and s.role = 'chair' and s.revoked_at is null`);
  const chairs = JSON.stringify(rows.map(({ id, email }) => ({ id, domain: employerDomain(email) })));
  const who = { id: sql`chairing.id`, domain: sql`chairing.domain` };
  const conflict =
    about === "member"
      ? conflictOnMember({ who: who.id, domain: who.domain })
      : conflictOnApplication({ person: who.id, domain: who.domain });
  return sql`not exists (select 1 from jsonb_to_recordset(${chairs}::jsonb) as chairing (id uuid, domain text)
    where chairing.id is distinct from ${except ?? sql`null::uuid`} and not ${conflict})`;
}

/** The same, of one member or application. */
export async function isWithoutChair(
  db: Database | Transaction,
  { id, ...asked }: Omit<Asked, "except"> & { readonly id: string; readonly except?: string | null },
): Promise<boolean> {
  if (!mayStandIn(asked.viewer, asked.list)) return false;
  const condition = await withoutChair(db, { ...asked, except: sql`${asked.except ?? null}::uuid` });
  const from = asked.about === "member" ? sql`member m where m.id = ${id}::uuid` : sql`application a where a.id = ${id}::uuid`;
  const { rows } = await db.execute<{ without: boolean }>(sql`select ${condition} as without from ${from}`);
  return rows[0]?.without ?? false;
}

function mayStandIn(viewer: Actor, list: ListDefinition): boolean {
  return hasCommitteeRole(viewer, list.slug, "reviewer") && !hasCommitteeRole(viewer, list.slug, "chair") && reviewersActAsChair(list);
}
