import { eq } from "drizzle-orm";
import { accessRecovery, person } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { threadOf } from "@/lib/email/thread";
import type { EmailSubject } from "@/lib/email/write";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { aboutMember, writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { isApproved } from "@/lib/organization/commands/approval";
import { aboutPeople, giveRole } from "@/lib/organization/commands/contacts";
import { type LockedMember, type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { committeeFor, representativesOf } from "@/lib/organization/commands/people-of";
import { displayName } from "../display-name";
import { accessRecoveryWaitsUntil } from "../rules";
import { aliasesOf } from "./write-to";

type AccessRecovery = typeof accessRecovery.$inferSelect & { readonly name: string | null; readonly email: string };
export type LockedAccessRecoveryContext = LockedMemberContext & { readonly accessRecovery: AccessRecovery };

/** Somebody's wish to take over, with the member locked. Refuses, naming nothing, while it is not known to be a member's. */
export async function loadAccessRecoveryForUpdate(work: Work, accessRecoveryId: string): Promise<LockedAccessRecoveryContext> {
  const [found] = await work.tx
    .select({ memberId: accessRecovery.memberId })
    .from(accessRecovery)
    .where(eq(accessRecovery.id, accessRecoveryId));
  if (found?.memberId == null) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  return { ...locked, accessRecovery: await read(work, accessRecoveryId) };
}

/**
 * A person's request for access recovery, whether or not it is known to be about a member, locked against other commands until the end of
 * the handler. Only the caller can assign it to a member in that time.
 */
export async function accessRecoveryInTurn(work: Work, accessRecoveryId: string): Promise<AccessRecovery> {
  await takeAdvisoryLock(work, "accessRecoveries", accessRecoveryId);
  return read(work, accessRecoveryId);
}

async function read(work: Work, accessRecoveryId: string): Promise<AccessRecovery> {
  const [row] = await work.tx
    .select({ accessRecovery, name: person.name, email: person.email })
    .from(accessRecovery)
    .innerJoin(person, eq(person.id, accessRecovery.personId))
    .where(eq(accessRecovery.id, accessRecoveryId));
  if (row === undefined) throw notAllowed();
  return { ...row.accessRecovery, name: row.name, email: row.email };
}

/** What emails about an access recovery are about; its events are the membership's. */
export function aboutAccessRecovery({ id, list, reference }: Pick<AccessRecovery, "id" | "list" | "reference">): EmailSubject {
  return { kind: "access-recovery", id, list, thread: threadOf(reference, "access-recovery") };
}

export function refuseUnlessOpen({ status }: AccessRecovery): void {
  refuseUnless(status === "open", "This request has already ended.", "conflict");
}

/**
 * Tells everybody who acts for the organization, and its contact aliases, who wants to take over, and how to stop it. Before the proofs
 * (`waitsUntil` is null) anybody can have this sent, so it counts in what strangers may have sent to an address; after them it always goes.
 */
export async function tellOfAccessRecovery(
  work: Work,
  { member, accessRecovery: asked }: Pick<LockedAccessRecoveryContext, "member" | "accessRecovery">,
  waitsUntil: Date | null,
): Promise<void> {
  const about = aboutAccessRecovery(asked);
  const representatives = await representativesOf(work, member.organizationId);
  const everybody = [...representatives.map(({ email }) => email), ...(await aliasesOf(work, member))];
  const to: string[] = [];
  for (const address of everybody)
    if (waitsUntil !== null || (await withinRate(work, rateLimits.emailsByStrangers, address))) to.push(address);
  if (to.length < everybody.length) work.audit("email.rate_limited", about); // the request stands on their page
  await writeToEach(work, {
    kind: "access-recovery-told",
    about,
    data: {
      organization: member.name,
      reference: asked.reference,
      person: displayName(asked),
      words: asked.words,
      waitsUntil: waitsUntil?.toISOString() ?? null,
    },
    to,
  });
}

/**
 * Once alias and domain are proved the waiting period begins: everybody is told again, with its end, and the committee is asked. To
 * be called in the handler that proves the second of the two.
 */
export async function beginToWait(work: Work, locked: LockedAccessRecoveryContext): Promise<void> {
  const { member, list, accessRecovery: asked } = locked;
  const waitsUntil = accessRecoveryWaitsUntil(list, work.now);
  await work.tx.update(accessRecovery).set({ waitsUntil }).where(eq(accessRecovery.id, asked.id));
  await tellOfAccessRecovery(work, locked, waitsUntil);
  await writeToEach(work, {
    kind: "access-recovery-to-decide",
    about: aboutAccessRecovery(asked),
    data: { organization: member.name, reference: asked.reference, person: displayName(asked), waitsUntil: waitsUntil.toISOString() },
    to: await committeeFor(work, { member, list }),
  });
  work.enqueue("complete-access-recovery", { accessRecoveryId: asked.id }, waitsUntil);
  work.audit("access_recovery.waiting", aboutMember(member), { waitsUntil: waitsUntil.toISOString() });
}

/**
 * Ends an access recovery that is closed, and tells everybody who acts for the organization, and the one who asked. To the latter the
 * organization has the name that they typed: whether it is a member's, they are not told.
 */
export async function endAccessRecovery(
  work: Work,
  { member, accessRecovery: asked }: { readonly member: LockedMember | null; readonly accessRecovery: AccessRecovery },
  { through, reason = "", role }: { through: "representative" | "alias" | "committee" | "asker"; reason?: string; role?: string },
): Promise<void> {
  await work.tx
    .update(accessRecovery)
    .set({ status: through === "asker" ? "withdrawn" : "refused", endedAt: work.now, endedThrough: through })
    .where(eq(accessRecovery.id, asked.id));
  await endAliasCheck(work, { kind: "access-recovery", id: asked.id });
  const about = aboutAccessRecovery(asked);
  const data = { reference: asked.reference, why: through, reason };
  const asker = { organization: asked.organization, ...data };
  await writeToEach(work, { kind: "access-recovery-ended", about, data: asker, to: [asked.email] });
  if (member !== null)
    await writeToRepresentatives(work, member, { kind: "access-recovery-ended", about, data: { organization: member.name, ...data } });
  work.audit("access_recovery.ended", member === null ? about : aboutMember(member), { through }, role);
}

/** Whether nothing is missing any more: both proofs, the end of the waiting period, and two people on the committee who still may decide. */
export async function isComplete(work: Work, { accessRecovery: asked, member }: LockedAccessRecoveryContext): Promise<boolean> {
  if (asked.status !== "open" || member.leftOn !== null) return false;
  if (asked.aliasProvedAt === null || asked.domainProvedAt === null || asked.waitsUntil === null || work.now < asked.waitsUntil)
    return false;
  return isApproved(work, "access-recovery", { id: asked.id, member });
}

/** Makes the requester the primary representative. Existing representatives keep their roles. */
export async function complete(work: Work, { member, accessRecovery: asked }: LockedAccessRecoveryContext): Promise<void> {
  await work.tx.update(accessRecovery).set({ status: "completed", endedAt: work.now }).where(eq(accessRecovery.id, asked.id));
  await endAliasCheck(work, { kind: "access-recovery", id: asked.id });
  await giveRole(work, { organizationId: member.organizationId, personId: asked.personId, role: "primary" });
  await writeToRepresentatives(work, member, {
    kind: "access-recovery-completed",
    about: aboutAccessRecovery(asked),
    data: { organization: member.name, reference: asked.reference, person: displayName(asked), on: work.today },
    also: await aliasesOf(work, member),
  });
  work.audit("access_recovery.completed", aboutPeople(member), { person: asked.personId });
}
