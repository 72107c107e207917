import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, type Problem, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { eligibleCommittee } from "@/lib/organization/queries/approvers";
import { namesMember } from "../names-member";
import { asksForAlias, embargoReason, possibleReasons, reasonTitle } from "../possible-reasons";
import { openRemoval, proposeRemoval } from "./propose";

const input = z.strictObject({
  member: z.uuid(),
  reasons: z
    .array(
      z.strictObject({
        criterion: z.string().max(60),
        reason: z.string(),
        whatWouldHelp: z.string(),
        /** Of the criterion on the contact alias: nobody confirms it, so an answer there ends the reason. */
        forAlias: z.boolean().optional(),
      }),
    )
    .max(60),
  /** The name, a domain or the contact alias of the member, typed as confirmation. */
  typed: z.string(),
});

const memberName = singleLine(300, { name: "The member", empty: "Type the name, the domain or the contact alias of the member" });

/**
 * A reviewer or chair proposes to remove a member as the first approver. The member is told at once, with the
 * reasons, the date and how to appeal. Typing its name, a domain or its alias makes sure that it is the right member.
 */
export const proposeRemovalByPerson = command("proposeRemovalByPerson", input, async (work, { member: memberId, reasons: sent, typed }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayRequest("removal", actor, subject));
  requireRecentSignIn(work, actor);
  const possible = possibleReasons(list, work.today);
  if (sent.some(({ criterion }) => !possible.some(({ key }) => key === criterion))) throw notAllowed();
  if (sent.some(({ criterion, forAlias }) => forAlias && !asksForAlias(list, criterion))) throw notAllowed();
  refuseUnless(member.leftOn === null, "This organization is no longer a member.", "conflict");
  refuseUnless((await openRemoval(work, memberId)) === null, "A removal of this member is already open. Look at that one.", "conflict");

  const problems: Problem[] = [];
  const read = (field: string, schema: ReturnType<typeof manyLines>, text: string): string => {
    const { success, data = "", error } = schema.safeParse(text);
    if (!success) problems.push({ field, message: error.issues[0]?.message ?? "" });
    return data;
  };
  const reasons = sent.map(({ criterion, reason, whatWouldHelp, ...rest }) => {
    const title = reasonTitle(list, criterion);
    const why = manyLines(2000, { name: `The reason for “${title}”`, empty: `Enter why it is not met: ${title}` });
    const help = manyLines(2000, { name: `What would help with “${title}”` });
    return {
      ...rest,
      criterion,
      reason: read(`reason.${criterion}`, why, reason),
      whatWouldHelp: read(`help.${criterion}`, help, whatWouldHelp),
    };
  });
  if (reasons.length === 0) problems.push({ field: "reasons", message: "Select at least one criterion that is not met" });
  const name = read("typed", memberName, typed);
  if (name !== "" && !namesMember(name, { name: member.name, ...(await exactNames(work, memberId)) }))
    problems.push({ field: "typed", message: "This is neither the name nor a domain nor the contact alias of the member above" });
  if (problems.length > 0) throw new Refusal("The removal was not proposed.", { problems });

  refuseWithoutApprovers("removal", { list, eligible: await eligibleCommittee(work.tx, member), taken: [actor.personId] });
  const about = reasons.every(({ criterion }) => criterion === embargoReason) ? "embargo-policy" : "committee";
  const id = await proposeRemoval(work, { member, list, because: about, reasons, by: actor.personId });
  const [made] = await work.tx.select({ reference: removal.reference }).from(removal).where(eq(removal.id, id));
  return { reference: made?.reference ?? "" };
});

async function exactNames(work: Work, memberId: string): Promise<{ domains: readonly string[]; aliases: readonly string[] }> {
  const { rows } = await work.tx.execute<{ domains: readonly string[]; aliases: readonly string[] }>(sql`
    select coalesce((select array_agg(domain) from organization_domain d where d.organization_id = m.organization_id), '{}')
        || coalesce((select array_agg(domain) from contact_alias c where c.member_id = m.id and c.until_at is null), '{}') as domains,
      coalesce((select array_agg(address) from contact_alias c where c.member_id = m.id and c.until_at is null), '{}') as aliases
    from member m where m.id = ${memberId}`);
  return rows[0] ?? { domains: [], aliases: [] };
}
