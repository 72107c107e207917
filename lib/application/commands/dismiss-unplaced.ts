import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { unplacedText } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { lockApplication, referenceInput } from "./lock";

const input = z.strictObject({ reference: referenceInput, part: z.uuid() });

/** Puts away a part of the pasted mail that the applicant has dealt with. It is no longer shown, and kept until another mail is pasted. */
export const dismissUnplaced = command("dismissUnplaced", input, async (work, { reference, part }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  const dismissed = await work.tx
    .update(unplacedText)
    .set({ dismissedAt: work.now })
    .where(and(eq(unplacedText.id, part), eq(unplacedText.applicationId, application.id), isNull(unplacedText.dismissedAt)))
    .returning({ id: unplacedText.id });
  if (dismissed.length === 0) return work.nothingToDo();
  work.audit("application.unplaced_dismissed", aboutApplication(application));
});
