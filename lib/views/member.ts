import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type AliasTold, aliasesShown, aliasShown } from "@/lib/alias/queries/in-use";
import type { AliasShown } from "@/lib/alias/rules";
import type { AlertKind } from "@/lib/evidence/alerts";
import { type Actor, hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import { type Day, momentOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import type { ContactRole } from "@/lib/kernel/roles";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenItems } from "@/lib/member/open-items";
import type { StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { type CriterionStanding, criterionStandings } from "@/lib/member/standing";
import { type MemberStatus, memberStatus } from "@/lib/member/status";
import { mayChairMember, mayReadMember, maySeeMembers } from "@/lib/organization/permissions";
import { decidesOn, eligibleApprovers } from "@/lib/organization/queries/approvers";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import type { RecheckStatus } from "@/lib/recheck/lifecycle";
import type { RemovalStatus } from "@/lib/removal/lifecycle";
import { type MemberSummary, memberSummary } from "./members";

/** One member as the viewer may see it. */
export type MemberForCommittee =
  | { readonly view: "recused"; readonly memberId: string; readonly name: string }
  | ({ readonly view: "summary" } & MemberSummary)
  | ({ readonly view: "full" /** The viewer acts as chair for it. */; readonly chairs: boolean } & MemberSummary & Details);

type Details = {
  readonly criteria: readonly CriterionStanding[];
  readonly status: MemberStatus;
  readonly domains: readonly string[];
  readonly aliases: readonly AliasShown[];
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: ContactRole; readonly since: Date }[];
  readonly applicationReference: string | null;
  readonly open: Pick<OpenItems, "recheck" | "removal" | "aliasChange"> & {
    readonly pause: MemberPause | null;
    /** The alerts that the committee has to review, newest first. */
    readonly alerts: readonly { readonly id: string; readonly kind: AlertKind }[];
  };
  readonly rechecks: readonly {
    readonly reference: string;
    readonly status: RecheckStatus;
    readonly openedOn: Day;
    readonly endedOn: Day | null;
  }[];
  readonly removals: readonly { readonly reference: string; readonly status: RemovalStatus; readonly proposedAt: Date }[];
  /** Why it left, once it has. */
  readonly endedAs: "left" | "removed" | null;
  /** A chair who may still decide on it has asked to reinstate it. */
  readonly reinstatement: { readonly by: string; readonly byViewer: boolean; readonly reason: string } | null;
};

export type MemberPause = {
  readonly id: string;
  readonly reason: string;
  readonly pausedAt: Date;
  readonly by: string;
  readonly byViewer: boolean;
  /** Somebody else asked for it, who still may decide. */
  readonly mayBeConfirmed: boolean;
  readonly confirmBy: Date;
  readonly confirmedAt: Date | null;
  /** Somebody confirmed that no address of the member is on the mailing list any more. */
  readonly inEffect: boolean;
};

/**
 * One member for the committee of its list: everything for reviewers, chairs and auditors; standing and dates for administrators;
 * only the name for people with a conflict of interest. Null for everybody else, and for a member of another list.
 */
export async function memberForCommittee(
  viewer: Actor,
  list: ListDefinition,
  memberId: string,
  today: Day,
): Promise<MemberForCommittee | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug) || !isId(memberId)) return null;
  const { rows } = await database().execute<Row>(sql`
    select m.id, m.name, ${recusedFromMember(viewer)} as recused, ${await withoutChair(database(), { viewer, list, about: "member" })} as "withoutChair",
      ${memberFacts} as facts, ${details(viewer)} as details
    from member m where m.id = ${memberId} and m.list = ${list.slug}`);
  const [row] = rows;
  if (row === undefined) return null;
  const { name, recused, facts } = row;
  if (recused && !hasCommitteeRole(viewer, list.slug, "administrator")) return { view: "recused", memberId, name };
  const summary = memberSummary(facts, { memberId, name, today });
  if (!mayReadMember(viewer, { list: list.slug, recused })) return { view: "summary", ...summary };
  const { asked, ...told } = row.details;
  const reinstatement = await standingWish(asked, { id: memberId, list: list.slug });
  return {
    view: "full",
    chairs: mayChairMember(viewer, { list: list.slug, recused, withoutChair: row.withoutChair }),
    ...summary,
    criteria: criterionStandings(list, facts, today),
    status: memberStatus(list, facts, today),
    ...inMoments(told, facts.open),
    reinstatement,
  };
}

/** The first wish to reinstate a member whose author may still decide on it: others count no more. */
async function standingWish(
  asked: Told["asked"],
  member: { readonly id: string; readonly list: string },
): Promise<Details["reinstatement"]> {
  if (asked.length === 0) return null;
  const people = asked.map(({ personId }) => personId);
  const assesses = await eligibleApprovers(database(), member, people);
  const wish = asked.find(({ personId }) => assesses.has(personId));
  return wish === undefined ? null : { by: wish.by, byViewer: wish.byViewer, reason: wish.reason };
}

/** Everything beside the facts, as one JSON column. */
function details({ personId }: Person) {
  return sql`jsonb_build_object(
    'domains', coalesce((select jsonb_agg(d.domain order by d.domain) from organization_domain d where d.organization_id = m.organization_id), '[]'),
    'aliases', ${aliasesShown},
    'people', coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'email', p.email, 'role', c.role, 'since', c.since_at)
        order by array_position(array['primary', 'deputy', 'reader'], c.role), c.since_at, p.id)
      from organization_contact c join person p on p.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null), '[]'),
    'applicationReference', (select a.reference from application a where a.id = m.application_id),
    'open', jsonb_build_object(
      'alerts', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind) order by r.raised_at desc, r.id)
        from alert r where r.member_id = m.id and r.closed_at is null), '[]'),
      'pause', (select jsonb_build_object('id', w.id, 'reason', w.reason, 'pausedAt', w.paused_at, 'by', coalesce(p.name, p.email),
          'byViewer', w.paused_by = ${personId}::uuid, 'mayBeConfirmed', w.paused_by <> ${personId}::uuid and ${decidesOn({ person: sql`w.paused_by`, list: sql`w.list` })}, 'confirmBy', w.confirm_by, 'confirmedAt', w.confirmed_at)
        from delivery_pause w join person p on p.id = w.paused_by where w.member_id = m.id and w.ended_at is null)),
    'rechecks', coalesce((select jsonb_agg(jsonb_build_object('reference', r.reference, 'status', r.status, 'openedOn', r.opened_on, 'endedOn', r.ended_on)
      order by r.opened_on desc) from (select * from recheck r where r.member_id = m.id order by r.opened_on desc limit 20) r), '[]'),
    'removals', coalesce((select jsonb_agg(jsonb_build_object('reference', r.reference, 'status', r.status, 'proposedAt', r.proposed_at)
      order by r.proposed_at desc) from (select * from removal r where r.member_id = m.id order by r.proposed_at desc limit 20) r), '[]'),
    'endedAs', (select d.kind from end_of_membership d where d.member_id = m.id and m.left_on is not null),
    'asked', coalesce((select jsonb_agg(jsonb_build_object('personId', p.id, 'by', coalesce(p.name, p.email), 'byViewer', g.person_id = ${personId}::uuid,
        'reason', g.reason) order by g.at)
      from end_of_membership d join agreement g on g.subject_kind = 'reinstatement' and g.subject_id = m.id and g.verdict = 'agree' and g.reason <> '' and g.at >= d.decided_at
        join person p on p.id = g.person_id
      where d.member_id = m.id and m.left_on is not null), '[]'))`;
}

type Row = { id: string; name: string; recused: boolean; withoutChair: boolean; facts: StatusFacts; details: Told };

/** As it arrives in JSON: moments are texts. */
type Told = Omit<Details, "criteria" | "status" | "aliases" | "people" | "removals" | "open" | "reinstatement"> & {
  readonly asked: readonly (NonNullable<Details["reinstatement"]> & { readonly personId: string })[];
  readonly aliases: readonly AliasTold[];
  readonly people: readonly (Omit<Details["people"][number], "since"> & { since: string })[];
  readonly removals: readonly (Omit<Details["removals"][number], "proposedAt"> & { proposedAt: string })[];
  readonly open: Pick<Details["open"], "alerts"> & {
    readonly pause:
      | (Omit<MemberPause, "pausedAt" | "confirmBy" | "confirmedAt" | "inEffect"> &
          Record<"pausedAt" | "confirmBy", string> & { confirmedAt: string | null })
      | null;
  };
};

function inMoments(
  { aliases, people, removals, open, ...rest }: Omit<Told, "asked">,
  { recheck, removal, aliasChange, pause }: OpenItems,
): Omit<Details, "criteria" | "status" | "reinstatement"> {
  return {
    ...rest,
    aliases: aliases.map(aliasShown),
    people: people.map(({ since, ...each }) => ({ ...each, since: new Date(since) })),
    removals: removals.map(({ proposedAt, ...each }) => ({ ...each, proposedAt: new Date(proposedAt) })),
    open: {
      ...open,
      recheck,
      removal,
      aliasChange,
      pause: open.pause && {
        ...open.pause,
        pausedAt: new Date(open.pause.pausedAt),
        confirmBy: new Date(open.pause.confirmBy),
        confirmedAt: momentOf(open.pause.confirmedAt),
        inEffect: pause?.inEffect ?? false,
      },
    },
  };
}
