import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { complete, isComplete, loadAccessRecoveryForUpdate } from "./access-recovery";

const input = z.object({ accessRecoveryId: z.uuid() });

/** The waiting period is over: completes what two people have agreed to. While anything is missing, nothing happens. */
export const completeAccessRecovery = command("completeAccessRecovery", input, async (work, { accessRecoveryId }) => {
  const locked = await loadAccessRecoveryForUpdate(work, accessRecoveryId);
  work.authorize(isWorker(locked.actor));
  if (!(await isComplete(work, locked))) return work.nothingToDo();
  await complete(work, locked);
});
