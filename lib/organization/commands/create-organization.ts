import { organization } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** Makes an organization under the name it gives itself, and returns its id. Equal names are two organizations until people say otherwise. */
export async function createOrganization(work: Work, name: string): Promise<string> {
  const [row] = await work.tx.insert(organization).values({ name, createdAt: work.now }).returning({ id: organization.id });
  if (row === undefined) throw new Error("The organization was not stored");
  return row.id;
}
