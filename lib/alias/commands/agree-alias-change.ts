import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { agreement, aliasChange } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { agreementsNeeded } from "@/lib/organization/agreement";
import { mayReviewMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { approachChange, type ChangeInHand, changeReference, seatOf } from "./approach-change";

const input = z.strictObject({ reference: changeReference, reason: manyLines(1000, { name: "Reason" }) });

/**
 * One person of the committee agrees to a change that needs two. Counted under the lock of the change; whoever has lost the seat, or
 * has a conflict of interest by now, is not counted. For a mailbox that nobody reads, somebody must have spoken with a representative
 * before. Agreed already by the same person, nothing happens.
 */
export const agreeAliasChange = command("agreeAliasChange", input, async (work, { reference, reason }): Promise<"first" | "agreed"> => {
  const hand = await approachChange(work, { reference });
  const { actor, subject, change, member } = hand;
  work.authorize(mayReviewMember(actor, subject));
  requireFresh(work);
  if (!isPerson(actor)) throw notAllowed();
  refuseUnless(
    change.status === "asked" || change.status === "waiting",
    "The change is not waiting for an agreement any more.",
    "conflict",
  );
  refuseUnless(member.leftOn === null, "The organization is no member of this list any more.", "conflict");
  refuseUnless(change.needsAgreement, "This change needs no agreement. It can be stopped.");
  refuseUnless(!change.oldIsDead || change.spokeAt !== null, "Record first that somebody spoke with a representative, other than by mail.");

  const [said] = await work.tx
    .insert(agreement)
    .values({
      list: change.list,
      subjectKind: "alias-change",
      subjectId: change.id,
      personId: actor.personId,
      verdict: "agree",
      reason,
      at: work.now,
    })
    .onConflictDoNothing()
    .returning({ id: agreement.id });
  const agreed = change.agreedAt === null && (await counted(work, hand)) >= agreementsNeeded;
  if (said === undefined && !agreed) {
    work.nothingToDo();
    return change.agreedAt === null ? "first" : "agreed";
  }
  if (agreed) await settle(work, hand);
  work.audit("alias.change_agreed", hand.about, {}, seatOf(actor, change.list));
  return agreed || change.agreedAt !== null ? "agreed" : "first";
});

/** How many people agree who sit in the committee now, without a conflict of interest. */
async function counted(work: Work, { change }: ChangeInHand): Promise<number> {
  const { rows } = await work.tx.execute<{ person_id: string; email: string }>(sql`
    select a.person_id, p.email from agreement a join person p on p.id = a.person_id
    where a.subject_kind = 'alias-change' and a.subject_id = ${change.id} and a.verdict = 'agree'
      and exists (select 1 from committee_seat s where s.person_id = a.person_id and s.list = ${change.list} and s.revoked_at is null and s.role in ('reviewer', 'chair'))`);
  let count = 0;
  for (const { person_id: personId, email } of rows) {
    const { rows: held } = await work.tx.execute<{ recused: boolean }>(
      sql`select ${recusedFromMember({ personId, email })} as recused from member m where m.id = ${change.memberId}`,
    );
    if (held[0]?.recused === false) count += 1;
  }
  return count;
}

async function settle(work: Work, { change }: ChangeInHand): Promise<void> {
  await work.tx
    .update(aliasChange)
    .set({ agreedAt: work.now })
    .where(and(eq(aliasChange.id, change.id), eq(aliasChange.memberId, change.memberId)));
  if (change.waitsUntil !== null) work.enqueue("move-alias-change", { changeId: change.id }, change.waitsUntil);
}
