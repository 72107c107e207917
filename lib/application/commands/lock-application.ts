import { eq } from "drizzle-orm";
import { application } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";

export type Application = typeof application.$inferSelect;

/** How an application is named: by its reference in addresses, by its id in jobs. */
export type ApplicationName = { readonly reference: string } | { readonly id: string };

/**
 * The application, held until the story ends: whoever else wants to change it waits. Every story that touches one begins here.
 * Refuses a name that nothing has in the words of a stranger's refusal, and a `version` that is no longer the newest.
 */
export async function lockApplication(work: Work, name: ApplicationName, version?: number): Promise<Application> {
  const [locked] = await work.tx
    .select()
    .from(application)
    .where("id" in name ? eq(application.id, name.id) : eq(application.reference, name.reference))
    .for("update");
  if (!locked) throw notAllowed();
  refuseUnless(version === undefined || version === locked.version, "Somebody else changed this application meanwhile. Look at the page as it is now, then decide again.", "conflict");
  return locked;
}
