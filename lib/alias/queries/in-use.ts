import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { AliasShown } from "../rules";

/** The checks of one alias `l` of the member `m`, whatever the question was for, as SQL over the name that is given to them. */
const ofAlias = (name: string): SQL =>
  sql.raw(`${name}.organization_id = m.organization_id and ${name}.list = l.list and lower(${name}.address) = lower(l.address)`);

/**
 * When a person last answered at the contact alias `l` of the member `m`, whatever the question was for, as SQL. An answer that somebody
 * has to review counts once the committee has accepted it: then the time is stored with the alias. An answer from before the alias came into
 * use does not count by itself: a reinstated member has to confirm it again.
 */
export const aliasAnsweredAt: SQL = sql`greatest(l.answered_at, (select max(gave.answered_at) from alias_check gave
  where ${ofAlias("gave")} and gave.answered_at >= l.since_at and gave.disowned_at is null and not gave.check_by_hand))`;

/** When the contact alias `l` of the member `m` gave an answer that the committee has to look at, since the last one that counts, as SQL; null without one. */
export const aliasQuickAt: SQL = sql`(select max(quick.answered_at) from alias_check quick
  where ${ofAlias("quick")} and quick.answered_at >= l.since_at and quick.disowned_at is null and quick.check_by_hand
    and quick.answered_at > coalesce(${aliasAnsweredAt}, '-infinity'))`;

/**
 * When somebody who reads the contact alias `l` of the member `m` said that the address does not belong to the organization, as SQL; null where nobody
 * did, or where the dispute is over: somebody answered a question that the committee, or a change of the alias, asked there afterwards.
 * An answer to an older question, or to a re-check, does not end the dispute.
 */
export const aliasDisownedAt: SQL = sql`(select max(took.disowned_at) from alias_check took
  where ${ofAlias("took")} and took.disowned_at is not null
    and not exists (select 1 from alias_check settled where ${ofAlias("settled")}
      and settled.subject_kind in ('contact-alias', 'alias-change', 'application') and settled.asked_at > took.disowned_at
      and settled.answered_at is not null and settled.disowned_at is null and not settled.check_by_hand))`;

/** The contact aliases in use of the member `m`, oldest first, a JSON list of `AliasShown` whose moments are texts, as SQL. */
export const aliasesShown: SQL = sql`coalesce((select jsonb_agg(jsonb_build_object('address', l.address, 'domain', l.domain,
    'answeredAt', ${aliasAnsweredAt}, 'quickAt', ${aliasQuickAt}) order by l.since_at, l.id)
  from contact_alias l where l.member_id = m.id and l.until_at is null), '[]')`;

/** As `aliasesShown` arrives in JSON. */
export type AliasTold = Pick<AliasShown, "address" | "domain"> & Readonly<Record<"answeredAt" | "quickAt", string | null>>;

/** What arrived in JSON, with its moments. */
export function aliasShown({ answeredAt, quickAt, ...rest }: AliasTold): AliasShown {
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return { ...rest, answeredAt: moment(answeredAt), quickAt: moment(quickAt) };
}

/** A contact alias in use, and what its readers said. */
export type AliasSaid = {
  readonly id: string;
  readonly address: string;
  readonly answeredAt: Date | null;
  /** A reader disowned the address, and that was not resolved since. */
  readonly disownedAt: Date | null;
};

/**
 * The contact aliases of a member that stay in use, oldest first: not one whose successor receives already. Checks no permission: for
 * commands and queries that have.
 */
export async function aliasesInUse(db: Database | Transaction, memberId: string): Promise<readonly AliasSaid[]> {
  const { rows } = await db.execute<{ id: string; address: string; answered: number | null; disowned: number | null }>(sql`
    select l.id, l.address, ${milliseconds(aliasAnsweredAt)} as answered, ${milliseconds(aliasDisownedAt)} as disowned
    from contact_alias l join member m on m.id = l.member_id
    where l.member_id = ${memberId} and l.until_at is null
      and not exists (select 1 from alias_change going where going.old_alias_id = l.id and going.status = 'moving')
    order by l.since_at, l.id`);
  const moment = (at: number | null) => (at === null ? null : new Date(at));
  return rows.map(({ id, address, answered, disowned }) => ({ id, address, answeredAt: moment(answered), disownedAt: moment(disowned) }));
}

const milliseconds = (at: SQL): SQL => sql`(extract(epoch from ${at}) * 1000)::float8`;
