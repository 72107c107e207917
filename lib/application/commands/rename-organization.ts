import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { application as applicationTable } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { command, type Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { renameOrganizationTo } from "@/lib/organization/commands/create-organization";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { type LockedApplication, lockApplication, lockOrganizationOf, referenceInput } from "./lock";
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
  if (!(await isKnownElsewhere(work, application))) await renameOrganizationTo(work, application.organizationId, name);
  await touch(work, application.id);
  work.audit("application.renamed", aboutApplication(application));
});

/** Whether the organization has another application or a membership: then it keeps its name, since others know it by that. */
async function isKnownElsewhere(work: Work, { id, organizationId }: LockedApplication): Promise<boolean> {
  const { rows } = await work.tx.execute<{ known: boolean }>(sql`
    select exists (select from application where organization_id = ${organizationId} and id <> ${id})
      or exists (select from member where organization_id = ${organizationId}) as known`);
  return rows[0]?.known ?? true;
}
