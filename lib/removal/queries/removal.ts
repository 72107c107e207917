import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";
import { type Day, momentOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenTask, StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { aboutRemoval, removalDay } from "@/lib/member/removal-open-tasks";
import { memberStatus } from "@/lib/member/status";
import { mayChairMember, mayReadMember, mayReviewMember, maySeeMembers } from "@/lib/organization/permissions";
import { eligibleApprovers } from "@/lib/organization/queries/approvers";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import type { RemovalStatus } from "../lifecycle";
import type { RemovalReason } from "../possible-reasons";
import { type NoticeEmail, notifiedOn } from "../rules";
import {
  type AppealView,
  appealView,
  type EvidenceView,
  emailsColumn,
  momentText,
  type ReasonView,
  type Received,
  type RemovalRow,
  receivedFor,
  removalColumns,
  removalView,
  withoutFirst,
} from "./parts";

export type RemovalForCommittee =
  | { readonly view: "recused"; readonly reference: string; readonly organization: string }
  | {
      readonly view: "summary" | "full";
      readonly reference: string;
      readonly memberId: string;
      readonly organization: string;
      readonly status: RemovalStatus;
      readonly because: RemovalReason;
      readonly recheckReference: string | null;
      readonly proposedAt: Date;
      readonly toldAt: Date | null;
      readonly carryOutOn: Day;
      readonly onHoldAt: Date | null;
      readonly releasedAt: Date | null;
      readonly stoppedAt: Date | null;
      readonly carriedOutAt: Date | null;
      /** The first day on which it can be carried out; null where none is known, and once it has ended. */
      readonly earliestOn: Day | null;
      readonly appealed: boolean;
      /** The day on which the member was notified, as far as we know. */
      readonly notifiedOn: Day | null;
      /** The rest is empty for those who read summaries. */
      readonly reasons: readonly ReasonView[];
      readonly first: { readonly name: string; readonly at: Date } | null;
      /** When a second person agreed; who that was is for those who read the whole. */
      readonly agreedAt: Date | null;
      readonly second: { readonly name: string; readonly at: Date } | null;
      readonly spoken: { readonly on: Day; readonly with: string; readonly by: string } | null;
      readonly stoppedBecause: string | null;
      readonly appeal: AppealView | null;
      /** What it asks now, the member's part first; none once it has ended without an appeal to read. */
      readonly openTasks: readonly OpenTask[];
      /** Where it asks nothing: what the member asks elsewhere. */
      readonly elsewhere: OpenTask | null;
      readonly evidence: readonly EvidenceView[];
      readonly received: Received;
      /** What the viewer may do now. */
      readonly may: {
        readonly takeUp: boolean;
        readonly agree: boolean;
        readonly stop: boolean;
        /** Release it, or others, while it is on hold. */
        readonly release: boolean;
        readonly tell: boolean;
        readonly readAppeal: boolean;
        readonly answerEvidence: boolean;
        readonly strike: boolean;
      };
    };

/** One removal for the committee of its list. Null for people without a role and for removals of other lists. */
export async function removalForCommittee(
  viewer: Actor,
  list: ListDefinition,
  { reference, today }: { readonly reference: string; readonly today: Day },
): Promise<RemovalForCommittee | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const [standsIn, standsInAsSecond] = await Promise.all([
    withoutChair(database(), { viewer, list, about: "member" }),
    withoutChair(database(), { viewer, list, about: "member", except: sql`r.first_by` }),
  ]);
  const { rows } = await database().execute<OneRow>(sql`
    select ${removalColumns(viewer.personId)}, r.member_id, m.name, m.organization_id, r.because, r.first_by, r.second_by, r.spoken_on,
      ${recusedFromMember(viewer)} as recused, ${standsIn} as without_chair, ${standsInAsSecond} as without_second, ${memberFacts} as facts, r.spoken_with,
      (select k.reference from recheck k where k.id = r.recheck_id) as recheck_reference,
      (select coalesce(p.name, p.email) from person p where p.id = r.first_by) as first_name,
      (select coalesce(p.name, p.email) from person p where p.id = r.second_by) as second_name,
      (select coalesce(p.name, p.email) from person p where p.id = r.spoken_by) as spoken_by,
      ${momentText("r.on_hold_at")} as on_hold_at, ${momentText("r.released_at")} as released_at, ${momentText("r.first_at")} as first_at,
      ${emailsColumn} as emails
    from removal r join member m on m.id = r.member_id where r.reference = ${reference} and r.list = ${list.slug}`);
  const [row] = rows;
  if (row === undefined) return null;
  const { name: organization, recused } = row;
  if (recused && !hasCommitteeRole(viewer, list.slug, "administrator")) return { view: "recused", reference, organization };
  const subject = { list: list.slug, organizationId: row.organization_id, recused, withoutChair: row.without_chair };
  const full = mayReadMember(viewer, subject);
  const hasFirst = (await eligibleApprovers(database(), { id: row.member_id, list: list.slug }, [row.first_by])).size === 1;
  const [reviews, chairs] = [mayReviewMember(viewer, subject), mayChairMember(viewer, subject)];
  const [proposed, agreed, open] = [
    row.status === "proposed",
    row.status === "agreed",
    row.appeal !== null && row.appeal.decidedAt === null && row.status !== "stopped",
  ];
  const isApprover = row.first_by === viewer.personId || row.second_by === viewer.personId;
  const appeal = full ? appealView(row.appeal) : null;
  const received =
    full && (proposed || agreed)
      ? await receivedFor(list, { ...row, today, memberId: row.member_id, proposedAt: new Date(row.proposed_at) })
      : { answered: [], unread: [] };
  const clear = received.unread.length === 0;
  const view = removalView(list, row);
  const { openTasks: all } = memberStatus(list, row.facts, today);
  const openTasks = all.filter(aboutRemoval(row.facts, reference)).map((task) => (hasFirst ? task : withoutFirst(task)));
  const held = row.facts.open.removal;
  return {
    ...view,
    view: full ? "full" : "summary",
    memberId: row.member_id,
    organization,
    because: row.because,
    recheckReference: row.recheck_reference,
    onHoldAt: momentOf(row.on_hold_at),
    releasedAt: momentOf(row.released_at),
    notifiedOn: notifiedOn(row.emails.map(inMoments), row.spoken_on),
    reasons: full ? view.reasons : [],
    first: full && row.first_name !== null && row.first_at !== null ? { name: row.first_name, at: new Date(row.first_at) } : null,
    agreedAt: momentOf(row.second_at),
    second: full && row.second_name !== null && row.second_at !== null ? { name: row.second_name, at: new Date(row.second_at) } : null,
    spoken: full && row.spoken_on !== null ? { on: row.spoken_on, with: row.spoken_with ?? "", by: row.spoken_by ?? "" } : null,
    stoppedBecause: full ? view.stoppedBecause : null,
    appeal,
    earliestOn: (proposed || agreed) && held !== null ? removalDay(list, held, today) : null,
    appealed: row.appeal !== null,
    openTasks,
    elsewhere: openTasks.length === 0 ? (all[0] ?? null) : null,
    evidence: full ? view.evidence : [],
    received,
    may: {
      takeUp: reviews && proposed && clear && !hasFirst,
      agree:
        mayChairMember(viewer, { ...subject, withoutChair: row.without_second }) &&
        proposed &&
        clear &&
        hasFirst &&
        row.first_by !== viewer.personId,
      stop: (reviews && proposed) || (chairs && agreed),
      release: chairs && agreed,
      tell: reviews && (proposed || agreed) && row.first_by !== null,
      answerEvidence: reviews && (proposed || agreed),
      strike: (reviews && proposed) || (chairs && agreed),
      readAppeal: reviews && open && !isApprover && !(appeal?.readers.some(({ isViewer }) => isViewer) ?? false),
    },
  };
}

type OneRow = RemovalRow & {
  member_id: string;
  name: string;
  organization_id: string;
  because: RemovalReason;
  first_by: string | null;
  second_by: string | null;
  first_name: string | null;
  second_name: string | null;
  spoken_on: string | null;
  spoken_with: string | null;
  spoken_by: string | null;
  recheck_reference: string | null;
  recused: boolean;
  without_chair: boolean;
  /** No eligible chair but the first approver. */
  without_second: boolean;
  facts: StatusFacts;
  on_hold_at: string | null;
  released_at: string | null;
  first_at: string | null;
  emails: readonly Record<keyof NoticeEmail, string | null>[];
};

function inMoments({ deliveredAt, bouncedAt, complainedAt, suppressedAt }: OneRow["emails"][number]): NoticeEmail {
  return {
    deliveredAt: momentOf(deliveredAt),
    bouncedAt: momentOf(bouncedAt),
    complainedAt: momentOf(complainedAt),
    suppressedAt: momentOf(suppressedAt),
  };
}
