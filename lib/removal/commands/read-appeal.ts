import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { agreement, appeal } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { laterDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { actionNow } from "@/lib/member/commands/action-now";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { recordApproval } from "@/lib/organization/commands/approval";

import { bringBack } from "./bring-back";
import { aboutRemoval } from "./emails";
import { type LockedRemovalContext, loadRemovalForUpdate } from "./load-removal";
import { stop } from "./stop-removal";

const input = z.strictObject({
  reference: referenceInput,
  verdict: z.enum(["agree", "object"], { error: "Select whether the removal was wrong" }),
  reason: manyLines(2000, { name: "Reason", empty: "Enter why" }),
});

/**
 * A committee member who did not approve a removal reads the appeal against it and decides whether it is right. Two
 * equal verdicts of eligible people decide it: an upheld appeal stops the removal, or reinstates the member.
 */
export const readAppeal = command("readAppeal", input, async (work, { reference, verdict, reason }) => {
  const locked = await loadRemovalForUpdate(work, { reference });
  const { removal: held, member, actor, subject } = locked;
  work.authorize(mayApprove("appeal", actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnless(
    actor.personId !== held.firstBy && actor.personId !== held.secondBy,
    "You approved this removal. Somebody else has to read the appeal.",
  );
  const [filed] = await work.tx.select().from(appeal).where(eq(appeal.removalId, held.id)).for("no key update");
  refuseUnless(filed !== undefined, "Nobody appealed against this removal.");
  const mine = await work.tx
    .select({ verdict: agreement.verdict })
    .from(agreement)
    .where(and(eq(agreement.subjectKind, "appeal"), eq(agreement.subjectId, filed.id), eq(agreement.personId, actor.personId)));
  if (mine[0] !== undefined) {
    refuseUnless(mine[0].verdict === verdict, "You already gave your view on this appeal.", "conflict");
    return work.nothingToDo();
  }
  refuseUnless(filed.decidedAt === null, "This appeal has already been decided.", "conflict");
  refuseUnless(held.status !== "stopped", "The removal was stopped, so nothing is left to decide.", "conflict");

  const { isApproved } = await recordApproval(work, "appeal", { id: filed.id, member, actor, verdict, reason });
  work.audit("appeal.read", aboutRemoval(held), {}, roleOf(actor, held.list));
  if (isApproved) await resolve(work, locked, { appealId: filed.id, upheld: verdict === "agree" });
});

async function resolve(
  work: Work,
  { removal: held, member, list }: LockedRemovalContext,
  { appealId, upheld }: { appealId: string; upheld: boolean },
): Promise<void> {
  const outcome = upheld ? "upheld" : "turned-down";
  await work.tx.update(appeal).set({ decidedAt: work.now, outcome }).where(eq(appeal.id, appealId));
  work.audit("appeal.decided", aboutRemoval(held), { outcome });
  const open = held.status === "agreed";
  if (upheld && open)
    await stop(work, {
      removal: held,
      member,
      list,
      reason: "Two people who did not approve the removal read your appeal and agreed with you.",
    });
  else if (upheld && member.leftOn !== null) await bringBack(work, { member, list, reference: held.reference });
  await writeToRepresentatives(work, member, {
    kind: "appeal-decided",
    about: aboutRemoval(held),
    data: {
      organization: member.name,
      reference: held.reference,
      decidedOn: work.today,
      outcome,
      carryOutOn: open ? laterDay(held.carryOutOn, work.today) : null,
      nextAction: await actionNow(work, { member, list, reader: "member", ...(upheld ? {} : { kinds: removalKinds }) }),
    },
  });
}
