import { eq } from "drizzle-orm";
import { z } from "zod";
import { applicationContact, applicationInvitation } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { tokenHash } from "@/lib/kernel/token";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { invitationTokenPurpose } from "./invite-colleague";
import { lockApplication } from "./lock";
import { recuseCommittee } from "./start-application";

const input = z.strictObject({ token: z.string().max(100) });

/**
 * A colleague accepts an invitation to an application, signed in with the address to which it was sent. Somebody with a role
 * in the list's committee recuses themselves by this, as the page says. Returns the reference. Does nothing if it was accepted already.
 */
export const acceptInvitation = command("acceptInvitation", input, async (work, { token }): Promise<{ reference: string }> => {
  const hash = eq(applicationInvitation.tokenHash, tokenHash(invitationTokenPurpose, token));
  const [found] = await work.tx.select({ applicationId: applicationInvitation.applicationId }).from(applicationInvitation).where(hash);
  if (found === undefined) throw notAllowed();
  const application = await lockApplication(work, { id: found.applicationId });
  const [invitation] = await work.tx.select().from(applicationInvitation).where(hash);
  const { actor } = work;
  work.authorize(isPerson(actor) && invitation !== undefined && actor.email.toLowerCase() === invitation.email.toLowerCase());
  if (!isPerson(actor) || invitation === undefined) throw notAllowed();

  if (mayEdit(actor, application)) {
    work.nothingToDo();
    return { reference: application.reference };
  }
  refuseUnless(invitation.endedAt === null, "This invitation was withdrawn, or a newer one was sent. Ask your colleague.", "conflict");
  refuseUnless(work.now < invitation.expiresAt, "This invitation has expired. Ask your colleague for a new one.", "conflict");
  await work.tx.update(applicationInvitation).set({ endedAt: work.now, acceptedAt: work.now }).where(hash);
  await work.tx.insert(applicationContact).values({ applicationId: application.id, personId: actor.personId, since: work.now });
  await recuseCommittee(work, application, actor);
  work.audit("application.colleague_joined", aboutApplication(application));
  return { reference: application.reference };
});
