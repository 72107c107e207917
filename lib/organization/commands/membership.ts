import { eq } from "drizzle-orm";
import { member } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** Stores a membership, and returns its id. A second one of the organization on the list is refused by its index. */
export async function startMembership(work: Work, membership: Omit<typeof member.$inferInsert, "id" | "createdAt">): Promise<string> {
  const [row] = await work.tx
    .insert(member)
    .values({ ...membership, createdAt: work.now })
    .returning({ id: member.id });
  if (row === undefined) throw new Error("The member was not stored");
  return row.id;
}

type Change = Partial<Pick<typeof member.$inferInsert, "leftOn" | "nextRecheckOn">>;

/** Changes the dates of a membership, which is locked (`loadMemberForUpdate`). */
export async function changeMembership(work: Work, memberId: string, change: Change): Promise<void> {
  await work.tx.update(member).set(change).where(eq(member.id, memberId));
}
