import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { evidenceCheck, evidenceWatch } from "@/db/schema";
import { addDays } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { sha256 } from "@/lib/kernel/token";
import { alertKinds } from "../alerts";
import { canonical } from "../canonical";
import { type CheckResult, checkNames, checkResults, watchDays, worstOf } from "../checks";
import { storable } from "../storable";
import { saidYesBefore } from "./before";

/** A result may repeat a long name from another list: such a sentence is truncated, and the result is still recorded. */
const longestSentence = 1_000;
const sentence = z.string().transform((whole) => (whole.length <= longestSentence ? whole : `${whole.slice(0, longestSentence - 1)}…`));

/** One run of a check, for the command that records it. */
export const checkRun = z.strictObject({
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

type CheckRun = z.output<typeof checkRun>;

type About = { readonly kind: string; readonly id: string; readonly list: string };

/**
 * Records the results of one run of a check: a row for each thing that was checked, with a hash, and for a member the day of the next
 * run. A failing check, or one with an alert, waits to be compared with the others of its day before anybody is
 * told of it (check-correlated-failures.ts). It changes nobody's standing. Returns the result of the run.
 */
export async function recordResults(work: Work, about: About, { subject, name, because, found }: CheckRun): Promise<CheckResult> {
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
  if ("memberId" in subject) await watchAgain(work, { memberId: subject.memberId, list: about.list, name, told: result !== "cannot-tell" });
  work.audit("evidence.checked", about, { name, result });
  return result;
}

/** What could not be told is asked again the next day. */
async function watchAgain(
  work: Work,
  { memberId, list, name, told }: { memberId: string; list: string; name: CheckRun["name"]; told: boolean },
): Promise<void> {
  const nextOn = addDays(work.today, told ? watchDays[name] : 1);
  const [kept] = await work.tx
    .update(evidenceWatch)
    .set({ nextOn })
    .where(and(eq(evidenceWatch.memberId, memberId), eq(evidenceWatch.name, name)))
    .returning({ list: evidenceWatch.list });
  if (kept === undefined) await work.tx.insert(evidenceWatch).values({ memberId, list, name, nextOn }).onConflictDoNothing();
}
