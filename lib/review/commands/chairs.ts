import { sql } from "drizzle-orm";
import { aboutApplication } from "@/lib/application/commands/emails";
import type { LockedApplication } from "@/lib/application/commands/lock";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { type CommitteeMember, eligible } from "../rules";

/**
 * Writes to those who answer for an application: its chairs without a conflict of interest, without them the reviewers who act as
 * chair, without them the list's administrators, and without those the list's own address. A recused chair is told nothing.
 */
export async function writeToChairs<K extends EmailKind>(
  work: Work,
  { application, list, committee }: { application: LockedApplication; list: ListDefinition; committee: readonly CommitteeMember[] },
  kind: K,
  data: EmailData[K],
): Promise<void> {
  const able = eligible(committee);
  const chairs = able.filter(({ chair }) => chair || (reviewersActAsChair(list) && !able.some((each) => each.chair)));
  const substitutes = chairs.length > 0 ? chairs.map(({ email }) => email) : await administrators(work, application.list);
  const recipients = substitutes.length > 0 ? substitutes : [list.contact.email];
  for (const recipient of recipients) await writeEmail(work, kind, recipient, aboutApplication(application), data);
}

async function administrators(work: Work, list: string): Promise<readonly string[]> {
  const { rows } = await work.tx.execute<{ email: string }>(sql`
    select p.email from committee_role s join person p on p.id = s.person_id
    where s.list = ${list} and s.role = 'administrator' and s.revoked_at is null order by s.granted_at, p.id`);
  return rows.map(({ email }) => email);
}
