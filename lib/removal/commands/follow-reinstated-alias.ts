import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck, contactAlias } from "@/db/schema";
import { raiseAlarm } from "@/lib/evidence/commands/raise-alarm";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";

/**
 * Carries an answer on to the contact alias of a reinstated member: from now on it is proved, and delivery can begin. A reader
 * who says that it is not theirs leaves it unproved, and the committee is told.
 */
export const followReinstatedAlias = command("followReinstatedAlias", z.object({ checkId: z.uuid() }), async (work, { checkId }) => {
  const [check] = await work.tx.select().from(aliasCheck).where(eq(aliasCheck.id, checkId));
  if (check?.memberId == null) throw notAllowed();
  const { member, actor, list } = await approachMember(work, check.memberId);
  work.authorize(isWorker(actor));
  if (check.disownedAt !== null) {
    const sentence =
      "A reader of the contact alias of a reinstated member said that the address is not theirs. It is not put on the mailing list.";
    if (!(await raiseAlarm(work, { list: list.slug, memberId: member.id, kind: "alias-disowned", sentence }))) work.nothingToDo();
    return;
  }
  const proved = await work.tx
    .update(contactAlias)
    .set({ answeredAt: check.answeredAt })
    .where(
      and(
        eq(contactAlias.memberId, member.id),
        eq(sql`lower(${contactAlias.address})`, check.address.toLowerCase()),
        isNull(contactAlias.until),
        isNull(contactAlias.answeredAt),
      ),
    )
    .returning({ id: contactAlias.id });
  if (check.answeredAt === null || proved.length === 0) return work.nothingToDo();
  work.audit("member.alias_proved", aboutMember(member));
});
