import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const aliasChangeStatuses = ["asked", "waiting", "moving", "completed", "stopped", "lapsed"] as const;
export type AliasChangeStatus = (typeof aliasChangeStatuses)[number];

/**
 * The journey of an alias change. "asked": the new address has to answer. "waiting": it has; everybody told can still stop it.
 * "moving": both addresses receive, until the new one has answered once more. A change that nobody confirms lapses and has
 * changed nothing.
 */
export const aliasChangeLifecycle = {
  answer: { from: ["asked"], to: "waiting" },
  move: { from: ["waiting"], to: "moving" },
  complete: { from: ["moving"], to: "completed" },
  stop: { from: ["asked", "waiting", "moving"], to: "stopped" },
  lapse: { from: ["asked", "waiting"], to: "lapsed" },
} as const satisfies Lifecycle<AliasChangeStatus, string>;
