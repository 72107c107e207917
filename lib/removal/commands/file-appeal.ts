import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { appeal, person, removal } from "@/db/schema";
import { approvalActions } from "@/lib/approval/actions";
import { writeEmail } from "@/lib/email/write";
import { isPerson } from "@/lib/kernel/actor";
import { dayOf, weekdayDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { appealsContactOf } from "@/lib/list/fallback";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { eligibleCommittee } from "@/lib/organization/queries/approvers";
import { appealUntil } from "../rules";
import { aboutRemoval } from "./emails";
import type { LockedRemoval } from "./load-removal";

const input = z.strictObject({
  member: z.uuid(),
  words: manyLines(5000, { name: "What we got wrong", empty: "Enter what we got wrong" }),
});

/**
 * A representative appeals against a removal: from the second approval until the
 * list's number of days after it was carried out. Once per removal. While the appeal is open, nothing is carried out. Where too few people
 * of the committee can read it, the list's contact for appeals is asked to name more.
 */
export const fileAppeal = command("fileAppeal", input, async (work, { member: memberId, words }) => {
  const { member, list, actor } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayAnswerForMember(actor, member));
  if (!isPerson(actor)) throw notAllowed();
  const held = await lastDecided(work, memberId);
  refuseUnless(held !== null, "No removal of your organization has been decided.", "conflict");
  if (held.carriedOutAt !== null) {
    const until = appealUntil(list, dayOf(held.carriedOutAt));
    refuseUnless(work.today <= until, `An appeal was possible until ${weekdayDate(until)}. You can apply again at any time.`);
  }
  const [made] = await work.tx
    .insert(appeal)
    .values({ removalId: held.id, personId: actor.personId, words, at: work.now })
    .onConflictDoNothing()
    .returning({ id: appeal.id });
  if (made === undefined) {
    const [before] = await work.tx.select({ words: appeal.words }).from(appeal).where(eq(appeal.removalId, held.id));
    refuseUnless(before?.words === words, "An appeal against this removal has already been made. It is below.", "conflict");
    return work.nothingToDo();
  }

  const about = aboutRemoval(held);
  work.audit("appeal.filed", about, { member: memberId });
  const data = { organization: member.name, reference: held.reference, receivedOn: work.today };
  await writeToRepresentatives(work, member, { kind: "appeal-received", about, data: { ...data, carriedOut: held.carriedOutAt !== null } });
  await writeToCommittee(work, { member, list, except: await behind(work, held) }, about, "appeal-to-read", data);
  const readers = (await eligibleCommittee(work.tx, member)).filter(({ id }) => id !== held.firstBy && id !== held.secondBy);
  const missing = approvalActions.appeal.length - readers.length;
  if (missing <= 0) return;
  await writeEmail(work, "appeal-needs-readers", appealsContactOf(list).email, about, {
    organization: member.name,
    reference: held.reference,
    missing,
    carriedOut: held.carriedOutAt !== null,
  });
});

/** The newest removal of a member that two people approved and nobody stopped, locked. */
async function lastDecided(work: Work, memberId: string): Promise<LockedRemoval | null> {
  const [row] = await work.tx
    .select()
    .from(removal)
    .where(and(eq(removal.memberId, memberId), inArray(removal.status, ["agreed", "carried-out"])))
    .orderBy(desc(removal.proposedAt))
    .limit(1)
    .for("no key update");
  return row ?? null;
}

/** The addresses of the two approvers of a removal: they do not read the appeal against it. */
async function behind(work: Work, { firstBy, secondBy }: LockedRemoval): Promise<readonly string[]> {
  const ids = [firstBy, secondBy].filter((id) => id !== null);
  const rows = await work.tx.select({ email: person.email }).from(person).where(inArray(person.id, ids));
  return rows.map(({ email }) => email);
}
