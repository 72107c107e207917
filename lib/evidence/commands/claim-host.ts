import { z } from "zod";
import { withinRate } from "@/lib/identity/rate";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";

/** The limit of requests to one host, for all workers together. */
const hostLimit = { name: "evidence-host", most: 30, minutes: 60 } as const;

/** Whether the worker may open a host once more this hour. Every worker counts in the same row. */
export const claimHost = command("claimHost", z.strictObject({ host: z.string().max(253) }), async (work, { host }): Promise<boolean> => {
  work.authorize(isWorker(work.actor));
  work.nothingToDo(); // counting leaves no trace
  return withinRate(work, hostLimit, host);
});
