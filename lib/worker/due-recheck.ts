import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Day } from "@/lib/kernel/calendar";
import { enqueue } from "@/lib/kernel/outbox";
import type { ListDefinition } from "@/lib/list/definition";
import { ruleChangesClosedBy, ruleChangesOn } from "@/lib/recheck/rule-changes";

/**
 * One job for each list on which re-checks are due: it opens a thousand at a time, and asks for its successor itself. So a morning on
 * which all of a hundred thousand members are due holds no table for long.
 */
export async function enqueueDueRechecks(tx: Transaction, lists: readonly ListDefinition[], today: Day): Promise<void> {
  for (const { slug } of lists) {
    const { rows } = await tx.execute<{ due: boolean }>(
      sql`select exists (select from member where list = ${slug} and left_on is null and next_recheck_on <= ${today}::date) as due`,
    );
    if (rows[0]?.due) await enqueue(tx, [{ task: "open-due-rechecks", payload: { list: slug, day: today } }]);
  }
}

/** Open re-checks, and answers that wait, on whose day of the next look we are. */
export const dueSteps = (today: Day): SQL => sql`
  select id, list, false as ends from recheck where status in ('open', 'answered') and next_check_on <= ${today}::date`;

/** What is announced to members; each job tells five hundred, and asks for its successor itself. */
export async function enqueueRuleChanges(tx: Transaction, lists: readonly ListDefinition[], today: Day): Promise<void> {
  await enqueue(
    tx,
    announced(lists, today).map((payload) => ({ task: "tell-rule-change", payload })),
  );
}

/** Rule changes with members that are due for a check: a reminder may be due. Jobs as above. */
export async function enqueueRuleChangeReminders(tx: Transaction, lists: readonly ListDefinition[], today: Day): Promise<void> {
  const { rows } = await tx.execute<{ list: string; criterion: string; version: string }>(sql`
    select c.list, c.criterion, c.version
    from json_to_recordset(${JSON.stringify(announced(lists, today))}::json) c (list text, criterion text, version text)
    where exists (select from rule_change_notice n where n.criterion = c.criterion and n.version = c.version and n.closed_at is null
      and n.next_check_on <= ${today}::date)`);
  await enqueue(
    tx,
    rows.map((payload) => ({ task: "remind-rule-change", payload })),
  );
}

function announced(lists: readonly ListDefinition[], today: Day) {
  return lists.flatMap((list) => ruleChangesOn(list, today).map(({ criterion, version }) => ({ list: list.slug, criterion, version })));
}

/** Members that were told of a rule change that has taken effect, and that were not checked yet. */
export function closingRuleChanges(lists: readonly ListDefinition[], today: Day): SQL {
  const closed = lists.flatMap((list) =>
    ruleChangesClosedBy(list, today).map(({ criterion, version }) => ({ list: list.slug, criterion, version })),
  );
  return sql`
    select distinct m.id, m.list, false as ends
    from json_to_recordset(${JSON.stringify(closed)}::json) c (list text, criterion text, version text)
    join rule_change_notice n on n.criterion = c.criterion and n.version = c.version and n.closed_at is null
    join member m on m.id = n.member_id and m.list = c.list and m.left_on is null`;
}
