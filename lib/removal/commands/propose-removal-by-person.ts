import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, type Problem, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { mayReviewMember } from "@/lib/organization/permissions";
import { embargoGround, groundTitle, possibleGrounds } from "../grounds";
import { namesMember } from "../named";
import { openRemoval, proposeRemoval } from "./propose";

const input = z.strictObject({
  member: z.uuid(),
  grounds: z
    .array(
      z.strictObject({
        criterion: z.string().max(60),
        reason: manyLines(2000, { name: "Reason" }),
        whatWouldHelp: manyLines(2000, { name: "What would help" }),
      }),
    )
    .max(60),
  /** The name, a domain or the contact alias of the member, typed by hand. */
  typed: singleLine(300, { name: "The member", empty: "Type the name, the domain or the contact alias of the member" }),
});

/**
 * A reviewer or chair proposes to remove a member and stands behind it as the first person. The member is told at once, with the
 * grounds, the day and the way back. Whoever types neither its name nor a domain nor its alias has the wrong member before them.
 */
export const proposeRemovalByPerson = command("proposeRemovalByPerson", input, async (work, { member: memberId, grounds, typed }) => {
  const { member, list, actor, subject } = await approachMember(work, memberId);
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  requireFresh(work);
  const possible = possibleGrounds(list, work.today);
  if (grounds.some(({ criterion }) => !possible.some(({ key }) => key === criterion))) throw notAllowed();
  refuseUnless(member.leftOn === null, "This organization is no member any more.", "conflict");
  refuseUnless((await openRemoval(work, memberId)) === null, "A removal of this member is open already. Look at that one.", "conflict");

  const problems: Problem[] = grounds.flatMap(({ criterion, reason }) =>
    reason === "" ? [{ field: `reason.${criterion}`, message: `Enter why it is not met: ${groundTitle(list, criterion)}` }] : [],
  );
  if (grounds.length === 0) problems.push({ field: "grounds", message: "Select at least one criterion that is not met" });
  if (!namesMember(typed, { name: member.name, ...(await exactNames(work, memberId)) }))
    problems.push({ field: "typed", message: "This is neither the name nor a domain nor the contact alias of the member above" });
  if (problems.length > 0) throw new Refusal("The removal was not proposed.", { problems });

  const about = grounds.every(({ criterion }) => criterion === embargoGround) ? "embargo-policy" : "committee";
  const id = await proposeRemoval(work, { member, list, because: about, grounds, by: actor.personId });
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
