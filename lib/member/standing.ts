import type { Day } from "@/lib/kernel/calendar";

/** The dated facts of a membership that standing is computed from. */
export type MembershipFacts = { readonly since: Day; readonly leftOn: Day | null; readonly nextRecheckOn: Day };

/** How a membership stands on a day. Never stored, so it cannot be typed in and never lags behind the facts. */
export type Standing = "not yet a member" | "member" | "re-check due" | "left";

/** Standing on a day: whoever left has left from that day on; a re-check is due on its day and after. */
export function standing({ since, leftOn, nextRecheckOn }: MembershipFacts, today: Day): Standing {
  if (leftOn !== null && leftOn <= today) return "left";
  if (today < since) return "not yet a member";
  return nextRecheckOn <= today ? "re-check due" : "member";
}
