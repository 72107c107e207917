import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";
import { type Day, momentOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenTask, StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { aboutRemoval, removalDay } from "@/lib/member/removal-open-tasks";
import { memberStatus } from "@/lib/member/status";
import { mayChairMember, mayReadMember, maySeeMembers } from "@/lib/organization/permissions";
import { decidesOn } from "@/lib/organization/queries/approvers";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import type { RemovalStatus } from "../lifecycle";
import type { RemovalReason } from "../possible-reasons";
import { momentText, withoutFirst } from "./parts";

/** A removal in a list: whole, or only that it is there. */
export type RemovalRow =
  | { readonly view: "recused"; readonly reference: string; readonly organization: string }
  | {
      readonly view: "summary" | "full";
      readonly reference: string;
      readonly memberId: string;
      readonly organization: string;
      readonly status: RemovalStatus;
      readonly because: RemovalReason;
      readonly proposedAt: Date;
      /** The first day on which it can be carried out; null where none is known. */
      readonly earliestOn: Day | null;
      /** The viewer may agree to it as the second person, once nothing of the member is unread. */
      readonly mayAgree: boolean;
      /** The viewer may release it while it is on hold. */
      readonly mayRelease: boolean;
      /** What it asks now, the member's part first; none once it has ended without an appeal to read. */
      readonly openTasks: readonly OpenTask[];
      /** The viewer, as a reviewer, may read its appeal now. */
      readonly appealIsForViewer: boolean;
      readonly endedAt: Date | null;
    };

const mostShown = 100;

/**
 * The removals of a list that are open, oldest first (those that are on hold on top), or the newest that have ended; at most 100.
 * Null for people without a role. Those of members on which the viewer has a conflict of interest are there by name alone.
 */
export async function committeeRemovals(
  viewer: Actor,
  list: ListDefinition,
  { which, today }: { readonly which: "open" | "done"; readonly today: Day },
): Promise<readonly RemovalRow[] | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const those =
    which === "open"
      ? sql`r.status in ('proposed', 'agreed') order by r.on_hold_at is not null and r.released_at is null desc, r.proposed_at, r.id`
      : sql`r.status in ('stopped', 'carried-out') order by coalesce(r.carried_out_at, r.stopped_at) desc, r.id`;
  const { rows } = await database().execute<ListRow>(sql`
    select r.reference, r.member_id, m.name, r.status, r.because, ${decidesOn({ person: sql`r.first_by`, list: sql`r.list` })} as has_first,
      coalesce(r.first_by = ${viewer.personId}::uuid, false) as first_is_viewer, ${recusedFromMember(viewer)} as recused,
      ${await withoutChair(database(), { viewer, list, about: "member" })} as without_chair,
      ${await withoutChair(database(), { viewer, list, about: "member", except: sql`r.first_by` })} as without_second,
      exists (select 1 from appeal a where a.removal_id = r.id and a.decided_at is null
        and not exists (select 1 from agreement g where g.subject_kind = 'appeal' and g.subject_id = a.id and g.person_id = ${viewer.personId}::uuid))
        and ${viewer.personId}::uuid is distinct from r.first_by and ${viewer.personId}::uuid is distinct from r.second_by as appeal_is_for_viewer,
      ${memberFacts} as facts,
      ${momentText("r.proposed_at")} as proposed, ${momentText("coalesce(r.carried_out_at, r.stopped_at)")} as ended
    from removal r join member m on m.id = r.member_id where r.list = ${list.slug} and ${those} limit ${mostShown}`);
  const full = mayReadMember(viewer, { list: list.slug, recused: false });
  return rows.map((row) => {
    const { reference, name: organization } = row;
    if (row.recused && !hasCommitteeRole(viewer, list.slug, "administrator")) return { view: "recused", reference, organization };
    return {
      view: full && !row.recused ? "full" : "summary",
      reference,
      memberId: row.member_id,
      organization,
      status: row.status,
      because: row.because,
      proposedAt: new Date(row.proposed),
      earliestOn: row.facts.open.removal?.reference === reference ? removalDay(list, row.facts.open.removal, today) : null,
      mayAgree:
        row.has_first &&
        !row.first_is_viewer &&
        mayChairMember(viewer, { list: list.slug, recused: row.recused, withoutChair: row.without_second }),
      mayRelease: mayChairMember(viewer, { list: list.slug, recused: row.recused, withoutChair: row.without_chair }),
      openTasks: memberStatus(list, row.facts, today)
        .openTasks.filter(aboutRemoval(row.facts, reference))
        .map((task) => (row.has_first ? task : withoutFirst(task))),
      appealIsForViewer: row.appeal_is_for_viewer,
      endedAt: momentOf(row.ended),
    };
  });
}

type ListRow = {
  reference: string;
  member_id: string;
  name: string;
  status: RemovalStatus;
  because: RemovalReason;
  has_first: boolean;
  first_is_viewer: boolean;
  recused: boolean;
  without_chair: boolean;
  /** No eligible chair but the first approver. */
  without_second: boolean;
  appeal_is_for_viewer: boolean;
  facts: StatusFacts;
  proposed: string;
  ended: string | null;
};

/** How many removals are on hold that the viewer, as a chair or in place of one, could release. */
export async function removalsOnHold(viewer: Actor, list: ListDefinition): Promise<number> {
  if (!isPerson(viewer) || !hasCommitteeRole(viewer, list.slug, "chair", "reviewer")) return 0;
  const asChair = hasCommitteeRole(viewer, list.slug, "chair")
    ? sql`true`
    : await withoutChair(database(), { viewer, list, about: "member" });
  const { rows } = await database().execute<{ held: number }>(sql`
    select count(*)::int as held from removal r join member m on m.id = r.member_id
    where r.list = ${list.slug} and r.status = 'agreed' and r.on_hold_at is not null and r.released_at is null
      and not ${recusedFromMember(viewer)} and ${asChair}`);
  return rows[0]?.held ?? 0;
}
