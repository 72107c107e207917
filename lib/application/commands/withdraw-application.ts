import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { applicationInvitation, informationRequest } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { command, type Work } from "@/lib/kernel/command";
import { mayWithdraw } from "../permissions";
import { advance } from "./advance";
import { aboutApplication, writeToContacts } from "./emails";
import { lockApplication, referenceInput } from "./lock";

const input = z.strictObject({ reference: referenceInput });

/**
 * Takes an application back, at any time before the decision. Links that were sent for it open nothing any more. The answers
 * stay readable for its contacts, who can start again with them. Withdrawn already, nothing happens.
 */
export const withdrawApplication = command("withdrawApplication", input, async (work, { reference }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayWithdraw(work.actor, application));
  if (application.status === "withdrawn") return work.nothingToDo();
  await advance(work, application, "withdraw");
  await endWhatIsOpen(work, application.id);
  await writeToContacts(work, application, "application-withdrawn", { organization: application.organizationName, reference });
  if (application.submittedAt !== null) work.enqueue("route-application", { applicationId: application.id }); // away from its reviewers
  work.audit("application.withdrawn", aboutApplication(application));
});

/** Ends the alias check, invitations and questions of an application that has ended. */
export async function endWhatIsOpen(work: Work, applicationId: string): Promise<void> {
  await endAliasCheck(work, { kind: "application", id: applicationId });
  await work.tx
    .update(applicationInvitation)
    .set({ endedAt: work.now })
    .where(and(eq(applicationInvitation.applicationId, applicationId), isNull(applicationInvitation.endedAt)));
  await work.tx
    .update(informationRequest)
    .set({ closedAt: work.now })
    .where(
      and(eq(informationRequest.applicationId, applicationId), isNull(informationRequest.answeredAt), isNull(informationRequest.closedAt)),
    );
}
