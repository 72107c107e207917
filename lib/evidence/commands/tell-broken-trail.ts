import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { raiseAlert } from "./raise-alert";

const input = z.strictObject({ list: z.string().max(100), position: z.int().positive() });

/** Tells the chairs of a list that the audit trail is broken. Called by the worker; while the alert is open nobody is told again. */
export const tellBrokenTrail = command("tellBrokenTrail", input, async (work, { list, position }): Promise<void> => {
  work.authorize(isWorker(work.actor));
  const sentence = `The audit trail is broken at event ${position}: it was changed in the database, outside the portal. Ask the people who run the portal to keep a copy of the database as it is now, and to run "audit verify --against" with the checkpoints that they keep elsewhere.`;
  if (!(await raiseAlert(work, { list, memberId: null, kind: "trail-broken", sentence }))) work.nothingToDo();
});
