import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { committeeSeat, person } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { writeLetter } from "@/lib/letter/write";

/** Tells the person and everyone who answers for the committee that a seat was given or taken. */
export async function tellCommittee(
  work: Work,
  kind: "role-granted" | "role-revoked",
  { list, personId, role }: { list: string; personId: string; role: CommitteeRole },
): Promise<void> {
  const answering = await work.tx
    .selectDistinct({ email: person.email })
    .from(person)
    .leftJoin(committeeSeat, and(eq(committeeSeat.personId, person.id), eq(committeeSeat.list, list), isNull(committeeSeat.revokedAt)))
    .where(sql`${person.id} = ${personId} or ${inArray(committeeSeat.role, ["chair", "administrator"])}`);
  for (const { email } of answering) {
    await writeLetter(work, kind, email, { kind: "person", id: personId, list, thread: `${personId}.${list}.seat` }, { role });
  }
}
