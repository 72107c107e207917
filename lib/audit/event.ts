import type { AuditAction } from "./actions";

/** One event before it is appended: ids and values of closed lists, never text that people wrote. */
export type NewAuditEvent = {
  readonly action: AuditAction;
  readonly at: Date;
  readonly actorKind: "person" | "system" | "visitor";
  readonly actorId: string | null;
  readonly actorRole: string | null;
  readonly requestId: string | null;
  readonly list: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
};
