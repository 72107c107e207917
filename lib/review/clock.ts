import { dayOf } from "@/lib/kernel/calendar";
import type { Stop } from "@/lib/list/clock";

/** The times in which the committee waited for the applicant, from its questions. */
export function pausesOf(
  questions: readonly { readonly askedAt: Date; readonly answeredAt: Date | null; readonly closedAt: Date | null }[],
): readonly Stop[] {
  return questions.map(({ askedAt, answeredAt, closedAt }) => {
    const over = answeredAt ?? closedAt;
    return { from: dayOf(askedAt), to: over === null ? null : dayOf(over) };
  });
}
