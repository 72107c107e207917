import { eq } from "drizzle-orm";
import { organization } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** Creates an organization with the name that was entered, and returns its id. Equal names are two organizations until people decide otherwise. */
export async function createOrganization(work: Work, name: string): Promise<string> {
  const [row] = await work.tx.insert(organization).values({ name, createdAt: work.now }).returning({ id: organization.id });
  if (row === undefined) throw new Error("The organization was not stored");
  return row.id;
}

/** Corrects the name of an organization. */
export async function renameOrganizationTo(work: Work, id: string, name: string): Promise<void> {
  await work.tx.update(organization).set({ name }).where(eq(organization.id, id));
}
