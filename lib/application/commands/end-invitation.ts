import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { applicationInvitation } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { mayInvite } from "../permissions";
import { aboutApplication } from "./emails";
import { lockApplication, referenceInput } from "./lock";

const input = z.strictObject({ reference: referenceInput, invitation: z.uuid() });

/** Takes an invitation back: its link opens nothing any more. Accepted or ended already, nothing happens. */
export const endInvitation = command("endInvitation", input, async (work, { reference, invitation }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayInvite(work.actor, application));
  const ended = await work.tx
    .update(applicationInvitation)
    .set({ endedAt: work.now })
    .where(
      and(
        eq(applicationInvitation.id, invitation),
        eq(applicationInvitation.applicationId, application.id),
        isNull(applicationInvitation.endedAt),
      ),
    )
    .returning({ id: applicationInvitation.id });
  if (ended.length === 0) return work.nothingToDo();
  work.audit("application.invitation_ended", aboutApplication(application));
});
