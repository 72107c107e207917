import { eq } from "drizzle-orm";
import { z } from "zod";
import { application, applicationContact, organization } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { notAllowed } from "@/lib/kernel/refusal";

/** An application locked until the end of the handler, with the people who may edit it. */
export type LockedApplication = typeof application.$inferSelect & { readonly contactIds: readonly string[] };

/** As used in URLs: "2026-042". */
export const referenceInput = z.string().regex(/^\d{4}-\d{3,9}$/, "The reference is a year and a number, like 2026-042");

/** The version that a form was rendered from: a whole number, however the form sends it. */
export const versionInput = z.union(
  [
    z.int().min(0),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ],
  {
    error: "This form could not be submitted. Reload the page and try again",
  },
);

/** Waits for the application and holds it. Throws a Refusal that names nothing if there is none. */
export async function lockApplication(work: Work, by: { reference: string } | { id: string }): Promise<LockedApplication> {
  const which = "id" in by ? eq(application.id, by.id) : eq(application.reference, by.reference);
  const [[row], contacts] = await pipelined([
    work.tx.select().from(application).where(which).for("no key update"),
    work.tx
      .select({ personId: applicationContact.personId })
      .from(applicationContact)
      .innerJoin(application, eq(application.id, applicationContact.applicationId))
      .where(which),
  ]);
  if (row === undefined) throw notAllowed();
  return { ...row, contactIds: contacts.map(({ personId }) => personId) };
}

/** Waits for the application's organization, where a handler writes to both: always before the application itself. */
export async function lockOrganizationOf(work: Work, reference: string): Promise<void> {
  await work.tx
    .select({ id: organization.id })
    .from(organization)
    .innerJoin(application, eq(application.organizationId, organization.id))
    .where(eq(application.reference, reference))
    .for("no key update", { of: organization });
}
