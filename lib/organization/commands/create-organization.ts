import { organization } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** Creates an organization with the name that was entered, and returns its id. Equal names are two organizations until people decide otherwise. */
export async function createOrganization(work: Work, name: string): Promise<string> {
  const [row] = await work.tx.insert(organization).values({ name, createdAt: work.now }).returning({ id: organization.id });
  if (row === undefined) throw new Error("The organization was not stored");
  return row.id;
}
