import { eq } from "drizzle-orm";
import { z } from "zod";
import { answer, answerConflict, embargoAcceptance, unplacedText } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { mayTend } from "../permissions";
import { draftStep } from "../rules";
import { advance } from "./advance";
import { aboutApplication, writeToContacts } from "./emails";
import { lockApplication } from "./lock";
import { endWhatIsOpen } from "./withdraw-application";

const input = z.strictObject({ applicationId: z.uuid() });

/** Ends a draft that nobody finished in its time and erases what was written in it. Before its last day is over nothing happens. */
export const endDraft = command("endDraft", input, async (work, { applicationId }) => {
  const application = await lockApplication(work, { id: applicationId });
  work.authorize(mayTend(work.actor));
  const { status, draftEndsOn, draftReminded } = application;
  if (status !== "draft" || draftStep({ draftEndsOn, reminded: draftReminded }, work.today) !== "end") return work.nothingToDo();

  await advance(work, application, "withdraw");
  await endWhatIsOpen(work, application.id);
  for (const table of [answer, answerConflict, unplacedText, embargoAcceptance])
    await work.tx.delete(table).where(eq(table.applicationId, application.id));
  await writeToContacts(work, application, "application-draft-ended", {
    organization: application.organizationName,
    reference: application.reference,
  });
  work.audit("application.draft_ended", aboutApplication(application));
});
