import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { endOfMembership, recheck as recheckTable } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { type LockedMember, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { dueDay } from "../rules";
import { closeRecheck } from "./close";
import { aboutRecheck, calendarOf } from "./emails";
import type { LockedRecheckContext } from "./lock";

const input = z.strictObject({ memberId: z.uuid() });

/** Calls the open re-check of a member off that has left: nobody is asked any more. The worker's; without one, or before the day, nothing happens. */
export const callOffRecheck = command("callOffRecheck", input, async (work, { memberId }) => {
  const locked = await loadMemberForUpdate(work, memberId);
  work.authorize(isWorker(locked.actor));
  const [recheck] = await work.tx
    .select()
    .from(recheckTable)
    .where(and(eq(recheckTable.memberId, memberId), inArray(recheckTable.status, ["open", "answered"])))
    .for("no key update");
  if (recheck === undefined || !(await hasLeft(work, locked.member))) return work.nothingToDo();
  await callOff(work, { ...locked, recheck });
});

/** Ends it without an outcome, and tells those who acted for the member: what they were asked for is not asked any more. */
export async function callOff(work: Work, locked: LockedRecheckContext): Promise<void> {
  const { recheck, member, list } = locked;
  await closeRecheck(work, locked, "call_off");
  await writeToMember(work, member, aboutRecheck(recheck), "recheck-called-off", {
    organization: member.name,
    reference: recheck.reference,
    calendar: calendarOf(work, recheck, { on: dueDay(recheck), cancelled: true }),
    nextAction: await actionNow(work, { member, list, reader: "member" }),
  });
  work.audit("recheck.called_off", aboutRecheck(recheck));
}

/** Whether the day has come from which it is no member any more. */
export async function hasLeft(work: Work, { id, leftOn }: LockedMember): Promise<boolean> {
  if (leftOn !== null && leftOn <= work.today) return true;
  const [gone] = await work.tx.select({ on: endOfMembership.on }).from(endOfMembership).where(eq(endOfMembership.memberId, id));
  return gone !== undefined && gone.on <= work.today;
}
