import { eq } from "drizzle-orm";
import { z } from "zod";
import { alert } from "@/db/schema";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/review/permissions";
import { alertDiffers, missingPeopleSentence, newestPeopleAlert } from "../queries/missing-people";

/** Keeps one alert open for as long as a step has too few people who may take it, and raises it anew when the steps are others. */
export const watchPeople = command("watchPeople", z.object({ list: z.string().max(100) }), async (work, { list }) => {
  work.authorize(isWorker(work.actor));
  const sentence = await missingPeopleSentence(work.tx, list, work.now);
  const newest = await newestPeopleAlert(work.tx, list);
  if (!alertDiffers(sentence, newest)) return work.nothingToDo();
  if (newest !== null && newest.closedAt === null) {
    const closedBecause = sentence === null ? "There are enough people now." : "Other people are missing now.";
    await work.tx.update(alert).set({ closedAt: work.now, closedBecause }).where(eq(alert.id, newest.id));
    work.audit("alert.closed", { kind: "alert", id: newest.id, list }, { kind: "people-missing" });
  }
  if (sentence !== null) await raiseAlert(work, { list, memberId: null, kind: "people-missing", sentence });
});
