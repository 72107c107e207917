import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const aliasChangeStatuses = ["asked", "waiting", "moving", "completed", "stopped", "expired"] as const;
export type AliasChangeStatus = (typeof aliasChangeStatuses)[number];

/** Through whom a change was stopped: a representative, somebody who reads an address, the committee, or that the member left the list. */
export const aliasStops = ["representative", "old-alias", "new-alias", "committee", "end-of-membership"] as const;
export type AliasStop = (typeof aliasStops)[number];

/** Why a change was closed by itself: nobody answered, the committee did not agree, another member has the address by now. */
export const aliasExpiryReasons = ["no-answer", "no-agreement", "taken"] as const;
export type AliasExpiryReason = (typeof aliasExpiryReasons)[number];

/**
 * The journey of an alias change. "asked": the new address has to answer. "waiting": it has; everybody told can still stop it.
 * "moving": both addresses receive, until somebody at the new one has answered again. A change that nobody confirms expires and has
 * changed nothing.
 */
export const aliasChangeLifecycle = {
  answer: { from: ["asked"], to: "waiting" },
  move: { from: ["waiting"], to: "moving" },
  complete: { from: ["moving"], to: "completed" },
  stop: { from: ["asked", "waiting", "moving"], to: "stopped" },
  expire: { from: ["asked", "waiting"], to: "expired" },
} as const satisfies Lifecycle<AliasChangeStatus, string>;
