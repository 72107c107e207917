import { and, eq, inArray, sql } from "drizzle-orm";
import { application } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { notAllowed } from "@/lib/kernel/refusal";
import { type ApplicationEvent, applicationLifecycle } from "../lifecycle";

type Facts = Partial<Omit<typeof application.$inferInsert, "id" | "status" | "version" | "reference" | "list">>;

/**
 * The only code that changes the status of an application. Changes it if the table allows `event`,
 * stores the facts and the time that belong to it, and increments the version. Refuses a step that the table does not
 * allow. Returns the application as it is now.
 */
export async function advance(
  work: Work,
  { id }: { readonly id: string },
  event: ApplicationEvent,
  facts: Facts = {},
): Promise<typeof application.$inferSelect> {
  const { from, to } = applicationLifecycle[event];
  const [moved] = await work.tx
    .update(application)
    .set({ ...momentOf(event, work.now), ...facts, status: to, version: sql`${application.version} + 1` })
    .where(and(eq(application.id, id), inArray(application.status, [...from])))
    .returning();
  return moved ?? refuseStep(work, id, event);
}

/** Throws a Refusal that says why the status cannot change. */
async function refuseStep(work: Work, id: string, event: ApplicationEvent): Promise<never> {
  const [row] = await work.tx.select({ status: application.status }).from(application).where(eq(application.id, id));
  if (row === undefined) throw notAllowed();
  nextStatus(applicationLifecycle, event, { thing: "application", status: row.status });
  throw new Error("The application was not updated");
}

function momentOf(event: ApplicationEvent, now: Date): Facts {
  if (event === "accept" || event === "decline") return { decidedAt: now };
  return event === "withdraw" ? { withdrawnAt: now } : {};
}
