import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { aliasChange } from "@/db/schema";
import type { EmailSubject } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";

export type LockedChange = typeof aliasChange.$inferSelect;

/** A locked alias change, with its member and the actor with current roles. */
export type LockedAliasChangeContext = LockedMemberContext & { readonly change: LockedChange; readonly about: EmailSubject };

/** As used in URLs: "2026-107". */
export const changeReference = z.string().regex(/^\d{4}-\d{3,9}$/, "The reference is a year and a number, like 2026-107");

/** Loads and locks a change, always after its member. Throws a Refusal that names nothing if there is none. */
export async function loadAliasChangeForUpdate(
  work: Work,
  which: { id: string } | { reference: string },
): Promise<LockedAliasChangeContext> {
  const by = "id" in which ? eq(aliasChange.id, which.id) : eq(aliasChange.reference, which.reference);
  const [found] = await work.tx.select({ memberId: aliasChange.memberId }).from(aliasChange).where(by);
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [change] = await work.tx
    .select()
    .from(aliasChange)
    .where(and(by, eq(aliasChange.memberId, found.memberId)))
    .for("no key update");
  if (change === undefined) throw notAllowed();
  return { ...locked, change, about: aboutChange(change) };
}

/** What emails and events about a change are about: all of them share one thread. */
export function aboutChange({ id, list, reference }: Pick<LockedChange, "id" | "list" | "reference">): EmailSubject {
  return { kind: "alias-change", id, list, thread: `${reference}.alias-change` };
}
