import { and, desc, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import { eventsAboutEach } from "@/lib/audit/queries";
import { type SpokenEvent, sentenceOf } from "@/lib/audit/sentence";
import { deliveryWords } from "@/lib/email/delivery";
import { maySeeEmail } from "@/lib/email/permissions";
import { namesIn } from "@/lib/identity/queries";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { datesInWords } from "@/lib/kernel/dates-in-words";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { mayReadMember, mayReadMemberSummary, maySeeMembers } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { recipientUnlessAlias } from "./emails";

const mostEmails = 100;

/** What administrators are told: how far things are, not what the committee found or wrote. */
const forAdministrators = /^(member|removal|recheck|delivery|roster|alias)\.|\.change_/;

type Subjects = { readonly recused: boolean; readonly subjects: readonly { readonly kind: string; readonly id: string }[] };

/**
 * What happened to a member, newest first, in sentences with names: to itself, its people, its re-checks,
 * alias changes, access recoveries and removals, results of automatic checks, alerts. One page; `next` leads to older events. Null for
 * everybody who may not read it, those with a conflict of interest among them.
 */
export async function memberLog(
  viewer: Actor,
  list: ListDefinition,
  { memberId, before }: { memberId: string; before?: number },
): Promise<{ readonly events: readonly SpokenEvent[]; readonly next: number | null } | null> {
  const about = await subjectsOf(viewer, list, memberId);
  if (about === null || !mayReadMemberSummary(viewer, { list: list.slug, recused: about.recused })) return null;
  const whole = mayReadMember(viewer, { list: list.slug, recused: about.recused });
  const isTold = (action: string) => whole || forAdministrators.test(action);
  const { events, next } = await eventsAboutEach(about.subjects, { list: list.slug, isTold, before });
  const names = await namesIn(events);
  const speak = {
    person: (id: string) => names.get(id) ?? "Somebody who is no longer on record",
    criterion: (key: string) => criterionByKey(list, key)?.title ?? key,
  };
  return {
    events: events.map((event) => ({
      position: event.position,
      at: event.at,
      action: event.action,
      sentence: sentenceOf({ ...event, data: datesInWords(event.data) }, speak),
    })),
    next,
  };
}

export type MemberEmailState = {
  readonly id: string;
  readonly kind: string;
  /** Null where the viewer may not read addresses and it may be a contact alias. */
  readonly recipient: string | null;
  readonly createdAt: Date;
  /** Plain words; never "delivered" for what is only with the provider. */
  readonly state: string;
};

/** The delivery status of an email, without its text, which is long and not needed here. */
const stateColumns = {
  id: emailMessage.id,
  kind: emailMessage.kind,
  createdAt: emailMessage.createdAt,
  status: emailMessage.status,
  attempts: emailMessage.attempts,
  trouble: emailMessage.trouble,
  providerId: emailMessage.providerId,
  acceptedAt: emailMessage.acceptedAt,
  deliveredAt: emailMessage.deliveredAt,
  bouncedAt: emailMessage.bouncedAt,
  complainedAt: emailMessage.complainedAt,
  suppressedAt: emailMessage.suppressedAt,
};

/**
 * The newest emails about a member with their delivery status, without their text. For chairs, auditors and administrators;
 * administrators do not see contact aliases. Null for everybody else and for people with a conflict of interest.
 */
export async function memberEmails(
  viewer: Actor,
  list: ListDefinition,
  { memberId, now }: { memberId: string; now: Date },
): Promise<readonly MemberEmailState[] | null> {
  const about = await subjectsOf(viewer, list, memberId);
  if (about === null || !mayReadMemberSummary(viewer, { list: list.slug, recused: about.recused })) return null;
  if (!maySeeEmail(viewer, { list: list.slug, organizationId: null })) return null;
  const each = sql.join(
    about.subjects.map(({ kind, id }) => sql`(${kind}, ${id}::uuid)`),
    sql`, `,
  );
  const addresses = mayReadMember(viewer, { list: list.slug, recused: about.recused });
  const rows = await database()
    .select({ ...stateColumns, recipient: addresses ? emailMessage.recipient : recipientUnlessAlias })
    .from(emailMessage)
    .where(and(eq(emailMessage.list, list.slug), sql`(${emailMessage.subjectKind}, ${emailMessage.subjectId}) in (${each})`))
    .orderBy(desc(emailMessage.createdAt), desc(emailMessage.id))
    .limit(mostEmails);
  return rows.map(({ id, kind, recipient, createdAt, ...way }) => ({ id, kind, recipient, createdAt, state: deliveryWords(way, now) }));
}

/** What emails and events about a member can be about, and whether the viewer has a conflict of interest regarding it. */
async function subjectsOf(viewer: Actor, list: ListDefinition, memberId: string): Promise<Subjects | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug) || !isId(memberId)) return null;
  const { rows } = await database().execute<Subjects>(sql`
    select ${recusedFromMember(viewer)} as recused, (
      select jsonb_agg(jsonb_build_object('kind', s.kind, 'id', s.id)) from (
        select 'member' as kind, m.id union all select 'organization', m.organization_id
        union all select 'recheck', r.id from recheck r where r.member_id = m.id
        union all select 'alias-change', x.id from alias_change x where x.member_id = m.id
        union all select 'removal', v.id from removal v where v.member_id = m.id
        union all select 'reinstatement', m.id
        union all select 'contact-alias', l.id from contact_alias l where l.member_id = m.id
        union all select 'access-recovery', u.id from access_recovery u where u.member_id = m.id) s (kind, id)) as subjects
    from member m where m.id = ${memberId} and m.list = ${list.slug}`);
  return rows[0] ?? null;
}
