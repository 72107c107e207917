import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { Day } from "@/lib/kernel/calendar";
import { criterionVersion } from "@/lib/list/criteria";
import type { Draft } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import type { RecheckSays } from "../lifecycle";
import type { RuleChangeEvidence } from "../rule-changes";

/** A member with what it has shown. */
export type MemberEvidence = RuleChangeEvidence & { readonly memberId: string; readonly organization: string };

type Which = {
  readonly list: string;
  /** Only these; otherwise all members of the list on a day, in order of id. */
  readonly memberIds?: readonly string[];
  readonly after?: string;
  readonly limit: number;
};

/** An answer of a re-check that was sent and waits for the committee. */
type Sent = { readonly criterion: string; readonly says: RecheckSays; readonly draft: Draft; readonly on: Day };
type Row = Omit<MemberEvidence, "answers"> & { readonly answers: RuleChangeEvidence["answers"]; readonly sent: readonly Sent[] };

/** What members have shown of the criteria, answers that were sent and wait for the committee included, for many at once. Does not authorize: for commands and queries that have asked. */
export async function loadRuleChangeEvidence(
  db: Database | Transaction,
  { list, memberIds, after, limit }: Which,
): Promise<readonly MemberEvidence[]> {
  const which =
    memberIds === undefined ? sql`` : sql`and m.id in (select json_array_elements_text(${JSON.stringify(memberIds)}::json)::uuid)`;
  const later = after === undefined ? sql`` : sql`and m.id > ${after}::uuid`;
  const { rows } = await db.execute<Row>(sql`
    select m.id as "memberId", m.name as organization, m.since_on as since,
      coalesce((select json_agg(json_build_object('criterion', a.criterion, 'version', a.criterion_version, 'draft', a.draft,
        'verdict', a.verdict, 'verdictReason', a.verdict_reason)) from member_answer a where a.member_id = m.id), '[]') as answers,
      coalesce((select json_agg(json_build_object('criterion', s.criterion, 'says', s.says, 'draft', s.draft, 'on', (k.answered_at at time zone 'UTC')::date))
        from recheck k join recheck_answer s on s.recheck_id = k.id where k.member_id = m.id and k.status = 'answered'), '[]') as sent,
      (select e.result from evidence_check e where e.member_id = m.id and e.name = 'sister-list' order by e.checked_at desc limit 1) as elsewhere
    from member m where m.list = ${list} and m.left_on is null ${which} ${later}
    order by m.id limit ${limit}`);
  const { criteria } = listOf(list);
  return rows.map(({ sent, ...row }) => ({
    ...row,
    answers: [
      ...row.answers.filter(({ criterion }) => !sent.some((each) => each.criterion === criterion)),
      ...sent.flatMap((each) => {
        const criterion = criteria.find(({ key }) => key === each.criterion);
        return criterion === undefined ? [] : [answerOf(each, criterionVersion(criterion, each.on))];
      }),
    ],
  }));
}

/** An answer that was sent, as if it was accepted: only the member's own "no longer true" counts against it. */
function answerOf({ criterion, says, draft }: Sent, version: string): RuleChangeEvidence["answers"][number] {
  const gone = says === "no-longer-true";
  return {
    criterion,
    version,
    draft,
    verdict: gone ? "not-met" : null,
    verdictReason: gone ? "The member said in its re-check that this is no longer true; the committee has not decided yet." : null,
  };
}
