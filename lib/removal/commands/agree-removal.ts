import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { laterDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { eligibleApprovers } from "@/lib/organization/queries/approvers";
import { isWithoutChair } from "@/lib/organization/queries/without-chair";

import { advance } from "./advance";
import { aboutRemoval, cures, emailReasons } from "./emails";
import { loadRemovalForUpdate } from "./load-removal";
import { refuseUnread, reviewReasons } from "./review-reasons";

/**
 * A chair, who is not the first person, agrees to a removal as the second, while the first still may decide; where no other chair is
 * eligible, any reviewer, if the list's fallback says so. It is carried out on its
 * day, not now. Its reasons are evaluated first: without one it is stopped instead, and while something of the member is unread,
 * agreeing is refused.
 */
export const agreeRemoval = command("agreeRemoval", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const locked = await loadRemovalForUpdate(work, { reference });
  const { removal: held, member, list, actor, subject } = locked;
  const standsIn = await isWithoutChair(work.tx, { viewer: actor, list, about: "member", id: member.id, except: held.firstBy });
  work.authorize(mayApprove("removal", actor, { ...subject, withoutChair: standsIn }));
  requireRecentSignIn(work, actor);
  if (held.secondBy === actor.personId) {
    work.nothingToDo();
    return "agreed" as const;
  }
  refuseUnless(
    held.status !== "proposed" || held.firstBy !== null,
    "The portal proposed this automatically. One person has to approve it before a second can agree.",
  );
  refuseUnless(held.firstBy !== actor.personId, "You are the first approver. A second, different person has to agree.");
  refuseUnless(member.leftOn === null, "This organization is no longer a member.", "conflict");
  refuseUnless(
    held.status !== "proposed" || (await eligibleApprovers(work.tx, member, [held.firstBy])).size === 1,
    "The first approver may no longer make decisions about the member. Somebody else has to approve the removal first.",
  );

  const review = held.status === "proposed" ? await reviewReasons(work, locked) : null;
  if (review?.stopped) return "stopped" as const;
  refuseUnread(list, review?.unread ?? []);

  await advance(work, held, "agree", { secondBy: actor.personId, secondAt: work.now });
  const { carryOutOn } = review?.removal ?? held;
  work.audit("removal.agreed", aboutRemoval(held), { carryOutOn }, roleOf(actor, held.list));
  await writeToMember(work, member, aboutRemoval(held), "removal-agreed", {
    organization: member.name,
    reference: held.reference,
    reasons: emailReasons(list, review?.reasons ?? []),
    ...cures(review?.reasons ?? []),
    carryOutOn: laterDay(carryOutOn, work.today),
    nextAction: await actionNow(work, { member, list, reader: "member", kinds: removalKinds }),
  });
  return "agreed" as const;
});
