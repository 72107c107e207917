import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const removalStatuses = ["proposed", "agreed", "stopped", "carried-out"] as const;
export type RemovalStatus = (typeof removalStatuses)[number];

/** The journey of a removal: proposed, agreed by a second person, carried out on its day; stopped at any time before that. */
export const removalLifecycle = {
  agree: { from: ["proposed"], to: "agreed" },
  stop: { from: ["proposed", "agreed"], to: "stopped" },
  carry_out: { from: ["agreed"], to: "carried-out" },
} as const satisfies Lifecycle<RemovalStatus, string>;
