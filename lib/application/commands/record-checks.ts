import { eq } from "drizzle-orm";
import type { z } from "zod";
import { application } from "@/db/schema";
import { checkRun, recordResults } from "@/lib/evidence/commands/record-checks";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";

/** Records what one run of a check found about a member or an application (`recordResults`). Only for the worker. */
export const recordChecks = command("recordChecks", checkRun, async (work, run): Promise<void> => {
  work.authorize(isWorker(work.actor));
  const about = await take(work, run.subject);
  if (about === null) return work.nothingToDo();
  const result = await recordResults(work, about, run);
  // A person whose address is at a domain that is proven now has a conflict of interest.
  if (about.isSent && run.name === "domain-ownership" && result !== "cannot-tell")
    work.enqueue("route-application", { applicationId: about.id });
});

/** The locked subject, and whether it is an application that was sent. Null when it no longer exists or has left: then it is not checked any more. */
async function take(
  work: Work,
  subject: z.output<typeof checkRun>["subject"],
): Promise<{ kind: string; id: string; list: string; isSent: boolean } | null> {
  if ("memberId" in subject) {
    const { member } = await loadMemberForUpdate(work, subject.memberId);
    return member.leftOn === null ? { kind: "member", id: member.id, list: member.list, isSent: false } : null;
  }
  const [held] = await work.tx
    .select({ id: application.id, list: application.list, submittedAt: application.submittedAt })
    .from(application)
    .where(eq(application.id, subject.applicationId))
    .for("share");
  if (held === undefined) throw notAllowed();
  return { kind: "application", id: held.id, list: held.list, isSent: held.submittedAt !== null };
}
