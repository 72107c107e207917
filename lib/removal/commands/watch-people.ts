import { z } from "zod";
import { closeAlertsOf } from "@/lib/evidence/commands/close-alert";
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
  const because = sentence === null ? "There are enough people now." : "A newer alert lists what is missing now.";
  await closeAlertsOf(work, { list, kind: "people-missing", because });
  if (sentence !== null) await raiseAlert(work, { list, memberId: null, kind: "people-missing", sentence });
});
