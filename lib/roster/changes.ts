import type { AuditAction } from "@/lib/audit/actions";

/** What changes who stands on the public roster, or, where addresses are public, under which address. The trail has an index of them. */
export const changesTheRoster = [
  "member.admitted",
  "member.left",
  "member.reinstated",
  "member.renamed",
  "alias.change_moved",
  "alias.change_completed",
] as const satisfies readonly AuditAction[];
