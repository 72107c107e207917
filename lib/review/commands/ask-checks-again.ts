import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { openStatuses } from "@/lib/application/lifecycle";
import { checkNames } from "@/lib/evidence/checks";
import { enqueueChecks } from "@/lib/evidence/commands/ask-evidence";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { mayReview } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";

const input = z.strictObject({ reference: referenceInput, name: z.enum(checkNames).optional() });

/** Has the checks of an application run again, at once: one, or all. At most 12 times an hour. */
export const askChecksAgain = command("askChecksAgain", input, async (work, { reference, name }): Promise<void> => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject) && (openStatuses as readonly string[]).includes(application.status));
  await enqueueChecks(work, { applicationId: application.id }, { list, name });
  const about = { kind: "application", id: application.id, list: application.list };
  work.audit("evidence.asked", about, { name: name ?? "all" }, roleOf(actor, application.list));
});
