import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayAnswerForMember, mayReviewMember } from "@/lib/organization/permissions";
import { aliasesInUse } from "../queries/in-use";
import { askAlias, askedTooOften } from "./ask-alias";

/**
 * Asks the contact alias of a member again whether it is monitored, with the usual email and within its daily limits: for people
 * who answer for the organization, and for the committee. An address whose reader said that it does not belong to the organization gets one from
 * the committee only: the organization has to change its alias instead.
 */
export const askContactAlias = command("askContactAlias", z.strictObject({ member: z.uuid() }), async (work, { member: memberId }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayAnswerForMember(actor, subject) || mayReviewMember(actor, subject));
  refuseUnless(member.leftOn === null, "The organization is no longer a member of this list.", "conflict");
  const inUse = await aliasesInUse(work.tx, member.id);
  const askable = mayReviewMember(actor, subject) ? inUse : inUse.filter(({ disownedAt }) => disownedAt === null);
  refuseUnless(
    askable.length > 0,
    inUse.length === 0
      ? "No contact alias is in use. Ask for another address."
      : "Somebody who reads the contact alias said that the address does not belong to the organization. Change the contact alias instead.",
    "conflict",
  );
  let asked = false;
  for (const { id, address } of askable) {
    const outcome = await askAlias(work, {
      subject: { kind: "contact-alias", id },
      list: member.list,
      organizationId: member.organizationId,
      organization: member.name,
      memberId: member.id,
      reference: id,
      address,
    });
    asked ||= outcome === "asked";
  }
  if (!asked) throw new Refusal(`${askedTooOften}.`, { kind: "too-often" });
});
