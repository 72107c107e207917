import { and, eq, sql } from "drizzle-orm";
import { agreement } from "@/db/schema";
import { hasSeat, type Person } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import type { AgreementSubject } from "../agreement";

type Said = {
  readonly subject: { readonly kind: AgreementSubject; readonly id: string };
  readonly list: string;
  readonly actor: Person;
  readonly verdict: "agree" | "object";
  readonly reason?: string;
};

/**
 * Records that one of the committee agrees or objects, and says how many different people agree now. A person counts once, however
 * often they say it, and only while they hold a seat. The subject must be in hand, so that nobody counts at the same time.
 */
export async function say(
  work: Work,
  { subject, list, actor, verdict, reason = "" }: Said,
): Promise<{ readonly isNew: boolean; readonly agreed: number }> {
  const row = { list, subjectKind: subject.kind, subjectId: subject.id, personId: actor.personId, verdict, reason, at: work.now };
  const said = await work.tx
    .insert(agreement)
    .values(row)
    .onConflictDoUpdate({
      target: [agreement.subjectKind, agreement.subjectId, agreement.personId],
      set: { verdict, reason, at: work.now },
      setWhere: sql`${agreement.verdict} <> excluded.verdict`,
    })
    .returning({ id: agreement.id });
  return { isNew: said.length === 1, agreed: await agreedTo(work, subject) };
}

/** How many different people of the committee agree to something, counting those who still hold a seat. */
export async function agreedTo(work: Work, { kind, id }: Said["subject"]): Promise<number> {
  const [row] = await work.tx
    .select({ agreed: sql<number>`count(*)::int` })
    .from(agreement)
    .where(
      and(
        eq(agreement.subjectKind, kind),
        eq(agreement.subjectId, id),
        eq(agreement.verdict, "agree"),
        sql`exists (select 1 from committee_seat s where s.person_id = ${agreement.personId} and s.list = ${agreement.list}
          and s.revoked_at is null and s.role in ('reviewer', 'chair'))`,
      ),
    );
  return row?.agreed ?? 0;
}

/** The role in the committee under which somebody leaves a trace. */
export function seatOf(actor: Person, list: string): "chair" | "reviewer" {
  return hasSeat(actor, list, "chair") ? "chair" : "reviewer";
}
