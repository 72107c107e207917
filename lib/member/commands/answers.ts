import { and, eq } from "drizzle-orm";
import { memberAnswer } from "@/db/schema";
import { personIdOf } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";

type Answer = typeof memberAnswer.$inferInsert;
type Which = Pick<Answer, "memberId" | "criterion">;
type Facts = Omit<Answer, keyof Which>;

/** Stores the answer of a member to a criterion. Of one that is stored already it changes `changes`, which is everything when left out. */
export async function storeAnswer(work: Work, which: Which, facts: Facts, changes: Partial<Facts> = facts): Promise<void> {
  const insert = work.tx.insert(memberAnswer).values({ ...which, ...facts });
  if (Object.keys(changes).length === 0) await insert.onConflictDoNothing();
  else await insert.onConflictDoUpdate({ target: [memberAnswer.memberId, memberAnswer.criterion], set: changes });
}

type Finding = { readonly verdict: NonNullable<Answer["verdict"]>; readonly reason: string };

/** What is stored with an answer that the actor has decided on. */
export function verdictFacts(work: Work, { verdict, reason }: Finding) {
  return { verdict, verdictReason: reason, verdictBy: personIdOf(work.actor), verdictAt: work.now };
}

/** Stores what the actor found about an answer, if there is one. */
export async function storeVerdict(work: Work, { memberId, criterion }: Which, finding: Finding): Promise<void> {
  await work.tx
    .update(memberAnswer)
    .set(verdictFacts(work, finding))
    .where(and(eq(memberAnswer.memberId, memberId), eq(memberAnswer.criterion, criterion)));
}
