import { sql } from "drizzle-orm";
import { recheckAnswer, recheckContact } from "@/db/schema";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { addressesOf } from "@/lib/member/commands/write-to";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import type { LockedRecheckContext } from "./lock";
import { loadRecheckAnswers } from "./recheck-answers";

type Contact = {
  readonly spokeWith: string;
  readonly spokeOn: Day;
  readonly said: string;
  /** "reached": they were reached, and answer themselves. */
  readonly answer: "all-still-true" | "changed" | "reached";
  readonly changed: readonly string[];
  readonly by: string;
};

/** Stores that somebody at the member was spoken with, and what they answered, which is not sent by that. */
export async function recordContact(work: Work, locked: LockedRecheckContext, { answer, changed, by, ...spoken }: Contact): Promise<void> {
  const { recheck } = locked;
  await work.tx.insert(recheckContact).values({ recheckId: recheck.id, ...spoken, recordedAt: work.now, recordedBy: by });
  work.audit("recheck.contact_recorded", aboutRecheck(recheck), { spokeOn: spoken.spokeOn, answer });
  if (answer === "reached") return updateFields(work, recheck, { nextCheckOn: addDays(work.today, 1) });
  await writeDown(work, locked, answer === "changed" ? changed : [], spoken.said);
}

/** The answers per criterion: a changed one has the recorded text, and keeps the earlier statement until somebody has reviewed it. */
async function writeDown(
  work: Work,
  { recheck, member, list }: LockedRecheckContext,
  changed: readonly string[],
  words: string,
): Promise<void> {
  const { aliases } = await addressesOf(work, member);
  const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true });
  const rows = again.map(({ criterion: { key }, statement }) => ({
    recheckId: recheck.id,
    criterion: key,
    says: changed.includes(key) || statement === null ? ("changed" as const) : ("still-true" as const),
    draft: { ...statement },
    words: changed.includes(key) ? words : "",
    saidAt: work.now,
    saidBy: null,
  }));
  await work.tx
    .insert(recheckAnswer)
    .values(rows)
    .onConflictDoUpdate({
      target: [recheckAnswer.recheckId, recheckAnswer.criterion],
      set: {
        says: sql`excluded.says`,
        draft: sql`excluded.draft`,
        words: sql`excluded.words`,
        saidAt: sql`excluded.said_at`,
        saidBy: sql`excluded.said_by`,
        version: sql`${recheckAnswer.version} + 1`,
      },
    });
}
