import { sql } from "drizzle-orm";
import { z } from "zod";
import { recheck } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { addDays, type Day, isDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { silenceRemovalDay } from "@/lib/member/commands/action-now";
import { removalIsOpen } from "@/lib/member/queries/facts";
import { listOf } from "@/lib/organization/commands/list-of";
import { nextReferences } from "@/lib/organization/commands/next-reference";
import { isWorker } from "@/lib/organization/permissions";
import type { RecheckReason } from "../lifecycle";
import { patienceDays } from "../rules";
import { aboutRecheck, calendarOf, eachOnce } from "./emails";

/** Members whose re-checks are opened in one transaction. */
const batch = 1000;

const dueInput = z.strictObject({
  list: z.string(),
  day: z.string().refine(isDay),
  /** Members before this position in the schedule are done. */
  after: z.strictObject({ on: z.string().refine(isDay), id: z.uuid() }).optional(),
});

/**
 * Opens the re-checks of a list that are due by a day: a thousand in one transaction, and a job for those that come after them. One is
 * open per member, and a second sweep of the same schedule finds nothing to open.
 */
export const openDueRechecks = command("openDueRechecks", dueInput, async (work, { list: slug, day, after }): Promise<number> => {
  work.authorize(isWorker(work.actor));
  const list = listOf(slug);
  const due = await dueMembers(work, { list: slug, day, after });
  const last = due.at(-1);
  if (last !== undefined && due.length === batch)
    work.enqueue("open-due-rechecks", { list: slug, day, after: { on: last.nextRecheckOn, id: last.memberId } });
  const opened = await openFor(work, list, { members: due, because: "schedule", criteria: keysOf(list, work.today) });
  if (opened === 0) work.nothingToDo();
  return opened;
});

type DueMember = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly nextRecheckOn: Day;
  /** A removal of it is proposed or agreed. */
  readonly removalOpen: boolean;
  /** The recipients of the first email: the primaries, otherwise the next role. */
  readonly recipients: readonly string[];
};

type Which = { readonly list: string; readonly day?: Day; readonly after?: { on: Day; id: string }; readonly memberId?: string };

/** Members without an open re-check, in the order of the schedule, locked until the end of the handler; a member that is locked elsewhere is left to the next sweep.
 * Whether one is open is looked up member by member: as a join it would be planned with yesterday's statistics, when none was open. */
export async function dueMembers(work: Work, { list, day, after, memberId }: Which): Promise<readonly DueMember[]> {
  const which =
    memberId === undefined
      ? sql`m.next_recheck_on <= ${day}::date ${after === undefined ? sql`` : sql`and (m.next_recheck_on, m.id) > (${after.on}::date, ${after.id}::uuid)`}`
      : sql`m.id = ${memberId}::uuid`;
  const { rows } = await work.tx.execute<DueMember>(sql`
    with due as (
      select m.id, m.organization_id, m.name, m.next_recheck_on from member m
      where m.list = ${list} and m.left_on is null and ${which}
        and (select r.id from recheck r where r.member_id = m.id and r.status in ('open', 'answered')) is null
      order by m.next_recheck_on, m.id limit ${batch} for no key update of m skip locked)
    select d.id as "memberId", d.organization_id as "organizationId", d.name, d.next_recheck_on as "nextRecheckOn",
      ${removalIsOpen(sql`d.id`)} as "removalOpen",
      coalesce(
        (select array_agg(p.email order by c.since_at, p.id) filter (where c.role = 'primary')
          from organization_contact c join person p on p.id = c.person_id where c.organization_id = d.organization_id and c.until_at is null),
        (select array_agg(p.email order by c.since_at, p.id)
          from organization_contact c join person p on p.id = c.person_id where c.organization_id = d.organization_id and c.until_at is null),
        (select array_agg(a.address order by a.since_at, a.id) from contact_alias a where a.member_id = d.id and a.until_at is null),
        '{}') as recipients
    from due d order by d.next_recheck_on, d.id`);
  return rows;
}

type Opening = { readonly members: readonly DueMember[]; readonly because: RecheckReason; readonly criteria: readonly string[] };

/**
 * Opens a re-check for each of the given members: rows, references, first emails, alias response tests and audit events, in a few
 * statements for any number. One job repeats the automatic checks of all of them.
 */
export async function openFor(work: Work, list: ListDefinition, { members, because, criteria }: Opening): Promise<number> {
  if (members.length === 0) return 0;
  const references = await nextReferences(work, members.length);
  const dueOn = addDays(work.today, list.recheck.answerWithinDays);
  const rows = members.map(({ memberId }, index) => ({ member_id: memberId, reference: references[index] }));
  const opened = await work.tx.execute<{ id: string; reference: string; member_id: string }>(sql`
    insert into ${recheck} (reference, list, member_id, because, criteria, opened_on, due_on, reminders, last_reminded_on, next_check_on)
    select r.reference, ${list.slug}, r.member_id, ${because}, array(select json_array_elements_text(${JSON.stringify(criteria)}::json)),
      ${work.today}::date, ${dueOn}::date, 1, ${work.today}::date, ${addDays(work.today, patienceDays)}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) r (member_id uuid, reference text)
    on conflict do nothing returning id, reference, member_id`);
  const calendar = calendarOf(work, { version: 0 }, { on: dueOn });
  const byMember = new Map(members.map((member) => [member.memberId, member]));
  for (const { id, reference, member_id } of opened.rows) {
    const member = byMember.get(member_id);
    if (member === undefined) continue;
    const about = aboutRecheck({ id, reference, list: list.slug });
    const beside = member.removalOpen ? await silenceRemovalDay(work, { member: { id: member_id }, list }) : {};
    for (const recipient of eachOnce(member.recipients))
      await writeEmail(work, "recheck-opened", recipient, about, { organization: member.name, reference, dueOn, calendar, ...beside });
    work.enqueue("test-alias-response", { recheckId: id });
    work.audit("recheck.opened", about, { reference, dueOn, because, member: member_id });
  }
  if (opened.rows.length > 0) work.enqueue("check-members", { list: list.slug, memberIds: opened.rows.map((row) => row.member_id) });
  return opened.rows.length;
}

export function keysOf(list: ListDefinition, day: Day): readonly string[] {
  return criteriaInForce(list, day).map(({ key }) => key);
}
