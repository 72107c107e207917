import { and, eq, inArray } from "drizzle-orm";
import { aliasChange } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { aliasChangeLifecycle } from "../change-lifecycle";
import type { LockedAliasChangeContext, LockedChange } from "./load-change";

type Facts = Partial<Omit<typeof aliasChange.$inferInsert, "id" | "status" | "memberId" | "newAddress">>;

/**
 * The only code that changes the status of an alias change, with the facts that belong to the step. Refuses a
 * step that the table does not allow. Returns the change as it is now, still locked.
 */
export async function advanceChange(
  work: Work,
  hand: LockedAliasChangeContext,
  event: keyof typeof aliasChangeLifecycle,
  facts: Facts,
): Promise<LockedAliasChangeContext & { readonly change: LockedChange }> {
  const status = nextStatus(aliasChangeLifecycle, event, { thing: "change of the contact alias", status: hand.change.status });
  const [moved] = await work.tx
    .update(aliasChange)
    .set({ ...facts, status })
    .where(and(eq(aliasChange.id, hand.change.id), inArray(aliasChange.status, [...aliasChangeLifecycle[event].from])))
    .returning();
  if (moved === undefined) throw new Error("The change of the contact alias was not updated");
  return { ...hand, change: moved };
}
