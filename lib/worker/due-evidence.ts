import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { checkNames, checksOf } from "@/lib/evidence/checks";
import { watchMembers } from "@/lib/evidence/commands/watches";
import { correlateAfterMinutes } from "@/lib/evidence/rules";
import type { Day } from "@/lib/kernel/calendar";
import { env } from "@/lib/kernel/env";
import { enqueue, type Job } from "@/lib/kernel/outbox";
import { hostedLists } from "@/lists";

/** One morning asks for no more than this; the rest stays due, and is first the next day. */
const mostPerMorning = 20_000;

/** Up to so many run at once as they come; more are spread over the hours. */
const atOnce = 200;
const spreadOverMs = 2 * 3_600_000;
const batch = 500;

/** Puts new members under watch, and gives each check whose day has come its own job, the longest overdue first. */
export async function enqueueDueWatches(tx: Transaction, { today, now }: { today: Day; now: Date }): Promise<void> {
  for (const list of hostedLists(env().PORTAL_LISTS?.join(","))) await watchMembers(tx, list, today);
  const { rows } = await tx.execute<{ member_id: string; name: string }>(sql`
    select member_id, name from evidence_watch where next_on <= ${today}::date order by next_on, member_id, name limit ${mostPerMorning}`);
  const checks = rows.map(({ member_id: memberId, name }) => ({ memberId, name }));
  await enqueueSpread(tx, checks, { because: "schedule", now });
}

/** Gives each check of a member its own job: a few run at once as they come, many are spread over hours. */
export async function enqueueSpread(
  tx: Transaction,
  checks: readonly { readonly memberId: string; readonly name: string }[],
  { because, now }: { because: "schedule" | "recheck"; now: Date },
): Promise<void> {
  const jobs = checks.map(({ memberId, name }, at): Job => {
    const wait = checks.length > atOnce ? (at / checks.length) * spreadOverMs : 0;
    return { task: "check-evidence", payload: { memberId, name, because }, runAt: new Date(now.getTime() + wait) };
  });
  for (let from = 0; from < jobs.length; from += batch) await enqueue(tx, jobs.slice(from, from + batch));
}

/** Sent applications about which a check has not run yet, or not since its answer was edited; `list` is the check. */
export function uncheckedApplications(today: Day): SQL {
  const asked = hostedLists(env().PORTAL_LISTS?.join(",")).flatMap((list) =>
    checksOf(list, today).map(({ name, criterion }) => sql`(${list.slug}, ${name}, ${criterion})`),
  );
  if (asked.length === 0) return sql`select null::uuid as id, '' as list, false as ends where false`; // VALUES needs a row
  return sql`
    select a.id, n.name as list, false as ends
    from application a join (values ${sql.join(asked, sql`, `)}) n(list, name, criterion) on n.list = a.list
    where a.status in ('submitted', 'information_requested')
      and exists (select 1 from answer s where s.application_id = a.id and s.criterion = n.criterion
        and not exists (select 1 from evidence_check e where e.application_id = a.id and e.name = n.name and e.checked_at >= s.edited_at))`;
}

/** Whether a word is a check: what `uncheckedApplications` gives as `list`. */
export function checkNamed(word: string): (typeof checkNames)[number] {
  const name = checkNames.find((each) => each === word);
  if (name === undefined) throw new Error(`There is no check "${word}"`);
  return name;
}

/** One failing check of each list and name that has waited long enough for the correlated-failure check. */
export const checksToCorrelate = (now: Date): SQL => sql`
  select (array_agg(id order by checked_at, id))[1] as id, list, false as ends from evidence_check
  where correlated_at is null and checked_at <= ${now.toISOString()}::timestamptz - make_interval(mins => ${correlateAfterMinutes})
  group by list, name`;

/** Drafts whose address could not be written to an hour ago: their authors may have mended the domain, and wait to go on. */
export const draftsWithoutMail = (now: Date): SQL => sql`
  select e.application_id as id, '' as list, false as ends
  from evidence_check e join application a on a.id = e.application_id
  where a.status = 'draft' and e.name = 'mail-domain' and e.result = 'no' and e.checked_at <= ${now.toISOString()}::timestamptz - interval '1 hour'
    and not exists (select 1 from evidence_check f where f.application_id = e.application_id and f.name = e.name and f.checked_at > e.checked_at)
  group by e.application_id`;
