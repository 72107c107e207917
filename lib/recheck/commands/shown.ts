import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { ShownByMember } from "../campaigns";

/** A member with what it has shown. */
export type MemberShown = ShownByMember & { readonly memberId: string; readonly organization: string };

type Which = {
  readonly list: string;
  /** Only these; otherwise all members of the list on a day, in order of id. */
  readonly memberIds?: readonly string[];
  readonly after?: string;
  readonly limit: number;
};

/** What members have shown of the criteria, for many at once. Asks no one who may: for stories and queries that have asked. */
export async function shownBy(db: Database | Transaction, { list, memberIds, after, limit }: Which): Promise<readonly MemberShown[]> {
  const which =
    memberIds === undefined ? sql`` : sql`and m.id in (select json_array_elements_text(${JSON.stringify(memberIds)}::json)::uuid)`;
  const later = after === undefined ? sql`` : sql`and m.id > ${after}::uuid`;
  const { rows } = await db.execute<MemberShown>(sql`
    select m.id as "memberId", m.name as organization, m.since_on as since,
      coalesce((select json_agg(json_build_object('criterion', a.criterion, 'version', a.criterion_version, 'draft', a.draft,
        'verdict', a.verdict, 'verdictReason', a.verdict_reason)) from member_answer a where a.member_id = m.id), '[]') as answers,
      (select e.result from evidence_check e where e.member_id = m.id and e.name = 'sister-list' order by e.checked_at desc limit 1) as elsewhere
    from member m where m.list = ${list} and m.left_on is null ${which} ${later}
    order by m.id limit ${limit}`);
  return rows;
}
