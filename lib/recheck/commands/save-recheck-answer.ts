import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { memberAnswer, person, recheckAnswer, recheck as recheckTable } from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import { refuseUnstorable } from "@/lib/application/commands/save-answer";
import { sameDraft } from "@/lib/application/drafts";
import { isPerson } from "@/lib/kernel/actor";
import { moment } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import type { Criterion } from "@/lib/list/definition";
import { addressesOf } from "@/lib/member/commands/write-to";
import { criterionOf } from "@/lib/organization/commands/list-of";
import { mayActForMember, mayAnswerForMember } from "@/lib/organization/permissions";
import { statementNow } from "../answers";
import { recheckSays } from "../lifecycle";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import { type LockedRecheck, lockRecheck, versionInput } from "./lock";
import { openQuestionsOf } from "./questions";
import { loadRecheckAnswers } from "./recheck-answers";

const input = z.strictObject({
  recheckId: z.uuid(),
  criterion: z.string().max(100),
  /** The version of the answer that the page was rendered from; 0 when there was none. */
  version: versionInput,
  says: z.enum(recheckSays, { error: "Select whether it is still true" }),
  /** The changed answer, as it was typed; left aside unless something changed. */
  draft: z.record(z.string(), z.string()).default({}),
  words: z.optional(manyLines(2000, { name: "What has happened" })),
});

export type SavedSaying = {
  /** Whether what is stored can be sent. */
  readonly reads: boolean;
  /** The criterion that is asked after this one; null after the last. */
  readonly next: string | null;
};

/**
 * Stores the answer of a primary or a deputy to one criterion of an open re-check, or to one that the committee asked about again, even if
 * it is invalid: the page shows the mistakes. Sends nothing. A page rendered before a colleague's answer overwrites nothing. A new version of the embargo policy is accepted by
 * the primary only.
 */
export const saveRecheckAnswer = command(
  "saveRecheckAnswer",
  input,
  async (work, { recheckId, criterion: key, version, says, draft, words = "" }): Promise<SavedSaying> => {
    const { recheck, member, list, actor } = await lockRecheck(work, recheckId);
    work.authorize(mayAnswerForMember(actor, member));
    if (!isPerson(actor)) throw notAllowed();
    const askedBack = (await openQuestionsOf(work, recheckId)).some((each) => each.criterion === key);
    if (!askedBack) await refuseUnlessAnswerable(work, recheck);
    const criterion = criterionOf(
      list.criteria.filter((each) => recheck.criteria.includes(each.key)),
      key,
    );
    if (says === "changed") refuseUnstorable(criterion, draft);
    if (says === "changed" && criterion.kind === "policy-acceptance")
      refuseUnless(mayActForMember(actor, member), "Only a primary representative can accept the embargo policy for your organization.");

    const { aliases } = await addressesOf(work, member);
    const text = says === "changed" ? draft : await statementOf(work, member.id, criterion, aliases);
    const stored = await saidTo(work, recheckId, key);
    const same = stored !== null && stored.says === says && stored.words === words && sameDraft(stored.draft, text);
    if (!same) {
      if (version !== (stored?.version ?? 0)) throw await overtaken(work, stored);
      const values = { says, draft: { ...text }, words, saidAt: work.now, saidBy: actor.personId };
      await work.tx
        .insert(recheckAnswer)
        .values({ recheckId, criterion: key, ...values })
        .onConflictDoUpdate({
          target: [recheckAnswer.recheckId, recheckAnswer.criterion],
          set: { ...values, version: sql`${recheckAnswer.version} + 1` },
        });
      await updateFields(work, recheck, {});
      work.audit("recheck.answer_saved", aboutRecheck(recheck), { criterion: key, says });
    } else work.nothingToDo();

    const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true });
    const index = again.findIndex((each) => each.criterion.key === key);
    return { reads: again[index]?.problems.length === 0, next: again[index + 1]?.criterion.key ?? null };
  },
);

/** Open, or expired and still the newest of its member: an answer that comes late is still an answer. */
export async function refuseUnlessAnswerable(work: Work, { id, memberId, status }: LockedRecheck): Promise<void> {
  refuseUnless(
    status === "open" || status === "expired",
    "The answers were sent, or the re-check is over. They can no longer be changed here.",
    "conflict",
  );
  if (status === "open") return;
  const [newest] = await work.tx
    .select({ id: recheckTable.id, reference: recheckTable.reference, status: recheckTable.status })
    .from(recheckTable)
    .where(eq(recheckTable.memberId, memberId))
    .orderBy(desc(recheckTable.openedOn), desc(referenceOrder(recheckTable.reference)))
    .limit(1);
  if (newest === undefined || newest.id === id) return;
  const instead = newest.status === "open" ? "Answer that one instead." : "This one can no longer be answered.";
  throw new Refusal(`A newer re-check of this member, ${newest.reference}, replaced this one. ${instead}`, {
    kind: "conflict",
  });
}

type Stored = Pick<typeof recheckAnswer.$inferSelect, "says" | "draft" | "words" | "version" | "saidAt" | "saidBy">;

async function saidTo(work: Work, recheckId: string, criterion: string): Promise<Stored | null> {
  const [row] = await work.tx
    .select()
    .from(recheckAnswer)
    .where(and(eq(recheckAnswer.recheckId, recheckId), eq(recheckAnswer.criterion, criterion)));
  return row ?? null;
}

async function statementOf(
  work: Work,
  memberId: string,
  criterion: Criterion,
  aliases: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const [row] = await work.tx
    .select({ draft: memberAnswer.draft })
    .from(memberAnswer)
    .where(and(eq(memberAnswer.memberId, memberId), eq(memberAnswer.criterion, criterion.key)));
  return row === undefined ? {} : statementNow(criterion, row.draft, aliases);
}

/** Somebody else saved first: that text is kept, and this one is shown on the page until its author has chosen. */
async function overtaken(work: Work, stored: Stored | null): Promise<Refusal> {
  const [by] =
    stored?.saidBy == null
      ? []
      : await work.tx.select({ name: person.name, email: person.email }).from(person).where(eq(person.id, stored.saidBy));
  const who = by === undefined ? "Somebody" : (by.name ?? by.email);
  const when = stored === null ? "" : ` on ${moment(stored.saidAt)}`;
  return new Refusal(
    `${who} answered this${when}, after you had opened the page. Check the current answer, then save yours again if it should replace it.`,
    {
      kind: "conflict",
    },
  );
}
