import { type SQL, sql } from "drizzle-orm";
import { database, type Transaction } from "@/db/client";
import { sweep } from "@/db/schema";
import { draftReminderDays } from "@/lib/application/rules";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { env } from "@/lib/kernel/env";
import { enqueue, type Job } from "@/lib/kernel/outbox";
import { peopleAlertDiffers } from "@/lib/removal/queries/missing-people";
import { hostedLists } from "@/lists";
import { aliasChangesOfFormerMembers, dueAliasChanges, movingAliasChanges, unfollowedAliasAnswers } from "./due-alias";
import { checkNamed, checksToCorrelate, draftsWithoutMail, enqueueDueWatches, uncheckedApplications } from "./due-evidence";
import { dueLeavings, openJoinRequests, unprovedAccessRecoveries, waitedAccessRecoveries } from "./due-member";
import { emailsWithEvents, emailsWithoutNews, enqueueUnknownEvents } from "./due-news";
import { closingRuleChanges, dueSteps, enqueueDueRechecks, enqueueRuleChangeReminders, enqueueRuleChanges } from "./due-recheck";
import { dueRemovals, expiredPauses, openRemovals, removalsOfFormerMembers, rostersToWatch } from "./due-removal";
import { forgetPassing } from "./forget";

/** The most rows that one query loads into memory. */
const batchSize = 500;

/**
 * Finds everything that a new day asks for, and gives each item its own job. Each kind of work is done once a day, however often
 * the sweep runs; days that were missed are caught up by the next, because what is due stays due.
 */
export async function morningSweep(now: Date = new Date()): Promise<void> {
  await forgetPassing(now);
  const today = dayOf(now);
  await onceADay("drafts", today, (tx) =>
    eachDue(tx, dueDrafts(today), ({ id, ends }) => ({ task: ends ? "end-draft" : "remind-draft", payload: { applicationId: id } })),
  );
  await onceADay("questions", today, (tx) =>
    eachDue(tx, openQuestions, ({ id }) => ({ task: "remind-information", payload: { requestId: id } })),
  );
  await onceADay("overdue", today, (tx) =>
    eachDue(tx, overdueApplications(today), ({ id }) => ({ task: "tell-overdue", payload: { applicationId: id, day: today } })),
  );
  await onceADay("alias-changes", today, (tx) =>
    eachDue(tx, movingAliasChanges, ({ id }) => ({ task: "remind-alias-change", payload: { changeId: id } })),
  );
  await onceADay("removal-reasons", today, (tx) =>
    eachDue(tx, openRemovals, ({ id }) => ({ task: "review-removal", payload: { removalId: id } })),
  );
  await onceADay("removals", today, (tx) =>
    eachDue(tx, dueRemovals(today), ({ id }) => ({ task: "carry-out-removal", payload: { removalId: id, day: today } })),
  );
  await onceADay("leavings", today, (tx) =>
    eachDue(tx, dueLeavings(today), ({ id }) => ({ task: "carry-out-leaving", payload: { memberId: id } })),
  );
  await onceADay("join-requests", today, (tx) =>
    eachDue(tx, openJoinRequests, ({ id }) => ({ task: "escalate-join-request", payload: { requestId: id } })),
  );
  await onceADay("access-recoveries", today, (tx) =>
    eachDue(tx, unprovedAccessRecoveries, ({ id }) => ({ task: "check-access-recovery-domain", payload: { accessRecoveryId: id } })),
  );
  const lists = hostedLists(env().PORTAL_LISTS?.join(","));
  await onceADay("rechecks", today, (tx) => enqueueDueRechecks(tx, lists, today));
  await onceADay("recheck-steps", today, (tx) =>
    eachDue(tx, dueSteps(today), ({ id }) => ({ task: "step-recheck", payload: { recheckId: id, day: today } })),
  );
  await onceADay("rule-changes", today, (tx) => enqueueRuleChanges(tx, lists, today));
  await onceADay("rule-change-reminders", today, (tx) => enqueueRuleChangeReminders(tx, lists, today));
  await onceADay("rule-changes-closing", today, (tx) =>
    eachDue(tx, closingRuleChanges(lists, today), ({ id }) => ({ task: "close-rule-changes", payload: { memberId: id, day: today } })),
  );
  await onceADay("evidence", today, (tx) => enqueueDueWatches(tx, { today, now }));
  await onceADay("news", today, async (tx) => {
    await eachDue(tx, emailsWithoutNews(now), ({ id }) => ({ task: "ask-provider", payload: { emailId: id } }));
    await enqueueUnknownEvents(tx, today);
  });
  await onceADay("digests", today, (tx) =>
    eachDue(tx, reviewers, ({ id, list }) => ({ task: "write-digest", payload: { list, personId: id, day: today } })),
  );
}

/**
 * Finds work whose own job was lost: decisions to release, votes to close, emails without a job. And
 * applications that wait for a reviewer after the committee has changed: a role was granted or revoked, somebody is back.
 */
export async function catchUp(now: Date = new Date()): Promise<void> {
  await forgetPassing(now);
  await database().transaction(async (tx) => {
    await eachDue(tx, heldDecisions(now), ({ id }) => ({ task: "release-decision", payload: { decisionId: id } }));
    await eachDue(tx, openVotes(now), ({ id }) => ({ task: "close-vote", payload: { roundId: id } }));
    await eachDue(tx, waitedAccessRecoveries(now), ({ id }) => ({ task: "complete-access-recovery", payload: { accessRecoveryId: id } }));
    await eachDue(tx, withoutReviewers, ({ id }) => ({ task: "route-application", payload: { applicationId: id } }));
    await eachDue(tx, unfollowedAliasAnswers, ({ id }) => ({ task: "follow-alias-answer", payload: { checkId: id } }));
    await eachDue(tx, dueAliasChanges(now), ({ id, ends }) => ({
      task: ends ? "expire-alias-change" : "move-alias-change",
      payload: { changeId: id },
    }));
    await eachDue(tx, aliasChangesOfFormerMembers, ({ id }) => ({ task: "close-membership", payload: { memberId: id } }));
    await eachDue(tx, expiredPauses(now), ({ id }) => ({ task: "end-pause", payload: { pauseId: id } }));
    await eachDue(tx, removalsOfFormerMembers, ({ id }) => ({ task: "close-membership", payload: { memberId: id } }));
    for (const { slug } of hostedLists(env().PORTAL_LISTS?.join(",")))
      if (await peopleAlertDiffers(tx, slug, now)) await enqueue(tx, [{ task: "watch-people", payload: { list: slug } }]);
    await eachDue(tx, rostersToWatch(now), ({ list }) => ({ task: "watch-roster", payload: { list } }));
    await eachDue(tx, uncheckedApplications(dayOf(now)), ({ id, list }) => ({
      task: "check-evidence",
      payload: { applicationId: id, name: checkNamed(list), because: "application" },
    }));
    await eachDue(tx, draftsWithoutMail(now), ({ id }) => ({
      task: "check-evidence",
      payload: { applicationId: id, name: "mail-domain", because: "application" },
    }));
    await eachDue(tx, checksToCorrelate(now), ({ id }) => ({ task: "check-correlated-failures", payload: { checkId: id } }));
    await eachDue(tx, emailsWithEvents, ({ id }) => ({ task: "apply-provider-events", payload: { emailId: id } }));
    await eachDue(tx, waitingEmails(now), ({ id }) => ({ task: "deliver-email", payload: { emailId: id } }));
  });
}

/** The key is written with the jobs: both are committed together, and a second sweep of the day finds it. */
async function onceADay(what: string, day: Day, find: (tx: Transaction) => Promise<void>): Promise<void> {
  await database().transaction(async (tx) => {
    const [first] = await tx
      .insert(sweep)
      .values({ key: `${what}:${day}`, doneAt: sql`now()` })
      .onConflictDoNothing()
      .returning();
    if (first) await find(tx);
  });
}

type Due = { id: string; list: string; ends: boolean };

/** Reads what is due in order of id. `due` is a query with the columns id (uuid), list and ends. */
async function eachDue(tx: Transaction, due: SQL, job: (item: Due) => Job): Promise<void> {
  for (let after: { id: string; list: string } | null = null; ; ) {
    const later: SQL = after === null ? sql`` : sql`where (due.id, due.list) > (${after.id}::uuid, ${after.list})`;
    const { rows } = await tx.execute<Due>(sql`select id, list, ends from (${due}) due ${later} order by id, list limit ${batchSize}`);
    await enqueue(tx, rows.map(job));
    const last: Due | undefined = rows.at(-1);
    if (last === undefined || rows.length < batchSize) return;
    after = last;
  }
}

const dueDrafts = (today: Day) => sql`
  select id, list, draft_ends_on < ${today}::date as ends from application
  where status = 'draft' and (draft_ends_on < ${today}::date or (not draft_reminded and draft_ends_on <= ${today}::date + ${draftReminderDays}::int))`;

/** The command knows the list's days for reminders and does nothing on all others. */
const openQuestions = sql`
  select r.id, a.list, false as ends from information_request r join application a on a.id = r.application_id
  where r.answered_at is null and r.closed_at is null`;

const overdueApplications = (today: Day) => sql`
  select id, list, false as ends from application
  where status in ('submitted', 'information_requested') and decision_due_on < ${today}::date`;

const reviewers = sql`
  select distinct person_id as id, list, false as ends from committee_role where revoked_at is null and role in ('reviewer', 'chair')`;

const heldDecisions = (now: Date) => sql`
  select d.id, '' as list, false as ends from decision d
  where d.released_at is null and d.taken_back_at is null and d.undo_until <= ${now.toISOString()}::timestamptz`;

const openVotes = (now: Date) => sql`
  select id, '' as list, false as ends from vote_round where closed_at is null and closes_at <= ${now.toISOString()}::timestamptz`;

/** Too few could take it, or somebody who has it sits in the committee no more. Routing does nothing where nothing can be done. */
const withoutReviewers = sql`
  select t.application_id as id, '' as list, false as ends from routing_trouble t where t.ended_at is null
  union
  select r.application_id, '', false from review_assignment r join application a on a.id = r.application_id
  where r.released_at is null and not exists (
    select 1 from committee_role s where s.list = a.list and s.person_id = r.person_id and s.revoked_at is null and s.role in ('reviewer', 'chair'))`;

/** Ten minutes after it should have gone: its job has been lost, or failed for good. */
const waitingEmails = (now: Date) => sql`
  select id, '' as list, false as ends from email
  where status in ('queued', 'attempting')
    and coalesce(next_attempt_at, last_attempt_at, created_at) < ${now.toISOString()}::timestamptz - interval '10 minutes'`;
