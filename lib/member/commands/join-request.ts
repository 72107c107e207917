import { and, eq } from "drizzle-orm";
import { joinRequest, person } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { dayOf } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import type { ContactRole } from "@/lib/kernel/roles";
import { aboutMember, writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { giveRole, refuseUnlessMember } from "@/lib/organization/commands/contacts";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { committeeFor, representativesOf } from "@/lib/organization/commands/people-of";
import { refuseAliasAsPerson } from "@/lib/organization/commands/person-address";

type Asked = typeof joinRequest.$inferSelect & { readonly name: string | null; readonly email: string };

/** A request to join, with its member locked. `memberId` where the asker has named it: then it must be of that member. */
export async function loadJoinRequestForUpdate(
  work: Work,
  requestId: string,
  memberId?: string,
): Promise<LockedMemberContext & { readonly request: Asked }> {
  const which = and(eq(joinRequest.id, requestId), memberId === undefined ? undefined : eq(joinRequest.memberId, memberId));
  const [found] = await work.tx.select({ memberId: joinRequest.memberId }).from(joinRequest).where(which);
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [row] = await work.tx
    .select({ request: joinRequest, name: person.name, email: person.email })
    .from(joinRequest)
    .innerJoin(person, eq(person.id, joinRequest.personId))
    .where(which);
  if (row === undefined) throw notAllowed();
  return { ...locked, request: { ...row.request, name: row.name, email: row.email } };
}

/** The message for a person who answers a request that somebody else has answered. */
export function refuseUnlessOpen({ answeredAt }: Asked): void {
  refuseUnless(answeredAt === null, "This request has already been answered.", "conflict");
}

/** Asks the committee, where nobody of the organization answers. */
export async function tellCommitteeOfJoin(
  work: Work,
  { member, list }: Pick<LockedMemberContext, "member" | "list">,
  { id, askedAt }: { id: string; askedAt: Date },
): Promise<void> {
  await writeToEach(work, {
    kind: "join-escalated",
    about: aboutMember(member, `join-${id}`),
    data: { organization: member.name, askedOn: dayOf(askedAt) },
    to: await committeeFor(work, { member, list }),
  });
}

const aliasAsks =
  "The person asked from a contact alias, which cannot act for the organization. Decline, and ask for an address that only that person reads";

/**
 * Lets the one who asked act for the organization, and tells everybody who does. Who acts for it by now keeps the role they have.
 */
export async function acceptJoin(
  work: Work,
  { member, request }: Pick<LockedMemberContext, "member"> & { request: Asked },
  { role, by, through }: { role: ContactRole; by: string; through: "representative" | "committee" },
): Promise<void> {
  refuseUnlessMember(member);
  await refuseAliasAsPerson(work, { address: request.email, ...member }, { message: aliasAsks });
  await answer(work, request, { by, accepted: true, role });
  const acts = (await representativesOf(work, member.organizationId)).some(({ personId }) => personId === request.personId);
  if (!acts) await giveRole(work, { organizationId: member.organizationId, personId: request.personId, role });
  await writeEmail(work, "join-answered", request.email, aboutMember(member, `join-${request.id}`), { organization: member.name, role });
  await writeToRepresentatives(work, member, {
    kind: "people-changed",
    about: aboutMember(member, "people"),
    data: { organization: member.name, person: request.name ?? request.email, change: "added", role, through, on: work.today },
  });
}

/** Declines, and tells only the requester. */
export async function declineJoin(
  work: Work,
  { member, request }: Pick<LockedMemberContext, "member"> & { request: Asked },
  by: string,
): Promise<void> {
  await answer(work, request, { by, accepted: false, role: null });
  await writeEmail(work, "join-answered", request.email, aboutMember(member, `join-${request.id}`), {
    organization: member.name,
    role: null,
  });
}

async function answer(work: Work, { id }: Asked, { by, accepted, role }: { by: string; accepted: boolean; role: ContactRole | null }) {
  await work.tx.update(joinRequest).set({ answeredAt: work.now, answeredBy: by, accepted, role }).where(eq(joinRequest.id, id));
}
