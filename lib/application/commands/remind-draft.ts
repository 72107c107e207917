import { eq } from "drizzle-orm";
import { z } from "zod";
import { application as applicationTable } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { mayTend } from "../permissions";
import { draftStep } from "../rules";
import { aboutApplication, writeToContacts } from "./emails";
import { lockApplication } from "./lock";

const input = z.strictObject({ applicationId: z.uuid() });

/** Reminds the contacts once, a week before their draft ends. At any other time, or a second time, nothing happens. */
export const remindDraft = command("remindDraft", input, async (work, { applicationId }) => {
  const application = await lockApplication(work, { id: applicationId });
  work.authorize(mayTend(work.actor));
  const { status, draftEndsOn, draftReminded, organizationName: organization, reference } = application;
  if (status !== "draft" || draftStep({ draftEndsOn, reminded: draftReminded }, work.today) !== "remind") return work.nothingToDo();
  await work.tx.update(applicationTable).set({ draftReminded: true }).where(eq(applicationTable.id, application.id));
  await writeToContacts(work, application, "application-draft-ending", { organization, reference, draftEndsOn });
  work.audit("application.draft_reminded", aboutApplication(application), { endsOn: draftEndsOn });
});
