import { z } from "zod";
import { withinRate } from "@/lib/identity/rate";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { raiseAlert } from "./raise-alert";

/** The number of refused requests in ten minutes, of all browsers together, from which the chairs are told. Nothing is blocked. */
export const refusedBurst = { name: "refused-access", most: 200, minutes: 10 } as const;

const oncePerDay = { name: "refused-access-alert", most: 1, minutes: 1440 } as const;

/** Raises the alert that many requests were refused, at most once a day for a list, so that the sender of the requests cannot flood mailboxes. */
export const tellRefusedAccess = command("tellRefusedAccess", z.strictObject({ list: z.string().max(100) }), async (work, { list }) => {
  work.authorize(isWorker(work.actor));
  work.nothingToDo();
  if (!(await withinRate(work, oncePerDay, list))) return;
  const sentence = `More than ${refusedBurst.most} requests for protected pages were refused within ${refusedBurst.minutes} minutes. The log of the web process contains the counts under access.refused. Nobody was locked out.`;
  await raiseAlert(work, { list, memberId: null, kind: "access-refused", sentence });
});
