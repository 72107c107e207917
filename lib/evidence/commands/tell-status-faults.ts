import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { count } from "@/lib/list/words";
import { isWorker } from "@/lib/organization/permissions";
import { raiseAlert } from "./raise-alert";

const input = z.strictObject({ list: z.string().max(100), columns: z.array(z.string().max(100)).min(1), rows: z.int().positive() });

/**
 * Tells the chairs of a list that statuses differ from the audit trail. Called by the worker; while the alert is open, nobody is
 * told again.
 */
export const tellStatusFaults = command("tellStatusFaults", input, async (work, { list, columns, rows }): Promise<void> => {
  work.authorize(isWorker(work.actor));
  const sentence = `The audit trail differs from the database in ${count(rows, "place")} (${columns.join(", ")}): a status was changed in the database, outside the portal. Ask the people who run the portal to run "audit verify", which names each place.`;
  if (!(await raiseAlert(work, { list, memberId: null, kind: "status-differs", sentence }))) work.nothingToDo();
});
