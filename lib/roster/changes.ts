import type { AuditAction } from "@/lib/audit/actions";

/** The audit actions that change the public roster, or its addresses where these are public. The audit trail has an index of them. */
export const changesTheRoster = [
  "member.admitted",
  "member.left",
  "member.reinstated",
  "member.renamed",
  "alias.change_moved",
  "alias.change_completed",
] as const satisfies readonly AuditAction[];
