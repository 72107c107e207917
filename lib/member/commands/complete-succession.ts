import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { approachSuccession, complete, isComplete } from "./succession";

const input = z.object({ successionId: z.uuid() });

/** The waiting time is over: completes what two people have agreed to. While anything is missing, nothing happens. */
export const completeSuccession = command("completeSuccession", input, async (work, { successionId }) => {
  const approach = await approachSuccession(work, successionId);
  work.authorize(isWorker(approach.actor));
  if (!(await isComplete(work, approach))) return work.nothingToDo();
  await complete(work, approach);
});
