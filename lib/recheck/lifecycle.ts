import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const recheckStatuses = ["open", "answered", "passed", "failed", "expired", "called-off"] as const;
export type RecheckStatus = (typeof recheckStatuses)[number];

/** Why one was opened: its day had come, or the committee asked for it outside the schedule. */
export const recheckReasons = ["schedule", "committee", "new-criteria", "embargo-policy"] as const;
export type RecheckReason = (typeof recheckReasons)[number];

/** The possible answers to one criterion. */
export const recheckSays = ["still-true", "changed", "no-longer-true"] as const;
export type RecheckSays = (typeof recheckSays)[number];

/**
 * The journey of a re-check. "answered" waits for the committee, because something changed or no longer holds; where everything
 * is still true it passes at once. "expired" and "failed" lead to a proposal, never further. It is called off when the member left.
 */
export const recheckLifecycle = {
  answer: { from: ["open"], to: "answered" },
  pass: { from: ["answered"], to: "passed" },
  fail: { from: ["answered"], to: "failed" },
  reopen: { from: ["answered", "expired"], to: "open" },
  expire: { from: ["open"], to: "expired" },
  call_off: { from: ["open", "answered"], to: "called-off" },
} as const satisfies Lifecycle<RecheckStatus, string>;
