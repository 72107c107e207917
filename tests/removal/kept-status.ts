import { and, eq, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";
import { database } from "@/db/client";
import { removal, removalReason } from "@/db/schema";
import type { Day } from "@/lib/kernel/calendar";
import { actions, type StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { type MemberStatus, memberStatus } from "@/lib/member/status";
import { reasonFacts } from "@/lib/removal/commands/reason-facts";
import { reasonsThatHold } from "@/lib/removal/reasons";
import { istio } from "@/lists/istio";

/** The status of a member on a day as every page reads it, and the facts that it is computed from. */
export async function factsNow(memberId: string, today: Day): Promise<{ readonly facts: StatusFacts; readonly status: MemberStatus }> {
  const { rows } = await database().execute<{ facts: StatusFacts }>(
    sql`select ${memberFacts} as facts from member m where m.id = ${memberId}`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("There is no such member");
  return { facts: row.facts, status: memberStatus(istio, row.facts, today) };
}

/**
 * Expects a status that does not contradict the commands: agreeing is named exactly when nothing unread forbids it, and a day that
 * has passed is named only beside something that the committee can do.
 */
export async function expectStatusKept(memberId: string, today: Day, context: string): Promise<void> {
  const { openTasks } = (await factsNow(memberId, today)).status;
  const agreeing = openTasks.some(({ action }) => action === actions.support || action === actions.agree);
  expect({ context, agreeing }).toEqual({ context, agreeing: await mayAgree(memberId, today) });
  if (openTasks.some(({ actor, by }) => actor !== "nobody" && by !== null && by < today))
    expect(
      openTasks.some(({ actor }) => actor === "committee"),
      `${context}: somebody is late, and the committee has no action needed`,
    ).toBe(true);
}

/** What `refuseUnread` reads, as the commands read it. */
async function mayAgree(memberId: string, today: Day): Promise<boolean> {
  const [open] = await database()
    .select()
    .from(removal)
    .where(and(eq(removal.memberId, memberId), eq(removal.status, "proposed")));
  if (open === undefined) return false;
  const reasons = await database()
    .select({ criterion: removalReason.criterion, basis: removalReason.basis })
    .from(removalReason)
    .where(and(eq(removalReason.removalId, open.id), isNull(removalReason.struckAt)));
  return reasonsThatHold(await reasonFacts(database(), { ...open, reasons }), istio, today).unread.length === 0;
}
