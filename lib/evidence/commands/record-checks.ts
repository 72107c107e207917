import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { application, evidenceCheck, evidenceWatch } from "@/db/schema";
import { addDays } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { sha256 } from "@/lib/kernel/token";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { alertKinds } from "../alerts";
import { canonical } from "../canonical";
import { checkNames, checkResults, watchDays, worstOf } from "../checks";
import { storable } from "../storable";
import { saidYesBefore } from "./before";

/** A result may repeat a long name from another list: such a sentence is truncated, and the result is still recorded. */
const longestSentence = 1_000;
const sentence = z.string().transform((whole) => (whole.length <= longestSentence ? whole : `${whole.slice(0, longestSentence - 1)}…`));

const input = z.strictObject({
  subject: z.union([z.strictObject({ memberId: z.uuid() }), z.strictObject({ applicationId: z.uuid() })]),
  name: z.enum(checkNames),
  because: z.enum(["application", "schedule", "recheck", "button"]),
  /** One for each thing that was checked; together they are one run. */
  found: z
    .array(
      z.strictObject({
        target: z.string().max(500),
        result: z.enum(checkResults),
        sentence,
        seen: z.record(z.string(), z.unknown()),
        alerts: z.array(z.strictObject({ kind: z.enum(alertKinds), sentence })).default([]),
      }),
    )
    .min(1)
    .max(20),
});

type Input = z.output<typeof input>;

/**
 * Records the results of one run of a check: a row for each thing that was checked, with a hash, and for a member the day of the next
 * run. A failing check, or one with an alert, waits to be compared with the others of its day before anybody is
 * told of it (check-correlated-failures.ts). It changes nobody's standing. Only for the worker.
 */
export const recordChecks = command("recordChecks", input, async (work, { subject, name, because, found }): Promise<void> => {
  work.authorize(isWorker(work.actor));
  const about = await take(work, subject);
  if (about === null) return work.nothingToDo();
  for (const each of storable(found)) {
    const waits =
      "memberId" in subject &&
      (each.alerts.length > 0 || (each.result === "no" && (await saidYesBefore(work.tx, subject, { name, target: each.target }))));
    await work.tx.insert(evidenceCheck).values({
      list: about.list,
      memberId: "memberId" in subject ? subject.memberId : null,
      applicationId: "applicationId" in subject ? subject.applicationId : null,
      name,
      because,
      at: work.now,
      ...each,
      alerts: "memberId" in subject ? each.alerts : [],
      seenHash: sha256(canonical(each.seen)),
      correlatedAt: waits ? null : work.now,
    });
  }
  const result = worstOf(found.map((each) => each.result));
  // A person whose address is at a domain that is proven now has a conflict of interest.
  if (about.isSent && name === "domain-ownership" && result !== "cannot-tell")
    work.enqueue("route-application", { applicationId: about.id });
  if ("memberId" in subject) await watchAgain(work, { memberId: subject.memberId, list: about.list, name, told: result !== "cannot-tell" });
  work.audit("evidence.checked", about, { name, result });
});

/** The locked subject, and whether it is an application that was sent. Null when it no longer exists or has left: then it is not checked any more. */
async function take(work: Work, subject: Input["subject"]): Promise<{ kind: string; id: string; list: string; isSent: boolean } | null> {
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

/** What could not be told is asked again the next day. */
async function watchAgain(
  work: Work,
  { memberId, list, name, told }: { memberId: string; list: string; name: Input["name"]; told: boolean },
): Promise<void> {
  const nextOn = addDays(work.today, told ? watchDays[name] : 1);
  const [kept] = await work.tx
    .update(evidenceWatch)
    .set({ nextOn })
    .where(and(eq(evidenceWatch.memberId, memberId), eq(evidenceWatch.name, name)))
    .returning({ list: evidenceWatch.list });
  if (kept === undefined) await work.tx.insert(evidenceWatch).values({ memberId, list, name, nextOn }).onConflictDoNothing();
}
