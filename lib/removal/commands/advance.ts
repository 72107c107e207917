import { and, eq, inArray } from "drizzle-orm";
import { removal } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { removalLifecycle } from "../lifecycle";
import type { LockedRemoval } from "./load-removal";

type Facts = Partial<Omit<typeof removal.$inferInsert, "id" | "status" | "reference" | "list" | "memberId">>;

/** The only code that changes a removal. Refuses a step that the table does not allow, and stores the facts that come with it. */
export async function advance(
  work: Work,
  { id, status }: LockedRemoval,
  event: keyof typeof removalLifecycle,
  facts: Facts,
): Promise<LockedRemoval> {
  nextStatus(removalLifecycle, event, { thing: "removal", status });
  const { from, to } = removalLifecycle[event];
  const [moved] = await work.tx
    .update(removal)
    .set({ ...facts, status: to })
    .where(and(eq(removal.id, id), inArray(removal.status, [...from])))
    .returning();
  if (moved === undefined) throw new Error("The removal was not updated");
  return moved;
}
