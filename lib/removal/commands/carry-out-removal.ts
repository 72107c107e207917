import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { member as members, removal } from "@/db/schema";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import { type Day, isDay, longDate, startOf } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { count } from "@/lib/list/words";
import { endMembership } from "@/lib/member/commands/end-membership";
import { isWorker } from "@/lib/organization/permissions";
import { eligibleApprovers } from "@/lib/organization/queries/approvers";
import { appealUntil, mayCarryOut, nextRemovalStep } from "../rules";
import { advance } from "./advance";
import { aboutRemoval } from "./emails";
import { factsOf, type LockedRemoval, type LockedRemovalContext, loadRemovalForUpdate } from "./load-removal";
import { reviewReasons } from "./review-reasons";
import { stop, stopAndTellCommittee } from "./stop-removal";

const input = z.object({
  removalId: z.uuid(),
  /** The day on which the caller found it due. The database's time, which this command uses, has to agree. */
  day: z.string().refine(isDay),
});

/**
 * Carries out an approved removal if all conditions are met: the two approvers still may review the member, its date has come
 * by two clocks, a reason is left, the member was notified long enough ago, no appeal, answer or evidence is unread, and the number of removals today is within the list's limit or was released by
 * a chair. If the member was not notified by then, the date moves and the committee is told. Returns what was done.
 */
export const carryOutRemoval = command("carryOutRemoval", input, async (work, { removalId, day }) => {
  const locked = await loadRemovalForUpdate(work, { id: removalId });
  const { removal: held, member, list, actor } = locked;
  work.authorize(isWorker(actor));
  if (held.status !== "agreed") return nothing(work);
  if (member.leftOn !== null) {
    await stop(work, { removal: held, member, list, reason: "The organization left the list before the removal was carried out." });
    return "stopped";
  }
  if ((await eligibleApprovers(work.tx, member, [held.firstBy, held.secondBy])).size < 2) return endUnsupported(work, locked);

  const { removal: reviewed, reasons, stopped, unread } = await reviewReasons(work, locked);
  if (stopped) return "stopped" as const;

  const facts = { ...(await factsOf(work, reviewed)), unread: unread.length > 0 };
  const today = earlierDay(day, work.today);
  const step = nextRemovalStep(facts, list, today);
  if (step.do === "wait") return putOff(work, reviewed, step.until);
  if (step.do === "pause") return pauseDeadline(work, locked, step.until);
  if (held.releasedAt === null && (held.onHoldAt !== null || (await allowedToday(work, list)) < 1)) return hold(work, locked);

  await advance(work, held, "carry_out", { carriedOutAt: work.now });
  work.audit("removal.carried_out", aboutRemoval(held), { member: member.id, appealUntil: appealUntil(list, work.today) });
  await endMembership(work, member, { kind: "removed", removal: { id: held.id, reference: held.reference, reasons }, by: held.secondBy });
  work.enqueue("watch-roster", { list: list.slug });
  return "carried-out" as const;
});

function earlierDay(one: Day, other: Day): Day {
  return [one, other].sort()[0] ?? one;
}

function nothing(work: Work): "nothing" {
  work.nothingToDo();
  return "nothing";
}

/** One of the two approvers is no longer eligible. The committee is told as well: it can propose the removal again. */
async function endUnsupported(work: Work, { removal: held, member, list }: LockedRemovalContext): Promise<"stopped"> {
  const reason =
    "One of the two approvers may no longer make decisions about the member: their role on the committee ended, or they have a conflict of interest.";
  await stopAndTellCommittee(work, { removal: held, member, list, reason });
  return "stopped";
}

async function putOff(work: Work, held: LockedRemoval, carryOutOn: string): Promise<"waits"> {
  if (carryOutOn === held.carryOutOn) {
    work.nothingToDo();
    return "waits";
  }
  await work.tx.update(removal).set({ carryOutOn }).where(eq(removal.id, held.id));
  work.audit("removal.day_moved", aboutRemoval(held), { carryOutOn });
  return "waits";
}

async function pauseDeadline(
  work: Work,
  { removal: held, member, list }: LockedRemovalContext,
  carryOutOn: string,
): Promise<"deadline-paused"> {
  await work.tx.update(removal).set({ carryOutOn }).where(eq(removal.id, held.id));
  work.audit("removal.delivery_unconfirmed", aboutRemoval(held), { carryOutOn });
  await raiseAlert(work, {
    list: list.slug,
    memberId: member.id,
    kind: "deadline-paused",
    sentence: `Removal ${held.reference}: no email is known to have reached the member. The earliest date changed to ${longDate(carryOutOn)}. Email it again, or speak with a representative and record that.`,
  });
  return "deadline-paused";
}

/**
 * How many may still go today. Removals of one list wait for each other here until they commit, so that two workers never count
 * the same one.
 */
async function allowedToday(work: Work, list: ListDefinition): Promise<number> {
  await takeAdvisoryLock(work, "removals", list.slug);
  const { rows } = await work.tx.execute<{ members: number; gone: number }>(sql`
    select (select count(*)::int from ${members} where list = ${list.slug} and left_on is null) as members,
      (select count(*)::int from ${removal} where list = ${list.slug} and carried_out_at >= ${startOf(work.today).toISOString()}::timestamptz) as gone`);
  const [{ members: all, gone } = { members: 0, gone: 0 }] = rows;
  // Those that went today were members this morning: the share is taken of as many as there were then.
  return mayCarryOut(list, all + gone, gone);
}

async function hold(work: Work, { removal: held, list }: LockedRemovalContext): Promise<"held"> {
  if (held.onHoldAt !== null) {
    work.nothingToDo();
    return "held";
  }
  await work.tx.update(removal).set({ onHoldAt: work.now }).where(eq(removal.id, held.id));
  work.audit("removal.put_on_hold", aboutRemoval(held));
  const { rows } = await work.tx.execute<{ due: number }>(sql`
    select count(*)::int as due from ${removal} where list = ${list.slug} and status = 'agreed' and carry_out_on <= ${work.today} and released_at is null`);
  const due = rows[0]?.due ?? 1;
  await raiseAlert(work, {
    list: list.slug,
    memberId: null,
    kind: "removals-on-hold",
    sentence: `${count(due, "removal")} ${due === 1 ? "is" : "are"} due at once, which is more than this list carries out in one day. The committee has to review them and release or stop them.`,
  });
  return "held";
}
