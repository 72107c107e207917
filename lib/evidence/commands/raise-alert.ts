import { eq, sql } from "drizzle-orm";
import { alert, member } from "@/db/schema";
import { threadOf } from "@/lib/email/thread";
import { writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import { listOf } from "@/lib/organization/commands/list-of";
import { committeeFor } from "@/lib/organization/commands/people-of";
import { type AlertKind, alertTitles } from "../alerts";

/** An alert for the committee. */
export type NewAlert = {
  readonly list: string;
  /** Null for an alert about many members at once, or none. */
  readonly memberId: string | null;
  readonly kind: AlertKind;
  /** One sentence for the committee, in our words. */
  readonly sentence: string;
  /** The check that it rests on. */
  readonly checkId?: string;
};

/**
 * Raises an alert and tells the committee by email: for a member those without a conflict of interest regarding it, otherwise the chairs.
 * While one of its kind is open for the member (or for the list), a second one is not written and nobody is told again.
 * It changes nobody's standing. True when it was raised now.
 */
export async function raiseAlert(work: Work, { list: slug, memberId, kind, sentence, checkId }: NewAlert): Promise<boolean> {
  const list = listOf(slug);
  const [raised] = await work.tx
    .insert(alert)
    .values({ list: slug, memberId, kind, sentence, checkId: checkId ?? null, raisedAt: work.now })
    .onConflictDoNothing()
    .returning({ id: alert.id });
  if (raised === undefined) return false;

  const [held] = memberId === null ? [] : await work.tx.select().from(member).where(eq(member.id, memberId));
  const recipients =
    held === undefined
      ? await chairsOf(work, { list: slug, kind, contact: list.contact.email })
      : (await committeeFor(work, { member: held, list })).map((email) => ({ email, mayClose: true }));
  for (const { email, mayClose } of recipients) {
    const about = { kind: "alert", id: raised.id, list: slug, thread: threadOf(raised.id, "alert") };
    // Findings about a member are shown only on the page, after sign-in.
    const told = { organization: held?.name ?? null, title: alertTitles[kind], sentence: held === undefined ? sentence : "", mayClose };
    await writeEmail(work, "alert-raised", email, about, told);
  }
  const subject = memberId === null ? { kind: "alert", id: raised.id } : { kind: "member", id: memberId };
  work.audit("alert.raised", { ...subject, list: slug }, { kind, alert: raised.id });
  return true;
}

/**
 * The chairs of a list, otherwise its administrators, otherwise the list's own address, so that somebody always gets the alert. Missing people are reported to both,
 * because the chairs may be the ones with a conflict of interest.
 */
async function chairsOf(
  work: Work,
  { list, kind, contact }: { readonly list: string; readonly kind: AlertKind; readonly contact: string },
): Promise<readonly { readonly email: string; readonly mayClose: boolean }[]> {
  const { rows } = await work.tx.execute<{ email: string; chair: boolean; mayClose: boolean }>(sql`
    select p.email, bool_or(s.role = 'chair') as chair, bool_or(s.role in ('reviewer', 'chair')) as "mayClose"
    from committee_role s join person p on p.id = s.person_id where s.list = ${list} and s.revoked_at is null
    group by p.id, p.email having bool_or(s.role in ('chair', 'administrator')) order by min(s.granted_at), p.id`);
  const chairs = rows.filter(({ chair }) => chair);
  const recipients = chairs.length > 0 && kind !== "people-missing" ? chairs : rows;
  return recipients.length > 0 ? recipients : [{ email: contact, mayClose: true }];
}
