import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { committeeRole, person } from "@/db/schema";
import { threadOf } from "@/lib/email/thread";
import { writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { CommitteeRole } from "@/lib/kernel/roles";

/** Tells the person and everyone who answers for the committee that a role was given or taken. */
export async function tellCommittee(
  work: Work,
  kind: "role-granted" | "role-revoked",
  { list, personId, role }: { list: string; personId: string; role: CommitteeRole },
): Promise<void> {
  const answering = await work.tx
    .selectDistinct({ email: person.email })
    .from(person)
    .leftJoin(committeeRole, and(eq(committeeRole.personId, person.id), eq(committeeRole.list, list), isNull(committeeRole.revokedAt)))
    .where(sql`${person.id} = ${personId} or ${inArray(committeeRole.role, ["chair", "administrator"])}`);
  for (const { email } of answering) {
    await writeEmail(work, kind, email, { kind: "person", id: personId, list, thread: threadOf(`${personId}.${list}`, "role") }, { role });
  }
}
