import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const recheckStatuses = ["open", "answered", "passed", "failed", "lapsed", "called-off"] as const;
export type RecheckStatus = (typeof recheckStatuses)[number];

/**
 * The journey of a re-check. "answered" waits for the committee, because something changed or no longer holds; where everything
 * is still true it passes at once. "lapsed" and "failed" lead to a proposal, never further. It is called off when the member left.
 */
export const recheckLifecycle = {
  answer: { from: ["open"], to: "answered" },
  pass: { from: ["open", "answered"], to: "passed" },
  fail: { from: ["answered"], to: "failed" },
  reopen: { from: ["answered", "lapsed"], to: "open" },
  lapse: { from: ["open"], to: "lapsed" },
  call_off: { from: ["open", "answered"], to: "called-off" },
} as const satisfies Lifecycle<RecheckStatus, string>;
