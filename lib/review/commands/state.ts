import { and, eq, isNull } from "drizzle-orm";
import { decision } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { openStatuses } from "@/lib/application/lifecycle";
import type { Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";

/** The current decision of an application, in its undo window or released, or null. */
export async function standingDecision(work: Work, applicationId: string): Promise<typeof decision.$inferSelect | null> {
  const [standing] = await work.tx
    .select()
    .from(decision)
    .where(and(eq(decision.applicationId, applicationId), isNull(decision.takenBackAt)));
  return standing ?? null;
}

/** Throws a Refusal that states the status, for actions that are possible only while the committee still decides. */
export async function refuseUnlessOpen(work: Work, application: LockedApplication): Promise<void> {
  const open = (openStatuses as readonly string[]).includes(application.status);
  refuseUnless(open, `This is not possible any more: the application is ${application.status}.`, "conflict");
  const decided = await standingDecision(work, application.id);
  refuseUnless(
    decided === null,
    "This is not possible any more: a decision was made. It can be undone while its email is on hold.",
    "conflict",
  );
}
