import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { removalEvidence } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { refuseVulnerabilityDetails } from "@/lib/kernel/vulnerability-details";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { aboutRemoval } from "./emails";
import { loadRemovalForUpdate, refuseUnlessOpen } from "./load-removal";
import { openRemoval } from "./propose";

/** How much a member can submit against one removal, and how much of it can wait to be read. */
const limits = { pieces: 10, unread: 3 } as const;

const notSent = "The evidence was not sent.";

const input = z.strictObject({
  member: z.uuid(),
  /** The key of the reason that it is about. */
  criterion: z.string({ error: "Select the reason that your evidence is about" }).max(60),
  evidence: manyLines(2000, { name: "Evidence", empty: "Enter what shows that the reason does not apply" }),
});

/**
 * Somebody who answers for a member submits evidence against a reason of its removal. Nobody can agree to the removal, and it is not
 * carried out, before the committee has answered it. The same text again while it is unread is one submission.
 */
export const submitEvidence = command("submitEvidence", input, async (work, { member: memberId, criterion, evidence }) => {
  const { actor, member } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayAnswerForMember(actor, member));
  if (!isPerson(actor)) throw notAllowed();
  const id = await openRemoval(work, memberId);
  refuseUnless(id !== null, "No removal of your organization is open.", "conflict");
  const { removal: held, reasons, list } = await loadRemovalForUpdate(work, { id });
  refuseUnlessOpen(held, member);
  refuseUnless(held.toldAt !== null, "No removal of your organization is open.", "conflict");
  if (!reasons.some((reason) => reason.criterion === criterion))
    throw new Refusal(notSent, {
      kind: "input",
      problems: [{ field: "criterion", message: "Select the reason that your evidence is about" }],
    });
  refuseVulnerabilityDetails("evidence", evidence, notSent);

  const submitted = await pieces(work, held.id, { criterion, evidence });
  if (submitted.same > 0) return work.nothingToDo();
  refuseUnless(
    submitted.unread < limits.unread && submitted.all < limits.pieces,
    submitted.unread < limits.unread
      ? `You have sent ${limits.pieces} pieces of evidence, which is the limit for one removal. Write to the committee.`
      : `The committee has ${limits.unread} pieces of your evidence to read. Wait for its answer, then send more.`,
    "conflict",
  );
  await work.tx
    .insert(removalEvidence)
    .values({ removalId: held.id, criterion, content: evidence, submittedAt: work.now, submittedBy: actor.personId });
  const about = aboutRemoval(held);
  work.audit("removal.evidence_submitted", about, { criterion });
  const { reference } = held;
  await writeToCommittee(work, { member, list }, about, "removal-evidence", {
    organization: member.name,
    reference,
    submittedOn: work.today,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: removalKinds }),
  });
});

async function pieces(
  work: Work,
  removalId: string,
  { criterion, evidence }: { readonly criterion: string; readonly evidence: string },
): Promise<{ readonly all: number; readonly unread: number; readonly same: number }> {
  const unread = isNull(removalEvidence.answeredAt);
  const same = and(unread, eq(removalEvidence.criterion, criterion), eq(removalEvidence.content, evidence));
  const [row] = await work.tx
    .select({
      all: sql<number>`count(*)::int`,
      unread: sql<number>`(count(*) filter (where ${unread}))::int`,
      same: sql<number>`(count(*) filter (where ${same}))::int`,
    })
    .from(removalEvidence)
    .where(eq(removalEvidence.removalId, removalId));
  return row ?? { all: 0, unread: 0, same: 0 };
}
