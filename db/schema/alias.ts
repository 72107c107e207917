import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { aliasChangeStatuses, aliasExpiryReasons, aliasStops } from "@/lib/alias/change-lifecycle";
import { aliasCheckSubjects } from "@/lib/alias/subjects";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { contactAlias, member } from "./member";
import { organization } from "./organization";

/**
 * The question "do people read this address?", bound to the address it was asked of.
 * It proves that a mailbox is read, never that somebody may act.
 */
export const aliasCheck = pgTable(
  "alias_check",
  {
    id: id(),
    list: text("list").notNull(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    applicationId: uuid("application_id"),
    /** The membership it is asked for; null while there is only an application. */
    memberId: uuid("member_id"),
    /** What asks: the alias of an application, the new address of a change, the alias response test of a re-check, an access recovery, or somebody who wants the alias in use confirmed. */
    subjectKind: text("subject_kind", { enum: aliasCheckSubjects }).notNull().default("application"),
    /** The application, alias change, re-check, access recovery or contact alias that waits for the answer. */
    subjectId: uuid("subject_id").notNull(),
    reference: text("reference").notNull(),
    address: text("address").notNull(),
    tokenHash: text("token_hash").notNull().unique("alias_check_token_is_unique"),
    askedAt: moment("asked_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Set when a newer question, another address, a withdrawal or a "not ours" ended this one. */
    endedAt: moment("ended_at"),
    disownedAt: moment("disowned_at"),
    answeredAt: moment("answered_at"),
    answeredBy: text("answered_by"),
    /** The answer was so fast or so unusual that a person should review it. */
    checkByHand: boolean("check_by_hand").notNull().default(false),
  },
  (table) => [
    check("alias_check_subject_is_known", sql`${table.subjectKind} in (${oneOf(aliasCheckSubjects)})`),
    uniqueIndex("one_open_alias_check_per_subject").on(table.subjectKind, table.subjectId).where(sql`${table.endedAt} is null`),
    index("alias_check_of_member").on(table.memberId, table.askedAt),
    index("confirmed_alias_checks")
      .on(table.list, sql`lower(${table.address})`)
      .where(sql`${table.answeredAt} is not null and ${table.endedAt} is null`),
    index("alias_check_of_organization").on(table.organizationId),
    index("alias_check_of_application").on(table.applicationId, table.askedAt),
  ],
);

/**
 * One change of a membership's contact alias, from the wish to the day on which the old address is removed. Both addresses are on
 * the delivery roster while it is "moving": the new one takes part from then on, the old one until the new has answered once more.
 */
export const aliasChange = pgTable(
  "alias_change",
  {
    id: id(),
    reference: text("reference").notNull().unique("alias_change_reference_is_unique"),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id),
    status: text("status", { enum: aliasChangeStatuses }).notNull().default("asked"),
    /** "add" keeps the old address beside the new one. */
    mode: text("mode", { enum: ["replace", "add"] }).notNull(),
    /** The alias that is replaced; null where one is added. */
    oldAliasId: uuid("old_alias_id").references(() => contactAlias.id),
    newAliasId: uuid("new_alias_id").references(() => contactAlias.id),
    newAddress: text("new_address").notNull(),
    newDomain: text("new_domain").notNull(),
    reason: text("reason").notNull(),
    /** Why an address that looks like one person's reaches a team; "" when it was not required. */
    reachesTeam: text("reaches_team").notNull().default(""),
    /** What the committee should review in the new address: values of AddressFlag. */
    warnings: text("flags").array().notNull().default(sql`'{}'::text[]`),
    /** Nobody reads the old address any more: two people on the committee have to agree, after speaking with a representative. */
    oldIsDead: boolean("old_is_dead").notNull().default(false),
    /** Another registrable domain, or a dead old mailbox: two people on the committee have to agree. */
    needsAgreement: boolean("needs_agreement").notNull(),
    askedAt: moment("asked_at").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    askedThrough: text("asked_through", { enum: ["representative", "committee"] }).notNull(),
    answerBy: moment("answer_by").notNull(),
    answeredAt: moment("answered_at"),
    /** Not before this moment; set when the new address has answered. */
    waitsUntil: moment("waits_until"),
    agreedAt: moment("agreed_at"),
    /** With which representative somebody on the committee spoke, other than by mail, because nobody reads the old address. */
    spokeWith: uuid("spoke_with").references(() => person.id),
    spokeBy: uuid("spoke_by").references(() => person.id),
    spokeAt: moment("spoke_at"),
    spokeHow: text("spoke_how"),
    /** A chair asks to end the waiting period early; a second person does it. */
    releaseAskedBy: uuid("release_asked_by").references(() => person.id),
    releaseAskedAt: moment("release_asked_at"),
    releaseReason: text("release_reason"),
    releasedBy: uuid("released_by").references(() => person.id),
    releasedAt: moment("released_at"),
    movedAt: moment("moved_at"),
    completedAt: moment("completed_at"),
    stoppedAt: moment("stopped_at"),
    /** Who stopped it: a representative, a reader of one of the addresses, the committee, or that the member left. */
    stoppedThrough: text("stopped_through", { enum: aliasStops }),
    stoppedBy: uuid("stopped_by").references(() => person.id),
    stopReason: text("stop_reason").notNull().default(""),
    expiredAt: moment("expired_at"),
    expiredBecause: text("expired_because", { enum: aliasExpiryReasons }),
  },
  (table) => [
    check("alias_change_status_is_known", sql`${table.status} in (${oneOf(aliasChangeStatuses)})`),
    check("an_alias_is_replaced_or_one_is_added", sql`(${table.mode} = 'replace') = (${table.oldAliasId} is not null)`),
    check(
      "no_alias_moves_unanswered",
      sql`${table.status} not in ('moving', 'completed') or (${table.answeredAt} is not null and ${table.movedAt} >= ${table.waitsUntil} and (not ${table.needsAgreement} or ${table.agreedAt} is not null))`,
    ),
    check("a_dead_alias_is_spoken_about", sql`not (${table.oldIsDead} and ${table.agreedAt} is not null and ${table.spokeAt} is null)`),
    check("two_people_release_an_alias_change", sql`${table.releasedBy} is null or ${table.releasedBy} <> ${table.releaseAskedBy}`),
    check("a_stopped_alias_change_says_through_whom", sql`(${table.status} = 'stopped') = (${table.stoppedThrough} is not null)`),
    check("alias_change_stop_is_known", sql`${table.stoppedThrough} in (${oneOf(aliasStops)})`),
    check("an_expired_alias_change_says_why", sql`(${table.status} = 'expired') = (${table.expiredBecause} is not null)`),
    check("alias_change_expiry_reason_is_known", sql`${table.expiredBecause} in (${oneOf(aliasExpiryReasons)})`),
    uniqueIndex("one_open_alias_change_per_member").on(table.memberId).where(sql`${table.status} in ('asked', 'waiting', 'moving')`),
    index("open_alias_changes").on(table.list, table.askedAt).where(sql`${table.status} in ('asked', 'waiting', 'moving')`),
    index("alias_changes_of_member").on(table.memberId, table.askedAt),
    index("alias_change_old").on(table.oldAliasId),
    index("alias_change_new").on(table.newAliasId),
    index("alias_change_asked_by").on(table.askedBy),
    index("alias_change_stopped_by").on(table.stoppedBy),
    index("alias_change_spoke_with").on(table.spokeWith),
    index("alias_change_spoke_by").on(table.spokeBy),
    index("alias_change_release_asked_by").on(table.releaseAskedBy),
    index("alias_change_released_by").on(table.releasedBy),
  ],
);

/** Everybody who was told of an alias change has a link to stop it, with a button, without signing in. */
export const aliasChangeStop = pgTable(
  "alias_change_stop",
  {
    id: id(),
    changeId: uuid("change_id")
      .notNull()
      .references(() => aliasChange.id, { onDelete: "cascade" }),
    /** The reader of an alias in force, or a representative: then who. */
    told: text("told", { enum: ["old-alias", "representative"] }).notNull(),
    personId: uuid("person_id").references(() => person.id),
    tokenHash: text("token_hash").notNull().unique("alias_change_stop_token_is_unique"),
  },
  (table) => [
    check("a_representative_is_somebody", sql`(${table.told} = 'representative') = (${table.personId} is not null)`),
    index("alias_change_stop_of_change").on(table.changeId),
    index("alias_change_stop_of_person").on(table.personId),
  ],
);
