import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { applicationInvitation, person } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson } from "@/lib/kernel/actor";
import { assessPersonAddress } from "@/lib/kernel/address";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { newToken } from "@/lib/kernel/token";
import { sameEmployer } from "@/lib/organization/employer";
import { mayInvite } from "../permissions";
import { aboutApplication } from "./emails";
import { type LockedApplication, lockApplication, referenceInput } from "./lock";

const input = z.strictObject({ reference: referenceInput, email: z.string().max(1000) });

export const invitationTokenPurpose = "invitation";
const invitationHours = 24;

/**
 * Invites a colleague to write in the application. The email's link is good for a day, opens a page, and takes effect only
 * when the person with that very address signs in and agrees: until then nobody gets an account, a right or a conflict of
 * interest. Invited already and not yet too old, nothing happens.
 */
export const inviteColleague = command("inviteColleague", input, async (work, { reference, email }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayInvite(work.actor, application));
  if (!isPerson(work.actor)) throw notAllowed();
  refuseUnless(["draft", "submitted", "information_requested"].includes(application.status), "The application is closed.", "conflict");
  const assessment = assessPersonAddress(email);
  if (!assessment.ok) throw new Refusal(assessment.message, { kind: "input", problems: [{ field: "email", message: assessment.message }] });
  await refuseContacts(work, application, assessment.folded);

  const sameAddress = and(
    eq(applicationInvitation.applicationId, application.id),
    eq(sql`lower(${applicationInvitation.email})`, assessment.folded),
    isNull(applicationInvitation.endedAt),
  );
  const [open] = await work.tx.select({ expiresAt: applicationInvitation.expiresAt }).from(applicationInvitation).where(sameAddress);
  if (open !== undefined && open.expiresAt > work.now) return work.nothingToDo();
  await work.tx.update(applicationInvitation).set({ endedAt: work.now }).where(sameAddress);
  refuseUnless(
    await withinRate(work, rateLimits.invitationPerApplication, application.id),
    "You have reached the daily limit for invitations. Try again tomorrow.",
    "too-often",
  );
  const isColleague = sameEmployer(work.actor.email, assessment.address);
  refuseUnless(
    isColleague || (await withinRate(work, rateLimits.emailsByStrangers, assessment.address)),
    "This address has reached the daily limit for emails. Try again tomorrow.",
    "too-often",
  );

  const { secret, hash } = newToken(invitationTokenPurpose);
  const expiresAt = new Date(work.now.getTime() + invitationHours * 3_600_000);
  await work.tx.insert(applicationInvitation).values({
    applicationId: application.id,
    email: assessment.address,
    tokenHash: hash,
    invitedBy: work.actor.personId,
    invitedAt: work.now,
    expiresAt,
  });
  await writeEmail(work, "application-invitation", assessment.address, aboutApplication(application), {
    organization: application.organizationName,
    reference,
    inviter: work.actor.name ?? work.actor.email,
    token: secret,
    expiresAt: expiresAt.toISOString(),
  });
  work.audit("application.colleague_invited", aboutApplication(application));
});

async function refuseContacts(work: Work, { contactIds }: LockedApplication, folded: string): Promise<void> {
  const [known] = await work.tx
    .select({ id: person.id })
    .from(person)
    .where(and(inArray(person.id, [...contactIds]), eq(sql`lower(${person.email})`, folded)));
  if (known === undefined) return;
  const message = "This person already works on the application";
  throw new Refusal(`${message}.`, { kind: "conflict", problems: [{ field: "email", message }] });
}
