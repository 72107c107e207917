import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { removalEvidence } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { mayChairMember, mayReviewMember } from "@/lib/organization/permissions";

import { evidenceOutcomes } from "../lifecycle";
import { groupedReasons } from "../reasons";
import { aboutRemoval } from "./emails";
import { loadRemovalForUpdate, refuseUnlessOpen } from "./load-removal";
import { strike } from "./review-reasons";

const input = z.strictObject({
  reference: referenceInput,
  evidence: z.uuid(),
  outcome: z.enum(evidenceOutcomes, { error: "Select whether the reason still applies" }),
  answer: manyLines(2000, { name: "Answer", empty: "Enter your answer. The member will read it" }),
});

/**
 * A committee member answers a piece of evidence: the reason is kept or withdrawn, and with the last reason the removal is
 * stopped. Like stopping, it needs a reviewer while the removal is proposed, and a chair to withdraw a reason that two people approved.
 */
export const answerEvidence = command("answerEvidence", input, async (work, { reference, evidence, outcome, answer }) => {
  const locked = await loadRemovalForUpdate(work, { reference });
  const { removal: held, reasons, member, actor, subject } = locked;
  const strikes = outcome === "struck";
  work.authorize(strikes && held.status === "agreed" ? mayChairMember(actor, subject) : mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  const its = and(eq(removalEvidence.id, evidence), eq(removalEvidence.removalId, held.id));
  const [piece] = await work.tx.select().from(removalEvidence).where(its).for("no key update");
  if (piece === undefined) throw notAllowed();
  if (piece.answeredAt !== null) {
    refuseUnless(
      piece.answeredBy === actor.personId && piece.outcome === outcome,
      "Somebody has already responded to this evidence.",
      "conflict",
    );
    return work.nothingToDo();
  }
  refuseUnlessOpen(held, member);

  const { personId } = actor;
  await work.tx.update(removalEvidence).set({ answeredAt: work.now, answeredBy: personId, outcome, answer }).where(its);
  const role = roleOf(actor, held.list);
  work.audit("removal.evidence_answered", aboutRemoval(held), { criterion: piece.criterion, outcome }, role);
  const group = groupedReasons(reasons).find((each) => each.some(({ criterion }) => criterion === piece.criterion)) ?? [];
  if (strikes) {
    const struck = group.map(({ criterion }) => ({ criterion, because: answer }));
    if ((await strike(work, locked, struck, { by: personId, role })).stopped) return;
  }
  await writeToMember(work, member, aboutRemoval(held), "removal-evidence-answered", {
    organization: member.name,
    reference,
    answeredOn: work.today,
    outcome,
    answer,
    nextAction: await actionNow(work, { member, list: locked.list, reader: "member", kinds: removalKinds }),
  });
});
