import { and, eq, isNull, sql } from "drizzle-orm";
import { aliasCheck, contactAlias } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { confusableSkeleton } from "@/lib/kernel/domain";

type NewAlias = Pick<typeof contactAlias.$inferSelect, "memberId" | "list" | "address" | "domain" | "answeredAt">;

/** Adds a contact alias to a membership, with the moment at which somebody answered there, if anybody has. Another member's is refused by its index. */
export async function addContactAlias(work: Work, alias: NewAlias): Promise<void> {
  await work.tx.insert(contactAlias).values({ ...alias, skeleton: confusableSkeleton(alias.domain), since: work.now });
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

/** The committee has accepted what was answered for a re-check, however quickly it came: from now on it confirms the alias. */
export async function acceptAnswers(work: Work, { memberId, recheckId }: { memberId: string; recheckId: string }): Promise<void> {
  await work.tx.execute(sql`
    update ${contactAlias} l set answered_at = greatest(l.answered_at, (select max(k.answered_at) from ${aliasCheck} k
      where k.subject_kind = 'recheck' and k.subject_id = ${recheckId} and k.disowned_at is null and lower(k.address) = lower(l.address)))
    where l.member_id = ${memberId} and l.until_at is null`);
}
