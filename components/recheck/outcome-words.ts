import type { RecheckStatus } from "@/lib/recheck/lifecycle";

/** The status or outcome of a re-check, as the committee reads it. */
export const outcomeWords: Readonly<Record<RecheckStatus, string>> = {
  open: "Open",
  answered: "Answered, to review",
  passed: "Passed",
  failed: "Not met",
  expired: "Not answered",
  "called-off": "Cancelled",
};
