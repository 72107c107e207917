import { sql } from "drizzle-orm";
import { boolean, check, date, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { contactRoles } from "@/lib/kernel/roles";
import { confirmers } from "@/lib/member/standing";
import { application } from "./application";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { organization } from "./organization";

/** An admitted organization on one list. Its standing is computed from dated facts, never stored. */
export const member = pgTable(
  "member",
  {
    id: id(),
    list: text("list").notNull(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id),
    /** Kept beside the organization so that the roster reads one index. */
    name: text("name").notNull(),
    /** What the name looks like (`nameLook`). */
    nameSkeleton: text("name_skeleton"),
    since: date("since_on", { mode: "string" }).notNull(),
    applicationId: uuid("application_id").references(() => application.id),
    nextRecheckOn: date("next_recheck_on", { mode: "string" }).notNull(),
    leftOn: date("left_on", { mode: "string" }),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("one_membership_per_list").on(table.list, table.organizationId).where(sql`${table.leftOn} is null`),
    index("roster_by_name").on(table.list, sql`lower(${table.name})`, table.id).where(sql`${table.leftOn} is null`),
    index("former_members_by_name").on(table.list, sql`lower(${table.name})`, table.id).where(sql`${table.leftOn} is not null`),
    index("members_by_recheck").on(table.list, table.nextRecheckOn, table.id).where(sql`${table.leftOn} is null`),
    index("members_by_name_skeleton").on(table.list, table.nameSkeleton).where(sql`${table.leftOn} is null`),
    index("memberships_of_organization").on(table.organizationId),
    index("member_of_application").on(table.applicationId),
  ],
);

/** The address that receives disclosures for one membership, from a moment until a moment. */
export const contactAlias = pgTable(
  "contact_alias",
  {
    id: id(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    list: text("list").notNull(),
    address: text("address").notNull(),
    domain: text("domain").notNull(),
    /** What the domain looks like (`confusableSkeleton`); null on rows from before it was written down, which are compared one by one. */
    skeleton: text("skeleton"),
    since: moment("since_at").notNull(),
    until: moment("until_at"),
    /** When a person last answered from this mailbox. */
    answeredAt: moment("answered_at"),
  },
  (table) => [
    uniqueIndex("one_member_per_alias").on(table.list, sql`lower(${table.address})`).where(sql`${table.until} is null`),
    index("aliases_of_member").on(table.memberId),
    index("aliases_let_go").on(table.list, table.memberId).where(sql`${table.until} is not null`),
    index("alias_skeletons_in_use").on(table.list, table.skeleton).where(sql`${table.until} is null`),
  ],
);

/** An answer that a newer one has replaced, and what the committee found about it; `by` is a person's id, `at` a moment as text. */
export type LastAssessed = {
  readonly version: string;
  readonly draft: Record<string, string>;
  readonly verdict: "met" | "not-met" | "cannot-tell";
  readonly reason: string;
  readonly by: string | null;
  readonly at: string;
};

/** The statements a member was admitted on, or last confirmed. */
export const memberAnswer = pgTable(
  "member_answer",
  {
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    criterionVersion: text("criterion_version").notNull(),
    draft: jsonb("draft").notNull().$type<Record<string, string>>(),
    confirmedOn: date("confirmed_on", { mode: "string" }).notNull(),
    /** Whose word the confirmation rests on: the member's answer, or a reviewer's, who gave a reason because nobody had answered. */
    confirmedBy: text("confirmed_by", { enum: confirmers }).notNull().default("member"),
    /** When the member answered on its own page, outside a re-check and an application; otherwise null. */
    answeredAt: moment("answered_at"),
    /** The committee's finding about this statement; null if none was needed. */
    verdict: text("verdict", { enum: ["met", "not-met", "cannot-tell"] }),
    verdictReason: text("verdict_reason"),
    verdictBy: uuid("verdict_by").references(() => person.id),
    verdictAt: moment("verdict_at"),
    /** The last answer before this one that the committee decided on, as `LastAssessed`: given again, it needs no new decision. */
    lastAssessed: jsonb("last_assessed").$type<LastAssessed>(),
  },
  (table) => [
    check("confirmer_is_known", sql`${table.confirmedBy} in (${oneOf(confirmers)})`),
    primaryKey({ columns: [table.memberId, table.criterion] }),
    index("member_answer_verdict_by").on(table.verdictBy),
  ],
);

/** That a member leaves: by its own wish, or because a removal was carried out. One per membership, with one reason. */
export const endOfMembership = pgTable(
  "end_of_membership",
  {
    memberId: uuid("member_id")
      .primaryKey()
      .references(() => member.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["left", "removed"] }).notNull(),
    /** The first day on which it is no member any more; may lie ahead. */
    on: date("on_day", { mode: "string" }).notNull(),
    at: moment("decided_at").notNull(),
    by: uuid("decided_by").references(() => person.id),
    removalId: uuid("removal_id"),
  },
  (table) => [
    check("a_membership_ends_by_wish_or_decision", sql`(${table.kind} = 'left') = (${table.removalId} is null)`),
    index("ends_of_membership_by_day").on(table.on),
    index("end_of_membership_by").on(table.by),
  ],
);

/** Somebody asks to act for an organization that is a member. Its primary answers; after some silence the committee is asked. */
export const joinRequest = pgTable(
  "join_request",
  {
    id: id(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    words: text("words").notNull(),
    askedAt: moment("asked_at").notNull(),
    escalatedAt: moment("escalated_at"),
    answeredAt: moment("answered_at"),
    answeredBy: uuid("answered_by").references(() => person.id),
    accepted: boolean("accepted"),
    /** The role that was given, or that one of the committee proposes until a second agrees. */
    role: text("role", { enum: contactRoles }),
  },
  (table) => [
    check("joined_role_is_known", sql`${table.role} in (${oneOf(contactRoles)})`),
    uniqueIndex("one_open_join_request_per_person").on(table.memberId, table.personId).where(sql`${table.answeredAt} is null`),
    index("open_join_requests").on(table.askedAt).where(sql`${table.answeredAt} is null`),
    index("join_request_of_person").on(table.personId),
    index("join_request_answered_by").on(table.answeredBy),
  ],
);

export const domainSights = ["proved", "nothing-there", "cannot-tell"] as const;
export const accessRecoveryEnders = ["representative", "alias", "committee", "asker", "end-of-membership"] as const;
export const accessRecoveryStatuses = ["open", "completed", "refused", "withdrawn"] as const;

/** Somebody takes over an organization that nobody acts for any more: alias and domain proved, a waiting period, two agreements. */
export const accessRecovery = pgTable(
  "access_recovery",
  {
    id: id(),
    reference: text("reference").notNull().unique("access_recovery_reference_is_unique"),
    list: text("list").notNull(),
    /** As typed by the requester, who is not told whether a member has this name. */
    organization: text("organization").notNull(),
    /** Null until the worker has found a member of that name. */
    memberId: uuid("member_id").references(() => member.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    words: text("words").notNull(),
    status: text("status", { enum: accessRecoveryStatuses }).notNull().default("open"),
    /** What the organization's domain has to show as a TXT record: "forewarned-verify=<this>". */
    dnsSecret: text("dns_secret").notNull(),
    askedAt: moment("asked_at").notNull(),
    aliasProvedAt: moment("alias_proved_at"),
    domainProvedAt: moment("domain_proved_at"),
    /** When the domain was last checked, and the result. */
    domainCheckedAt: moment("domain_checked_at"),
    domainSeen: text("domain_seen", { enum: domainSights }),
    waitsUntil: moment("waits_until"),
    endedAt: moment("ended_at"),
    /** Who ended it before it was completed. */
    endedThrough: text("ended_through", { enum: accessRecoveryEnders }),
  },
  (table) => [
    check("access_recovery_status_is_known", sql`${table.status} in (${oneOf(accessRecoveryStatuses)})`),
    check("domain_sight_is_known", sql`${table.domainSeen} in (${oneOf(domainSights)})`),
    check("access_recovery_ender_is_known", sql`${table.endedThrough} in (${oneOf(accessRecoveryEnders)})`),
    check(
      "nobody_recovers_access_unproved",
      sql`${table.status} <> 'completed' or (${table.memberId} is not null and ${table.aliasProvedAt} is not null and ${table.domainProvedAt} is not null and ${table.endedAt} >= ${table.waitsUntil})`,
    ),
    uniqueIndex("one_open_access_recovery_per_person").on(table.memberId, table.personId).where(sql`${table.status} = 'open'`),
    index("access_recovery_of_person").on(table.personId),
  ],
);

/** A member's name, domain or product changes, by a request that the committee reviews; the member, its dates and its history stay. */
export const memberChange = pgTable(
  "member_change",
  {
    id: id(),
    reference: text("reference").notNull().unique("member_change_reference_is_unique"),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["rename", "merger"] }).notNull(),
    newName: text("new_name").notNull(),
    oldName: text("old_name").notNull(),
    /** Registrable domains that come to the organization's. */
    newDomains: text("new_domains").array().notNull(),
    /** What happens to the product; "" when nothing does. */
    product: text("product").notNull(),
    reason: text("reason").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    askedAt: moment("asked_at").notNull(),
    decidedAt: moment("decided_at"),
    accepted: boolean("accepted"),
  },
  (table) => [
    uniqueIndex("one_open_change_per_member").on(table.memberId).where(sql`${table.decidedAt} is null`),
    index("member_changes").on(table.memberId, table.askedAt),
    index("member_change_asked_by").on(table.askedBy),
  ],
);
