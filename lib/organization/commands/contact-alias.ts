import { and, eq, isNull, sql } from "drizzle-orm";
import { contactAlias } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { confusableSkeleton } from "@/lib/kernel/domain";

type NewAlias = Pick<typeof contactAlias.$inferSelect, "memberId" | "list" | "address" | "domain" | "answeredAt">;

/** Adds a contact alias to a membership, with the moment at which somebody answered there, if anybody has. Returns its id, or null where it is another member's. */
export async function addContactAlias(work: Work, alias: NewAlias): Promise<string | null> {
  const [made] = await work.tx
    .insert(contactAlias)
    .values({ ...alias, skeleton: confusableSkeleton(alias.domain), since: work.now })
    .onConflictDoNothing()
    .returning({ id: contactAlias.id });
  return made?.id ?? null;
}

/** Ends one contact alias, and returns its address; null where it ended before. */
export async function endContactAlias(work: Work, id: string): Promise<string | null> {
  const [ended] = await work.tx
    .update(contactAlias)
    .set({ until: work.now })
    .where(and(eq(contactAlias.id, id), isNull(contactAlias.until)))
    .returning({ address: contactAlias.address });
  return ended?.address ?? null;
}

/** Ends the contact aliases of a membership, and returns their addresses. */
export async function endContactAliases(work: Work, memberId: string): Promise<readonly string[]> {
  const ended = await work.tx
    .update(contactAlias)
    .set({ until: work.now })
    .where(and(eq(contactAlias.memberId, memberId), isNull(contactAlias.until)))
    .returning({ address: contactAlias.address });
  return ended.map(({ address }) => address);
}

type Answer = { readonly memberId: string; readonly address: string; readonly answeredAt: Date };

/** Gives a contact alias in use the day of an answer that counts; false where it has a later one already, or where the address is none. */
export async function confirmContactAlias(work: Work, { memberId, address, answeredAt }: Answer): Promise<boolean> {
  const confirmed = await work.tx
    .update(contactAlias)
    .set({ answeredAt })
    .where(
      and(
        eq(contactAlias.memberId, memberId),
        isNull(contactAlias.until),
        sql`lower(${contactAlias.address}) = lower(${address})`,
        sql`coalesce(${contactAlias.answeredAt}, '-infinity') < ${answeredAt.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: contactAlias.id });
  return confirmed.length > 0;
}
