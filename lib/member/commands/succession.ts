import { and, asc, eq, isNull } from "drizzle-orm";
import { contactAlias, person, succession } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { takeTurn } from "@/lib/kernel/turn";
import type { LetterSubject } from "@/lib/letter/write";
import { agreementsNeeded } from "@/lib/organization/agreement";
import { aboutMember, writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { agreedTo } from "@/lib/organization/commands/agree";
import { approachMember, type LockedMember, type MemberApproach } from "@/lib/organization/commands/approach-member";
import { aboutPeople, giveRole } from "@/lib/organization/commands/contacts";
import { committeeFor, representativesOf } from "@/lib/organization/commands/people-of";
import { named } from "../named";
import { successionWaitsUntil } from "../rules";

type Succession = typeof succession.$inferSelect & { readonly name: string | null; readonly email: string };
export type SuccessionApproach = MemberApproach & { readonly succession: Succession };

/** Somebody's wish to take over, with the member in hand. Refuses, naming nothing, while it is not known to be a member's. */
export async function approachSuccession(work: Work, successionId: string): Promise<SuccessionApproach> {
  const [found] = await work.tx.select({ memberId: succession.memberId }).from(succession).where(eq(succession.id, successionId));
  if (found?.memberId == null) throw notAllowed();
  const approach = await approachMember(work, found.memberId);
  return { ...approach, succession: await read(work, successionId) };
}

/**
 * Somebody's wish to take over, whether or not it is known to be a member's; nobody else begins it or takes it back until the end of
 * the story. It can become a member's in that time by the caller's hand alone.
 */
export async function successionInTurn(work: Work, successionId: string): Promise<Succession> {
  await takeTurn(work, "successions", successionId);
  return read(work, successionId);
}

async function read(work: Work, successionId: string): Promise<Succession> {
  const [row] = await work.tx
    .select({ succession, name: person.name, email: person.email })
    .from(succession)
    .innerJoin(person, eq(person.id, succession.personId))
    .where(eq(succession.id, successionId));
  if (row === undefined) throw notAllowed();
  return { ...row.succession, name: row.name, email: row.email };
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

/**
 * Tells everybody who acts for the organization, and its contact aliases, who wants to take over, and how to stop it. Before the proofs
 * (`waitsUntil` is null) anybody can have this sent, so it counts in what strangers may have sent to an address; after them it always goes.
 */
export async function tellOfSuccession(
  work: Work,
  { member, succession: asked }: Pick<SuccessionApproach, "member" | "succession">,
  waitsUntil: Date | null,
): Promise<void> {
  const about = aboutSuccession(asked);
  const representatives = await representativesOf(work, member.organizationId);
  const everybody = [...representatives.map(({ email }) => email), ...(await aliasesOf(work, member))];
  const to: string[] = [];
  for (const address of everybody)
    if (waitsUntil !== null || (await withinRate(work, rateLimits.emailsByStrangers, address))) to.push(address);
  if (to.length < everybody.length) work.audit("email.held_back", about); // the request stands on their page
  await writeToEach(work, {
    kind: "succession-told",
    about,
    data: {
      organization: member.name,
      reference: asked.reference,
      person: named(asked),
      words: asked.words,
      waitsUntil: waitsUntil?.toISOString() ?? null,
    },
    to,
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

/**
 * Ends a succession that comes to nothing, and tells everybody who acts for the organization, and the one who asked. To the latter the
 * organization has the name that they typed: whether it is a member's, they are not told.
 */
export async function endSuccession(
  work: Work,
  { member, succession: asked }: { readonly member: LockedMember | null; readonly succession: Succession },
  { through, reason = "", role }: { through: "representative" | "alias" | "committee" | "asker"; reason?: string; role?: string },
): Promise<void> {
  await work.tx
    .update(succession)
    .set({ status: through === "asker" ? "withdrawn" : "refused", endedAt: work.now, endedThrough: through })
    .where(eq(succession.id, asked.id));
  await endAliasCheck(work, { kind: "succession", id: asked.id });
  const about = aboutSuccession(asked);
  const data = { reference: asked.reference, why: through, reason };
  const asker = { organization: asked.organization, ...data };
  await writeToEach(work, { kind: "succession-ended", about, data: asker, to: [asked.email] });
  if (member !== null)
    await writeToRepresentatives(work, member, { kind: "succession-ended", about, data: { organization: member.name, ...data } });
  work.audit("succession.ended", member === null ? about : aboutMember(member), { through }, role);
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
