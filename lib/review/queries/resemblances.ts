import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type AliasResemblance, aliasResemblance } from "@/lib/alias/resemblance";
import type { ApplicationStatus } from "@/lib/application/lifecycle";
import { viewerRecused } from "@/lib/application/queries/conflict";
import type { Actor } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import { confusableSkeleton, registrableDomain } from "@/lib/kernel/domain";
import type { ListDefinition } from "@/lib/list/definition";
import { sameName } from "@/lib/organization/names";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { mayReadAnswers } from "../permissions";
import { openForReview } from "./application";

/** In what another application or a member resembles this one. */
export type Resemblance = AliasResemblance | "same name" | "look-alike name";

export type Resembling = {
  /** Its reference, or the member's id. */
  readonly is: { readonly kind: "application"; readonly reference: string } | { readonly kind: "member"; readonly id: string };
  /** Null where the viewer has a conflict of interest regarding it. */
  readonly details: {
    readonly name: string;
    readonly in: readonly Resemblance[];
    readonly status: ApplicationStatus | "member";
    /** Whether people at its alias have answered; what was only typed proves nothing. */
    readonly confirmed: boolean;
  } | null;
};

/** More of one kind are not shown. */
const most = 10;

type Row = { name: string; confirmed: boolean; recused: boolean };
type ApplicationRow = Row & { reference: string; status: ApplicationStatus; alias: string | null; by_name: boolean };
type MemberRow = Row & { id: string; by_name: boolean; aliases: readonly string[] };

/**
 * The members of the list and the sent applications to it that share an application's alias or its domain, or whose name or domain can
 * be mistaken for its own. For reviewers and chairs; the applicant is told of none. Null for everybody else. Each is found by an index.
 */
export async function resemblancesOf(
  viewer: Actor,
  list: ListDefinition,
  { reference }: { reference: string },
): Promise<readonly Resembling[] | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadAnswers(opened.viewer, opened.subject)) return null;
  const { rows } = await database().execute<{ name: string; name_skeleton: string | null; alias: string | null }>(sql`
    select organization_name as name, nullif(name_skeleton, '') as name_skeleton, nullif(lower(contact_alias), '') as alias from application where id = ${opened.row.id}`);
  const own = rows[0];
  if (own === undefined) return null;
  const host = own.alias === null ? null : hostOf(own.alias);
  // null equals nothing: what is not known, or has no emails to compare, resembles nobody
  const asked = { ...own, domain: host && registrableDomain(host), skeleton: (host && confusableSkeleton(host)) || null };
  const others = { id: opened.row.id, organizationId: opened.row.organization_id, list: list.slug };

  const [members, applications] = await Promise.all([
    database().execute<MemberRow>(sql`
      select m.id, m.name, coalesce(m.name_skeleton = ${asked.name_skeleton}, false) as by_name, true as confirmed, ${recusedFromMember(opened.viewer)} as recused,
        coalesce((select jsonb_agg(lower(named.address)) from contact_alias named
          where named.member_id = m.id and named.until_at is null), '[]') as aliases
      from member m
      where m.list = ${others.list} and m.left_on is null and m.organization_id <> ${others.organizationId} and m.id in (
        select same.id from member same where same.list = ${others.list} and same.left_on is null and same.name_skeleton = ${asked.name_skeleton}
        union select held.member_id from contact_alias held where held.list = ${others.list} and held.until_at is null and lower(held.address) = ${asked.alias}
        union select near.member_id from contact_alias near where near.list = ${others.list} and near.until_at is null and near.skeleton = ${asked.skeleton})
      order by m.name, m.id limit ${most}`),
    database().execute<ApplicationRow>(sql`
      select a.reference, a.organization_name as name, a.status, lower(a.contact_alias) as alias,
        coalesce(a.name_skeleton = ${asked.name_skeleton}, false) as by_name, ${viewerRecused(opened.viewer)} as recused,
        exists (select 1 from alias_check answered where answered.application_id = a.id and answered.answered_at is not null and answered.ended_at is null) as confirmed
      from application a
      where a.status <> 'withdrawn' and a.id <> ${others.id} and a.id in (
        select one.id from application one where one.list = ${others.list} and one.submitted_at is not null and lower(one.contact_alias) = ${asked.alias}
        union select two.id from application two where two.list = ${others.list} and two.submitted_at is not null and two.alias_domain = ${asked.domain}
        union select three.id from application three where three.list = ${others.list} and three.submitted_at is not null and three.name_skeleton = ${asked.name_skeleton})
      order by a.submitted_at desc, a.id limit ${most}`),
  ]);
  const inName = (by: boolean, name: string): Resemblance[] => (by ? [sameName(name, own.name) ? "same name" : "look-alike name"] : []);
  const inAlias = (address: string | null): Resemblance[] => {
    const is = address === null || asked.alias === null ? null : aliasResemblance(address, asked.alias);
    return is === null ? [] : [is];
  };
  return [
    ...members.rows.map(({ id, name, by_name, aliases, confirmed, recused }): Resembling => {
      const found = [...aliases.flatMap(inAlias), ...inName(by_name, name)];
      return { is: { kind: "member", id }, details: recused ? null : { name, in: [...new Set(found)], status: "member", confirmed } };
    }),
    ...applications.rows.map(({ reference: other, name, status, alias, by_name, confirmed, recused }): Resembling => {
      const found = [...inAlias(alias), ...inName(by_name, name)];
      return { is: { kind: "application", reference: other }, details: recused ? null : { name, in: found, status, confirmed } };
    }),
  ];
}
