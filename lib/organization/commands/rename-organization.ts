import { and, eq, ne, sql } from "drizzle-orm";
import { application, member, organization } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/**
 * Corrects the name of an organization that only this application knows. One that has another application or a membership
 * keeps its name: others know it by that.
 */
export async function renameIfOnlyHere(
  work: Work,
  { organizationId, applicationId, name }: { organizationId: string; applicationId: string; name: string },
): Promise<void> {
  await work.tx
    .update(organization)
    .set({ name })
    .where(
      and(
        eq(organization.id, organizationId),
        sql`not exists (${work.tx
          .select({ id: application.id })
          .from(application)
          .where(and(eq(application.organizationId, organizationId), ne(application.id, applicationId)))})`,
        sql`not exists (${work.tx.select({ id: member.id }).from(member).where(eq(member.organizationId, organizationId))})`,
      ),
    );
}
