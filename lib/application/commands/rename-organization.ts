import { eq } from "drizzle-orm";
import { z } from "zod";
import { application as applicationTable } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { renameIfOnlyHere } from "@/lib/organization/commands/rename-organization";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { lockApplication, lockOrganizationOf, referenceInput } from "./lock";
import { organizationNameInput } from "./start-application";
import { touch } from "./store-answer";

const input = z.strictObject({ reference: referenceInput, name: organizationNameInput });

/** Corrects the organization's name while the application is a draft. */
export const renameOrganization = command("renameOrganization", input, async (work, { reference, name }) => {
  await lockOrganizationOf(work, reference);
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  refuseUnless(application.status === "draft", "The application was sent. Write to the committee if the name is wrong.", "conflict");
  if (application.organizationName === name) return work.nothingToDo();
  await work.tx
    .update(applicationTable)
    .set({ organizationName: name, nameSkeleton: nameSkeleton(name) })
    .where(eq(applicationTable.id, application.id));
  await renameIfOnlyHere(work, { organizationId: application.organizationId, applicationId: application.id, name });
  await touch(work, application.id);
  work.audit("application.renamed", aboutApplication(application));
});
