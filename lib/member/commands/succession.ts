import { and, asc, eq, isNull } from "drizzle-orm";
import { contactAlias, person, succession } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import type { LetterSubject } from "@/lib/letter/write";
import { agreementsNeeded } from "@/lib/organization/agreement";
import { aboutMember, writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { agreedTo } from "@/lib/organization/commands/agree";
import { approachMember, type LockedMember, type MemberApproach } from "@/lib/organization/commands/approach-member";
import { aboutPeople, giveRole } from "@/lib/organization/commands/contacts";
import { committeeFor } from "@/lib/organization/commands/people-of";
import { named } from "../named";
import { successionWaitsUntil } from "../rules";

type Succession = typeof succession.$inferSelect & { readonly name: string | null; readonly email: string };
export type SuccessionApproach = MemberApproach & { readonly succession: Succession };

/** Somebody's wish to take over, with the member in hand. */
export async function approachSuccession(work: Work, successionId: string): Promise<SuccessionApproach> {
  const [found] = await work.tx.select({ memberId: succession.memberId }).from(succession).where(eq(succession.id, successionId));
  if (found === undefined) throw notAllowed();
  const approach = await approachMember(work, found.memberId);
  const [row] = await work.tx
    .select({ succession, name: person.name, email: person.email })
    .from(succession)
    .innerJoin(person, eq(person.id, succession.personId))
    .where(eq(succession.id, successionId));
  if (row === undefined) throw notAllowed();
  return { ...approach, succession: { ...row.succession, name: row.name, email: row.email } };
}

/** What letters about a succession are about; its events are the membership's. */
export function aboutSuccession({ id, list, reference }: Pick<Succession, "id" | "list" | "reference">): LetterSubject {
  return { kind: "succession", id, list, thread: `${reference}.succession` };
}

export function refuseUnlessOpen({ status }: Succession): void {
  refuseUnless(status === "open", "This request has ended already.", "conflict");
}

/** The addresses in force, the one that is in use for longest first. */
export async function aliasesOf(work: Work, { id }: LockedMember): Promise<readonly string[]> {
  const rows = await work.tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, id), isNull(contactAlias.until)))
    .orderBy(asc(contactAlias.since), asc(contactAlias.id));
  return rows.map(({ address }) => address);
}

/** Tells everybody who acts for the organization, and its contact aliases, who wants to take over, and how to stop it. */
export async function tellOfSuccession(
  work: Work,
  { member, succession: asked }: Pick<SuccessionApproach, "member" | "succession">,
  waitsUntil: Date | null,
): Promise<void> {
  await writeToRepresentatives(work, member, {
    kind: "succession-told",
    about: aboutSuccession(asked),
    data: {
      organization: member.name,
      reference: asked.reference,
      person: named(asked),
      words: asked.words,
      waitsUntil: waitsUntil?.toISOString() ?? null,
    },
    also: await aliasesOf(work, member),
  });
}

/**
 * Once alias and domain are proved the waiting time begins: everybody is told again, with its end, and the committee is asked. To
 * be called in the story that proves the second of the two.
 */
export async function beginToWait(work: Work, approach: SuccessionApproach): Promise<void> {
  const { member, list, succession: asked } = approach;
  const waitsUntil = successionWaitsUntil(list, work.now);
  await work.tx.update(succession).set({ waitsUntil }).where(eq(succession.id, asked.id));
  await tellOfSuccession(work, approach, waitsUntil);
  await writeToEach(work, {
    kind: "succession-to-judge",
    about: aboutSuccession(asked),
    data: { organization: member.name, reference: asked.reference, person: named(asked), waitsUntil: waitsUntil.toISOString() },
    to: await committeeFor(work, { member, list }),
  });
  work.enqueue("complete-succession", { successionId: asked.id }, waitsUntil);
  work.audit("succession.waiting", aboutMember(member), { waitsUntil: waitsUntil.toISOString() });
}

/** Ends a succession that comes to nothing, and tells the one who asked and everybody who acts for the organization. */
export async function endSuccession(
  work: Work,
  { member, succession: asked }: Pick<SuccessionApproach, "member" | "succession">,
  { through, reason = "", role }: { through: "representative" | "alias" | "committee" | "asker"; reason?: string; role?: string },
): Promise<void> {
  await work.tx
    .update(succession)
    .set({ status: through === "asker" ? "withdrawn" : "refused", endedAt: work.now, endedThrough: through })
    .where(eq(succession.id, asked.id));
  await endAliasCheck(work, { kind: "succession", id: asked.id });
  await writeToRepresentatives(work, member, {
    kind: "succession-ended",
    about: aboutSuccession(asked),
    data: { organization: member.name, reference: asked.reference, why: through, reason },
    also: [asked.email],
  });
  work.audit("succession.ended", aboutMember(member), { through }, role);
}

/** Whether nothing is missing any more: both proofs, the end of the waiting time, and two people of the committee who still may judge. */
export async function isComplete(work: Work, { succession: asked, member }: SuccessionApproach): Promise<boolean> {
  if (asked.status !== "open" || member.leftOn !== null) return false;
  if (asked.aliasProvedAt === null || asked.domainProvedAt === null || asked.waitsUntil === null || work.now < asked.waitsUntil)
    return false;
  return (await agreedTo(work, { subject: { kind: "succession", id: asked.id }, member })) >= agreementsNeeded;
}

/** The one who asked is primary representative from now on. Whoever acted for the organization before keeps their role. */
export async function complete(work: Work, { member, succession: asked }: SuccessionApproach): Promise<void> {
  await work.tx.update(succession).set({ status: "completed", endedAt: work.now }).where(eq(succession.id, asked.id));
  await endAliasCheck(work, { kind: "succession", id: asked.id });
  await giveRole(work, { organizationId: member.organizationId, personId: asked.personId, role: "primary" });
  await writeToRepresentatives(work, member, {
    kind: "succession-completed",
    about: aboutSuccession(asked),
    data: { organization: member.name, reference: asked.reference, person: named(asked), on: work.today },
    also: await aliasesOf(work, member),
  });
  work.audit("succession.completed", aboutPeople(member), { person: asked.personId });
}
