import { and, eq, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck, member as members } from "@/db/schema";
import { type AliasSaid, aliasesInUse } from "@/lib/alias/queries/in-use";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { command, type Work } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { actionNow } from "@/lib/member/commands/action-now";
import { aboutMember, writeToEach } from "@/lib/organization/commands/about-member";
import { confirmContactAlias } from "@/lib/organization/commands/contact-alias";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { representativesOf } from "@/lib/organization/commands/people-of";
import { isWorker } from "@/lib/organization/permissions";
import { reviewOpenRemoval } from "./review-reasons";

type Check = typeof aliasCheck.$inferSelect;

/**
 * Applies an answer from an address to the contact alias in use, whatever the question was for, also for an application that was
 * accepted since. An answer confirms the alias, and a reason for removal based on it is withdrawn; one that came too quickly is reported to
 * the committee for review. "This is not ours" is reported once to the committee and to those who can change the alias. Does nothing for an address that is not a contact alias in use, or the second time.
 */
export const followContactAlias = command("followContactAlias", z.object({ checkId: z.uuid() }), async (work, { checkId }) => {
  const memberId = await memberAsked(work, checkId);
  if (memberId === null) {
    work.authorize(isWorker(work.actor));
    return work.nothingToDo();
  }
  const locked = await loadMemberForUpdate(work, memberId);
  work.authorize(isWorker(locked.actor));
  work.nothingToDo(); // what was carried on already leaves no event
  const [check] = await work.tx.select().from(aliasCheck).where(eq(aliasCheck.id, checkId));
  const inUse = await aliasesInUse(work.tx, memberId);
  const alias = inUse.find(({ address }) => address.toLowerCase() === check?.address.toLowerCase());
  if (check === undefined || alias === undefined || locked.member.leftOn !== null) return;
  if (check.disownedAt !== null) return tellDisowned(work, locked, { check, alias });
  if (check.answeredAt === null || alias.disownedAt !== null) return;
  if (check.checkByHand) return tellQuick(work, locked, check);
  if (await confirmContactAlias(work, { memberId, address: alias.address, answeredAt: check.answeredAt }))
    work.audit("member.alias_proved", aboutMember(locked.member));
  await reviewOpenRemoval(work, memberId);
});

/** The membership that an alias check was made for, or that the application of the check has become. */
async function memberAsked(work: Work, checkId: string): Promise<string | null> {
  const [found] = await work.tx
    .select({ memberId: members.id })
    .from(aliasCheck)
    .innerJoin(
      members,
      or(
        eq(members.id, aliasCheck.memberId),
        and(eq(members.organizationId, aliasCheck.organizationId), eq(members.list, aliasCheck.list), isNull(members.leftOn)),
      ),
    )
    .where(eq(aliasCheck.id, checkId))
    .limit(1);
  return found?.memberId ?? null;
}

/** The committee of a re-check or of a change of the alias is told on its own way. */
async function tellQuick(work: Work, { member, list }: LockedMemberContext, check: Check): Promise<void> {
  if (check.subjectKind !== "contact-alias" || !(await firstTime(work, `alias-quick:${check.id}`))) return;
  const sentence = `The email to the contact alias was answered within a minute, or without a name. Find out whether the address is monitored, or ask there again. The answer does not confirm the address by itself.`;
  await raiseAlert(work, { list: list.slug, memberId: member.id, kind: "alias-quick", sentence });
}

type Disowned = { readonly check: Check; readonly alias: AliasSaid };

/** After a change of the alias the committee has its own email about that, and needs no second one. */
async function tellDisowned(work: Work, { member, list }: LockedMemberContext, { check, alias }: Disowned): Promise<void> {
  if (alias.disownedAt === null || !(await firstTime(work, `alias-disowned:${check.id}`))) return;
  const delivered = alias.answeredAt !== null;
  const sentence = `Somebody who reads the contact alias said that the address does not belong to the organization. ${delivered ? "Early notices still go there." : "Nobody has answered there, so it is not added to the mailing list."}`;
  if (check.subjectKind !== "alias-change")
    await raiseAlert(work, { list: list.slug, memberId: member.id, kind: "alias-disowned", sentence });
  const people = await representativesOf(work, member.organizationId);
  const primaries = people.filter(({ role }) => role === "primary");
  await writeToEach(work, {
    kind: "contact-alias-disowned",
    about: aboutMember(member),
    data: {
      organization: member.name,
      address: alias.address,
      delivered,
      nextAction: await actionNow(work, { member, list, reader: "member", kinds: ["alias", "alias-change"] }),
    },
    to: (primaries.length > 0 ? primaries : people).map(({ email }) => email),
  });
  work.audit("member.alias_disowned", aboutMember(member));
}
