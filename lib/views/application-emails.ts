import type { Actor } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import { mayReadDiscussion, mayReadSummary } from "@/lib/review/permissions";
import { openForReview } from "@/lib/review/queries/application";
import { type EmailState, emailsAbout } from "./emails";

/**
 * The emails about an application with their delivery status, without their text, newest first. For chairs, auditors and administrators;
 * administrators do not see contact aliases. Null for everybody else and for people with a conflict of interest, declared or derived.
 */
export async function emailsOf(viewer: Actor, list: ListDefinition, reference: string, now: Date): Promise<readonly EmailState[] | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadSummary(opened.viewer, opened.subject)) return null;
  return emailsAbout(
    opened.viewer,
    { kind: "application", id: opened.row.id },
    { now, addresses: mayReadDiscussion(opened.viewer, opened.subject) },
  );
}
