import { desc, eq, sql } from "drizzle-orm";
import { contactAlias } from "@/db/schema";
import { askAlias, askedTooOften } from "@/lib/alias/commands/ask-alias";
import { addDays, laterDay } from "@/lib/kernel/calendar";
import { violatedConstraint, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { actionNow } from "@/lib/member/commands/action-now";
import { takeBackEnd } from "@/lib/member/commands/end-membership";
import { aboutMember, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { addContactAlias } from "@/lib/organization/commands/contact-alias";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { changeMembership } from "@/lib/organization/commands/membership";

/**
 * Makes a member of one that left or was removed, in the caller's transaction: the same membership goes on, with its dates and its
 * history. Its last contact alias comes back unproved and is asked at once whether it is monitored; nothing is delivered before
 * somebody answers there. Refuses when the organization is a member again already, or the alias is another member's by now.
 */
export async function bringBack(
  work: Work,
  { member, list, reference }: { member: LockedMember; list: ListDefinition; reference: string },
): Promise<void> {
  refuseUnless(member.leftOn !== null, "This organization is already a member.", "conflict");
  const [last] = await work.tx
    .select({ address: contactAlias.address, domain: contactAlias.domain })
    .from(contactAlias)
    .where(eq(contactAlias.memberId, member.id))
    .orderBy(desc(sql`coalesce(${contactAlias.until}, 'infinity')`), desc(contactAlias.since), desc(contactAlias.id))
    .limit(1);
  refuseUnless(last !== undefined, "This member has no contact alias. It has to apply again.");

  const nextRecheckOn = laterDay(member.nextRecheckOn, addDays(work.today, list.recheck.answerWithinDays));
  await refusingDoubles(async () => {
    await changeMembership(work, member.id, { leftOn: null, nextRecheckOn });
    if ((await addContactAlias(work, { memberId: member.id, list: list.slug, ...last, answeredAt: null })) === null)
      throw new Refusal("Its former contact alias now belongs to another member. It has to apply again.", { kind: "conflict" });
  });
  await takeBackEnd(work, member.id);
  work.audit("member.reinstated", aboutMember(member), { leftOn: member.leftOn, nextRecheckOn });
  const asked = await askAlias(work, {
    subject: { kind: "reinstatement", id: member.id },
    list: list.slug,
    organizationId: member.organizationId,
    organization: member.name,
    memberId: member.id,
    reference,
    address: last.address,
  });
  if (asked === "too-often") throw new Refusal(`${askedTooOften}.`, { kind: "too-often" });
  await writeToRepresentatives(work, member, {
    kind: "reinstated",
    about: aboutMember(member),
    data: {
      organization: member.name,
      on: work.today,
      alias: last.address,
      nextRecheckOn,
      nextAction: await actionNow(work, { member, list, reader: "member" }),
    },
  });
}

async function refusingDoubles(store: () => Promise<void>): Promise<void> {
  try {
    await store();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "one_membership_per_list")
      throw new Refusal("This organization is already a member again, through a newer application.", { kind: "conflict" });
    throw error;
  }
}
