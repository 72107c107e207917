import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const removalStatuses = ["proposed", "agreed", "stopped", "carried-out"] as const;
export type RemovalStatus = (typeof removalStatuses)[number];

/** The status of a removal, as the committee reads it. */
export const removalStatusWords: Readonly<Record<RemovalStatus, string>> = {
  proposed: "Proposed",
  agreed: "Approved",
  stopped: "Stopped",
  "carried-out": "Carried out",
};

/** The journey of a removal: proposed, agreed by a second person, carried out on its day; stopped at any time before that. */
export const removalLifecycle = {
  agree: { from: ["proposed"], to: "agreed" },
  stop: { from: ["proposed", "agreed"], to: "stopped" },
  carry_out: { from: ["agreed"], to: "carried-out" },
} as const satisfies Lifecycle<RemovalStatus, string>;

/**
 * What a reason for a removal rests on: nobody answered a re-check, the committee assessed a re-check, a new criterion or policy was
 * not shown in time, a person's own finding, or that nobody confirms the contact alias.
 */
export const reasonBases = ["silence", "assessment", "not-shown", "person", "alias"] as const;
export type ReasonBasis = (typeof reasonBases)[number];

/** The committee's decision about a piece of evidence: the reason is kept or withdrawn. */
export const evidenceOutcomes = ["stands", "struck"] as const;
