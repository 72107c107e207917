import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";

/** A change of a member's name as its people see it. */
export type MemberChangeView = {
  readonly id: string;
  readonly reference: string;
  readonly kind: "rename" | "merger";
  readonly oldName: string;
  readonly newName: string;
  readonly newDomains: readonly string[];
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
  readonly accepted: boolean | null;
  /** What the committee wrote when it declined. */
  readonly because: string;
};

/** The changes of a membership's name, newest first, for those who act for the organization; null for everybody else, and once it has ended. */
export async function changesOfMember(viewer: Actor, memberId: string): Promise<readonly MemberChangeView[] | null> {
  if (!isPerson(viewer)) return null;
  type Told = Omit<MemberChangeView, "askedAt" | "decidedAt"> & { askedAt: string; decidedAt: string | null };
  const { rows } = await database().execute<{ told: readonly Told[] }>(sql`
    select coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'reference', g.reference, 'kind', g.kind, 'oldName', g.old_name,
        'newName', g.new_name, 'newDomains', to_jsonb(g.new_domains), 'askedAt', g.asked_at, 'decidedAt', g.decided_at, 'accepted', g.accepted,
        'because', coalesce((select a.reason from agreement a where a.subject_kind = 'member-change' and a.subject_id = g.id
          and a.verdict = 'object' order by a.at desc limit 1), '')) order by g.asked_at desc)
      from (select * from member_change h where h.member_id = m.id order by h.asked_at desc limit 20) g), '[]') as told
    from member m join organization_contact mine on mine.organization_id = m.organization_id and mine.until_at is null
    where m.id = ${memberId} and mine.person_id = ${viewer.personId} and m.left_on is null`);
  return (
    rows[0]?.told.map((each) => ({
      ...each,
      askedAt: new Date(each.askedAt),
      decidedAt: momentOf(each.decidedAt),
    })) ?? null
  );
}
