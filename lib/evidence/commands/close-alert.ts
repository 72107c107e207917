import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { alert } from "@/db/schema";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import type { AlertKind } from "../alerts";
import { mayCloseAlert } from "../permissions";

const input = z.strictObject({
  alertId: z.uuid(),
  reason: manyLines(1000, { name: "Reason", empty: "Enter what you found, and what was done" }),
});

/** Closes an alert with what was found and done. The same thing may alert again. Refuses one that is closed already. */
export const closeAlert = command("closeAlert", input, async (work, { alertId, reason }): Promise<void> => {
  const [found] = await work.tx.select().from(alert).where(eq(alert.id, alertId));
  if (found === undefined) throw notAllowed();
  const { actor, recused } = await loadAlertForUpdate(work, found);
  work.authorize(mayCloseAlert(actor, { list: found.list, recused }));
  if (!isPerson(actor)) throw notAllowed();

  const [held] = await work.tx.select({ closedAt: alert.closedAt }).from(alert).where(eq(alert.id, alertId)).for("update");
  refuseUnless(held?.closedAt === null, "This alert has already been closed.", "conflict");
  await work.tx.update(alert).set({ closedAt: work.now, closedBy: actor.personId, closedBecause: reason }).where(eq(alert.id, alertId));
  const subject = found.memberId === null ? { kind: "alert", id: alertId } : { kind: "member", id: found.memberId };
  work.audit("alert.closed", { ...subject, list: found.list }, { kind: found.kind, alert: alertId });
});

type Closing = {
  readonly list: string;
  readonly kind: AlertKind;
  readonly because: string;
  /** The person who closes it, with the role in which they do; left out where the portal does. */
  readonly by?: { readonly personId: string; readonly role: string | undefined };
};

/** Closes what is open of a kind of alert about a list, not about one member, in the caller's transaction. Returns whether anything was. */
export async function closeAlertsOf(work: Work, { list, kind, because, by }: Closing): Promise<boolean> {
  const closed = await work.tx
    .update(alert)
    .set({ closedAt: work.now, closedBy: by?.personId ?? null, closedBecause: because })
    .where(and(eq(alert.list, list), eq(alert.kind, kind), isNull(alert.memberId), isNull(alert.closedAt)))
    .returning({ id: alert.id });
  for (const { id } of closed) work.audit("alert.closed", { kind: "alert", id, list }, { kind }, by?.role);
  return closed.length > 0;
}

/** An alert about many members has nobody to be in conflict with. */
async function loadAlertForUpdate(
  work: Work,
  { memberId, list }: { memberId: string | null; list: string },
): Promise<{ actor: Actor; recused: boolean }> {
  if (memberId === null) return { actor: await committeeNow(work, list), recused: false };
  const { actor, subject } = await loadMemberForUpdate(work, memberId);
  return { actor, recused: subject.recused };
}
