import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { maySeeMembers } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { loadRuleChangeEvidence } from "../commands/rule-change-evidence";
import { type RuleChange, ruleChangesOn, type Showing, whatIf } from "../rule-changes";

/** A member that would no longer qualify, and for what. Of one on which the viewer is recused, the name alone. */
export type NoLongerQualifying =
  | { readonly recused: true; readonly organization: string }
  | { readonly recused: false; readonly memberId: string; readonly organization: string; readonly lacks: readonly Showing[] };

export type WhatIf = {
  readonly on: Day;
  readonly met: number;
  /** By name. */
  readonly noLongerQualify: readonly NoLongerQualifying[];
};

/** Members read at a time. */
const batch = 1000;

/** Who may ask: the operator at the command line, and those of the committee who may know whom it is about. */
function mayAsk(viewer: Actor, list: string): boolean {
  return (viewer.kind === "system" && viewer.name === "operator") || maySeeMembers(viewer, list);
}

/**
 * Who would no longer qualify if the criteria of a day counted with what is known now: every member, and every criterion in force on that day,
 * by name. For the operator and for the committee; a person with a conflict reads of that member its name alone, and so do those who
 * administer. Null for everybody else.
 */
export async function whatIfOn(viewer: Actor, list: ListDefinition, { on }: { readonly on: Day }): Promise<WhatIf | null> {
  if (!mayAsk(viewer, list.slug)) return null;
  const hidden = await hiddenFrom(viewer, list.slug);
  const found: NoLongerQualifying[] = [];
  let met = 0;
  for (let after: string | undefined; ; ) {
    const members = await loadRuleChangeEvidence(database(), { list: list.slug, limit: batch, ...(after === undefined ? {} : { after }) });
    const result = whatIf(list, members, on);
    met += result.met;
    for (const { member, lacks } of result.noLongerQualify) {
      const { memberId, organization } = member;
      found.push(hidden(memberId) ? { recused: true, organization } : { recused: false, memberId, organization, lacks });
    }
    after = members.at(-1)?.memberId;
    if (after === undefined || members.length < batch) break;
  }
  return { on, met, noLongerQualify: found.sort((one, other) => one.organization.localeCompare(other.organization, "en")) };
}

/** Which members the viewer knows by name alone. */
async function hiddenFrom(viewer: Actor, list: string): Promise<(memberId: string) => boolean> {
  if (!isPerson(viewer)) return () => false;
  if (!viewer.roles.some((grant) => grant.list === list && grant.role !== "administrator")) return () => true;
  const { rows } = await database().execute<{ id: string }>(
    sql`select m.id from member m where m.list = ${list} and m.left_on is null and ${recusedFromMember(viewer)} limit 1000`,
  );
  const ids = new Set(rows.map(({ id }) => id));
  return (memberId) => ids.has(memberId);
}

/** A rule change with how far it is. */
export type RuleChangeProgress = RuleChange & { readonly told: number; readonly answered: number };

/** What is announced on a day, with how many members were told and how many have answered. Null for who may not know the members. */
export async function ruleChangeProgress(viewer: Actor, list: ListDefinition, today: Day): Promise<readonly RuleChangeProgress[] | null> {
  if (!mayAsk(viewer, list.slug)) return null;
  const progress: RuleChangeProgress[] = [];
  for (const ruleChange of ruleChangesOn(list, today)) {
    const { criterion, version, kind } = ruleChange;
    const accepted = sql`a.draft ->> 'policyVersion' = ${version} and a.draft ->> 'accept' = 'yes'`;
    const answered = kind === "policy" ? accepted : sql`a.criterion_version >= ${version}`;
    const sent = kind === "policy" ? accepted : sql`(k.answered_at at time zone 'UTC')::date >= ${version}::date`;
    const { rows } = await database().execute<{ told: number; answered: number }>(sql`
      select count(*)::int as told, count(*) filter (where
        exists (select 1 from member_answer a where a.member_id = n.member_id and a.criterion = n.criterion and ${answered})
        or exists (select 1 from recheck k join recheck_answer a on a.recheck_id = k.id
          where k.member_id = n.member_id and k.status = 'answered' and a.criterion = n.criterion and a.says = 'changed' and ${sent}))::int as answered
      from rule_change_notice n join member m on m.id = n.member_id and m.list = ${list.slug} and m.left_on is null
      where n.criterion = ${criterion} and n.version = ${version}`);
    progress.push({ ...ruleChange, told: rows[0]?.told ?? 0, answered: rows[0]?.answered ?? 0 });
  }
  return progress;
}
