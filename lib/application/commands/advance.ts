import { eq } from "drizzle-orm";
import { application } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { notAllowed } from "@/lib/kernel/refusal";
import { type ApplicationEvent, applicationLifecycle } from "../lifecycle";

type Facts = Partial<Omit<typeof application.$inferInsert, "id" | "status" | "version" | "reference" | "list">>;

/**
 * The one hand that moves an application: the only UPDATE of its status. Locks the row, asks the table whether `event` may
 * follow, stores the facts and the moment that come with it, and counts the version up. Refuses a step that the table does not
 * allow. Returns the application as it is now.
 */
export async function advance(
  work: Work,
  { id }: { readonly id: string },
  event: ApplicationEvent,
  facts: Facts = {},
): Promise<typeof application.$inferSelect> {
  const [row] = await work.tx
    .select({ status: application.status, version: application.version })
    .from(application)
    .where(eq(application.id, id))
    .for("no key update");
  if (row === undefined) throw notAllowed();
  const status = nextStatus(applicationLifecycle, event, { thing: "application", status: row.status });
  const [moved] = await work.tx
    .update(application)
    .set({ ...momentOf(event, work.now), ...facts, status, version: row.version + 1 })
    .where(eq(application.id, id))
    .returning();
  if (moved === undefined) throw new Error("The application was not moved");
  return moved;
}

function momentOf(event: ApplicationEvent, now: Date): Facts {
  if (event === "accept" || event === "decline") return { decidedAt: now };
  return event === "withdraw" ? { withdrawnAt: now } : {};
}
