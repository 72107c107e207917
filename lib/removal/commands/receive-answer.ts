import { and, eq, sql } from "drizzle-orm";
import { removalReason } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { reasonTitle } from "../possible-reasons";
import { aboutRemoval } from "./emails";
import { loadRemovalForUpdate } from "./load-removal";
import { openRemoval } from "./propose";
import { reviewReasons } from "./review-reasons";

/** So many answers that the committee has to read can be given on one reason: as much as evidence on one removal. */
const mostAnswers = 10;

/**
 * A member answered a criterion on its own page: the reasons of its open removal are evaluated, and where the committee has to read
 * the answer before anybody agrees, it is told. How often that can be is limited, so that nobody stalls a removal with new answers.
 */
export async function receiveAnswer(work: Work, memberId: string, criterion: string): Promise<void> {
  const id = await openRemoval(work, memberId);
  if (id === null) return;
  const { member, list, ...locked } = await loadRemovalForUpdate(work, { id });
  const { removal: held, unread } = await reviewReasons(work, { member, list, ...locked });
  if (!unread.some(({ kind, of }) => kind === "answer" && of === criterion)) return;
  const [reason] = await work.tx
    .update(removalReason)
    .set({ answers: sql`${removalReason.answers} + 1` })
    .where(and(eq(removalReason.removalId, id), eq(removalReason.criterion, criterion)))
    .returning({ answers: removalReason.answers });
  refuseUnless(
    (reason?.answers ?? 0) <= mostAnswers,
    `You have changed this answer ${mostAnswers} times, which is the limit. Write to the committee.`,
    "conflict",
  );
  await writeToCommittee(work, { member, list }, aboutRemoval(held), "removal-evidence", {
    organization: member.name,
    reference: held.reference,
    submittedOn: work.today,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: removalKinds }),
    answer: { title: reasonTitle(list, criterion), memberId },
  });
}
