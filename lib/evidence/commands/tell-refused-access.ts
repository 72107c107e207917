import { z } from "zod";
import { withinRate } from "@/lib/identity/rate";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { raiseAlert } from "./raise-alert";

/** Refused requests of all browsers together in ten minutes; past it the chairs are told. It stops nobody. */
export const refusedBurst = { name: "refused-access", most: 200, minutes: 10 } as const;

const oncePerDay = { name: "refused-access-alert", most: 1, minutes: 1440 } as const;

/** Raises the alert that many requests were refused, once a day for a list at most, so that whoever causes it cannot fill mailboxes. */
export const tellRefusedAccess = command("tellRefusedAccess", z.strictObject({ list: z.string().max(100) }), async (work, { list }) => {
  work.authorize(isWorker(work.actor));
  work.nothingToDo();
  if (!(await withinRate(work, oncePerDay, list))) return;
  const sentence = `More than ${refusedBurst.most} requests for pages that are not for everybody were refused within ${refusedBurst.minutes} minutes. The log of the web process has the counts under access.refused. Nobody was locked out.`;
  await raiseAlert(work, { list, memberId: null, kind: "access-refused", sentence });
});
