import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { isWorker } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";
import { route } from "./route";

/**
 * Sends a submitted application to as many reviewers as the list's rule asks for, evenly, past everybody with a conflict of
 * interest or away; told by email. Nobody left: the chairs are told at once. The worker's, after every change that may need it.
 */
export const routeApplication = command(
  "routeApplication",
  z.strictObject({ applicationId: z.uuid() }),
  async (work, { applicationId }) => {
    work.authorize(isWorker(work.actor));
    const { application, list } = await loadApplicationForUpdate(work, { id: applicationId });
    if (!(await route(work, application, list))) work.nothingToDo();
  },
);
