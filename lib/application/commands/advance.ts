import { eq } from "drizzle-orm";
import { application } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { type ApplicationEvent, applicationLifecycle } from "../lifecycle";
import type { Application } from "./lock-application";

/**
 * The one hand that moves an application's status. The application must be locked by this story. Refuses a step that the
 * lifecycle does not have. Returns the application as it is now, one version on, with the moment it was decided or withdrawn.
 */
export async function advance(work: Work, locked: Application, event: ApplicationEvent): Promise<Application> {
  const status = nextStatus(applicationLifecycle, event, { thing: "application", status: locked.status });
  const moments =
    event === "accept" || event === "decline" ? { decidedAt: work.now } : event === "withdraw" ? { withdrawnAt: work.now } : {};
  const [moved] = await work.tx
    .update(application)
    .set({ status, version: locked.version + 1, ...moments })
    .where(eq(application.id, locked.id))
    .returning();
  if (!moved) throw new Error("The application was not moved");
  return moved;
}
