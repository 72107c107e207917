import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { application, reviewAssignment, reviewerAbsence } from "@/db/schema";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { addDays, isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { mayRecuse } from "../permissions";

const longestAbsenceDays = 366;

/** A reviewer is away until and including a day. What waits for their findings goes on to others; what they finished stays. */
export const setAbsence = command(
  "setAbsence",
  z.strictObject({ list: z.string().max(60), until: z.string().max(20) }),
  async (work, { list, until }) => {
    const actor = await committeeNow(work, list);
    work.authorize(mayRecuse(actor, list));
    if (!isPerson(actor)) throw notAllowed();
    const untilOn = until.trim();
    if (!isDay(untilOn)) throw wrong("Enter the last day of your absence, such as 2026-12-24");
    if (untilOn < work.today) throw wrong("The last day of your absence must be today or later");
    if (untilOn > addDays(work.today, longestAbsenceDays)) throw wrong("The last day of your absence must be within a year");

    const row = { untilOn, setAt: work.now };
    await work.tx
      .insert(reviewerAbsence)
      .values({ list, personId: actor.personId, ...row })
      .onConflictDoUpdate({ target: [reviewerAbsence.list, reviewerAbsence.personId], set: row });
    work.audit("review.absence_set", { kind: "person", id: actor.personId, list }, { until: untilOn }, roleOf(actor, list));

    // One job each: routing locks one application at a time.
    const waiting = await work.tx
      .select({ id: application.id })
      .from(reviewAssignment)
      .innerJoin(application, eq(application.id, reviewAssignment.applicationId))
      .where(
        and(
          eq(reviewAssignment.personId, actor.personId),
          eq(application.list, list),
          isNull(reviewAssignment.releasedAt),
          isNull(reviewAssignment.reviewedAt),
        ),
      );
    for (const { id } of waiting) work.enqueue("route-application", { applicationId: id });
  },
);

function wrong(message: string): Refusal {
  return new Refusal(message, { kind: "input", problems: [{ field: "until", message }] });
}
