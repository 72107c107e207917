import { sql } from "drizzle-orm";
import { z } from "zod";
import { writeEmail } from "@/lib/email/write";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { addDays, type Day, longDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/organization/permissions";
import { troubleSentence } from "../contactability";
import { nextRuleChangeCheck, nextRuleChangeStep, type RuleChangeStep } from "../rule-change-steps";
import { type RuleChange, ruleChangesOn } from "../rule-changes";
import { eachOnce } from "./emails";
import { aboutRuleChange, ruleChangeFacts, type ToldAndReached } from "./rule-change-facts";

/** Members that are checked in one transaction. */
const batch = 500;

const input = z.object({ list: z.string(), criterion: z.string(), version: z.string() });

/** What was done, for the caller. */
export type RuleChangeDone = {
  readonly checked: number;
  readonly reminded: number;
  readonly escalated: number;
  readonly unconfirmed: number;
};

/**
 * Does what is due on this day for members that were told of a rule change: a reminder, or telling the committee that it is not
 * known whether one was notified. Each is checked once a day; five hundred in one transaction, and a job for those
 * after them. Members that have left, or leave before it takes effect, are not reminded.
 */
export const remindRuleChange = command(
  "remindRuleChange",
  input,
  async (work, { list: slug, criterion, version }): Promise<RuleChangeDone> => {
    work.authorize(isWorker(work.actor));
    work.nothingToDo(); // a check without a result needs no audit event
    const list = listOf(slug);
    const ruleChange = ruleChangesOn(list, work.today).find((each) => each.criterion === criterion && each.version === version);
    const memberIds = ruleChange === undefined ? [] : await membersToCheck(work, slug, ruleChange);
    const done = { checked: memberIds.length, reminded: 0, escalated: 0, unconfirmed: 0 };
    if (ruleChange === undefined || memberIds.length === 0) return done;

    const checks: NextCheck[] = [];
    for (const entry of await ruleChangeFacts(work, list, { ruleChange, memberIds })) {
      const step = nextRuleChangeStep(entry.facts, work.today);
      await takeRuleChangeStep(work, { list, ruleChange, entry }, step);
      if (step.do === "remind") done.reminded += 1;
      if (step.do === "escalate") done.escalated += 1;
      if (step.do === "report-unconfirmed") done.unconfirmed += 1;
      checks.push(nextCheckAfter(entry, step, work.today));
    }
    await storeNextChecks(work, ruleChange, checks);
    if (memberIds.length === batch) work.enqueue("remind-rule-change", { list: slug, criterion, version });
    return done;
  },
);

/** Members whose next check is due, locked until the end of the handler; those locked elsewhere are skipped. */
async function membersToCheck(work: Work, list: string, { criterion, version, since }: RuleChange): Promise<readonly string[]> {
  const { rows } = await work.tx.execute<{ id: string }>(sql`
    select m.id from rule_change_notice n join member m on m.id = n.member_id
    where n.criterion = ${criterion} and n.version = ${version} and n.closed_at is null and n.next_check_on <= ${work.today}::date
      and m.list = ${list} and m.left_on is null
      and not exists (select from end_of_membership d where d.member_id = m.id and d.on_day <= ${since}::date)
    order by n.next_check_on, n.member_id limit ${batch} for no key update of n skip locked`);
  return rows.map(({ id }) => id);
}

type Given = { readonly list: ListDefinition; readonly ruleChange: RuleChange; readonly entry: ToldAndReached };

/** Takes a step that writes: a reminder, or a case for the committee. The others leave nothing. */
export async function takeRuleChangeStep(work: Work, { list, ruleChange, entry }: Given, step: RuleChangeStep): Promise<void> {
  const about = aboutRuleChange(list.slug, entry.memberId, ruleChange);
  const { criterion, version } = ruleChange;
  switch (step.do) {
    case "remind":
    case "escalate":
      for (const recipient of recipientsOf(entry, step.do)) await write(work, recipient, { list, ruleChange, entry }, step.kind);
      return work.audit("criterion.reminded", about, { criterion, version, kind: step.kind });
    case "report-unconfirmed":
      await raiseAlert(work, {
        list: list.slug,
        memberId: entry.memberId,
        kind: "delivery-unconfirmed",
        sentence: `“${ruleChange.title}” applies from ${longDate(ruleChange.since)}, and nobody knows whether the member was notified of it. ${troubleSentence(step.because, "about it")} Until an email arrives, no removal is proposed automatically: call the member, correct the addresses, or open a re-check.`,
      });
      return work.audit("criterion.delivery_unconfirmed", about, { criterion, version });
    default:
      return;
  }
}

/** The representatives of the member, or its contact aliases if there are none; the last reminder goes to all of them. */
function recipientsOf({ people, aliases }: ToldAndReached, step: "remind" | "escalate"): readonly string[] {
  return eachOnce(step === "escalate" || people.length === 0 ? [...people, ...aliases] : people);
}

function write(
  work: Work,
  recipient: string,
  { list, ruleChange, entry: { memberId, name, facts } }: Given,
  kind: Extract<RuleChangeStep, { kind: unknown }>["kind"],
): Promise<void> {
  const { kind: what, title, what: asked, version, since } = ruleChange;
  const about = aboutRuleChange(list.slug, memberId, ruleChange);
  const showBy = kind === "late" ? addDays(work.today, facts.graceDays) : addDays(since, -1);
  const data = { organization: name, memberId, since, kind, saidNo: facts.is === "not-met", showBy };
  return what === "policy"
    ? writeEmail(work, "policy-reminder", recipient, about, { ...data, version })
    : writeEmail(work, "criterion-reminder", recipient, about, { ...data, title, what: asked, tightened: what === "tightened" });
}

/** What is stored with a notice after a check. */
export type NextCheck = {
  readonly member_id: string;
  readonly reminders: number;
  readonly next_check_on: Day;
  readonly is_unconfirmed: boolean;
};

/** What is stored after a check, and the day of the next one. */
export function nextCheckAfter({ memberId, facts }: ToldAndReached, step: RuleChangeStep, today: Day): NextCheck {
  const reminders = "number" in step ? Math.max(step.number, facts.reminders) : facts.reminders;
  return {
    member_id: memberId,
    reminders,
    next_check_on: nextRuleChangeCheck(facts, today),
    is_unconfirmed: step.do === "report-unconfirmed",
  };
}

/** Stores the results of any number of checks in one statement. */
export async function storeNextChecks(work: Work, { criterion, version }: RuleChange, checks: readonly NextCheck[]): Promise<void> {
  await work.tx.execute(sql`
    update rule_change_notice n set reminders = l.reminders, next_check_on = l.next_check_on,
      delivery_unconfirmed_at = case when l.is_unconfirmed then ${work.now.toISOString()}::timestamptz else n.delivery_unconfirmed_at end
    from json_to_recordset(${JSON.stringify(checks)}::json) l (member_id uuid, reminders int, next_check_on date, is_unconfirmed boolean)
    where n.member_id = l.member_id and n.criterion = ${criterion} and n.version = ${version}`);
}
