import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { evidenceOutcomes, reasonBases, removalStatuses } from "@/lib/removal/lifecycle";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { member } from "./member";
import { recheck } from "./recheck";

/** One removal of a member, from the proposal to its date. The portal can propose it; two different people have to approve it. */
export const removal = pgTable(
  "removal",
  {
    id: id(),
    reference: text("reference").notNull().unique("removal_reference_is_unique"),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id),
    status: text("status", { enum: removalStatuses }).notNull().default("proposed"),
    because: text("because", { enum: ["committee", "expired-recheck", "failed-recheck", "new-criteria", "embargo-policy"] }).notNull(),
    recheckId: uuid("recheck_id").references(() => recheck.id),
    proposedAt: moment("proposed_at").notNull(),
    /** Null while only the portal has proposed it: then two people have to approve, one after the other. */
    firstBy: uuid("first_by").references(() => person.id),
    firstAt: moment("first_at"),
    secondBy: uuid("second_by").references(() => person.id),
    secondAt: moment("second_at"),
    /** When the member was emailed, which is once a person approved it; null: only the portal has proposed it. */
    toldAt: moment("told_at"),
    /** When somebody on the committee told a representative by voice, and whom: it counts like a delivered email. */
    spokenOn: date("spoken_on", { mode: "string" }),
    spokenWith: text("spoken_with"),
    spokenBy: uuid("spoken_by").references(() => person.id),
    /** The earliest day on which it may be carried out; it changes when the email could not be delivered. */
    carryOutOn: date("carry_out_on", { mode: "string" }).notNull(),
    stoppedAt: moment("stopped_at"),
    stoppedBy: uuid("stopped_by").references(() => person.id),
    stoppedBecause: text("stopped_because"),
    carriedOutAt: moment("carried_out_at"),
    /** Set when the removal limit put it on hold; a chair releases it. */
    onHoldAt: moment("on_hold_at"),
    releasedBy: uuid("released_by").references(() => person.id),
    releasedAt: moment("released_at"),
  },
  (table) => [
    check("removal_status_is_known", sql`${table.status} in (${oneOf(removalStatuses)})`),
    check(
      "nobody_agrees_with_themselves",
      sql`${table.firstBy} is null or ${table.secondBy} is null or ${table.firstBy} <> ${table.secondBy}`,
    ),
    check("a_second_person_follows_a_first", sql`${table.secondBy} is null or ${table.firstBy} is not null`),
    check("nobody_is_removed_unnotified", sql`${table.status} not in ('agreed', 'carried-out') or ${table.toldAt} is not null`),
    check(
      "two_people_approve_a_removal",
      sql`${table.status} not in ('agreed', 'carried-out') or (${table.firstBy} is not null and ${table.secondBy} is not null)`,
    ),
    uniqueIndex("one_open_removal_per_member").on(table.memberId).where(sql`${table.status} in ('proposed', 'agreed')`),
    index("open_removals").on(table.list, table.proposedAt).where(sql`${table.status} in ('proposed', 'agreed')`),
    index("removals_to_carry_out").on(table.carryOutOn, table.id).where(sql`${table.status} = 'agreed'`),
    index("removals_of_member").on(table.memberId, table.proposedAt),
    index("removals_done").on(table.list, table.carriedOutAt),
    index("removal_of_recheck").on(table.recheckId),
    index("removal_first_by").on(table.firstBy),
    index("removal_second_by").on(table.secondBy),
    index("removal_spoken_by").on(table.spokenBy),
    index("removal_stopped_by").on(table.stoppedBy),
    index("removal_released_by").on(table.releasedBy),
  ],
);

/** One reason of a removal: a criterion, or the embargo policy, and why it is not met. The member reads it. */
export const removalReason = pgTable(
  "removal_reason",
  {
    removalId: uuid("removal_id")
      .notNull()
      .references(() => removal.id, { onDelete: "cascade" }),
    /** A criterion's key. */
    criterion: text("criterion").notNull(),
    /** The fact that the reason rests on; once that has changed, the reason is struck. */
    basis: text("basis", { enum: reasonBases }).notNull(),
    reason: text("reason").notNull(),
    whatWouldHelp: text("what_would_help").notNull().default(""),
    /** Set when the reason no longer applied. Null if a recorded fact resolved it and not a decision about this reason. */
    struckAt: moment("struck_at"),
    struckBy: uuid("struck_by").references(() => person.id),
    struckBecause: text("struck_because"),
    /** Answers that the member gave on its own page since, and that the committee has to read. */
    answers: integer("answers").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.removalId, table.criterion] }),
    check("reason_basis_is_known", sql`${table.basis} in (${oneOf(reasonBases)})`),
    check("a_struck_reason_says_why", sql`(${table.struckAt} is null) = (${table.struckBecause} is null)`),
    index("reason_struck_by").on(table.struckBy),
  ],
);

/** What a member submits against one reason of its removal. Nobody can agree to the removal before it was read. */
export const removalEvidence = pgTable(
  "removal_evidence",
  {
    id: id(),
    removalId: uuid("removal_id")
      .notNull()
      .references(() => removal.id, { onDelete: "cascade" }),
    /** The key of the reason; where several are shown as one, that of the first. */
    criterion: text("criterion").notNull(),
    content: text("content").notNull(),
    submittedAt: moment("submitted_at").notNull(),
    submittedBy: uuid("submitted_by")
      .notNull()
      .references(() => person.id),
    answeredAt: moment("answered_at"),
    answeredBy: uuid("answered_by").references(() => person.id),
    outcome: text("outcome", { enum: evidenceOutcomes }),
    /** The committee's answer. The member reads it. */
    answer: text("answer").notNull().default(""),
  },
  (table) => [
    check("evidence_is_answered_whole", sql`(${table.answeredAt} is null) = (${table.outcome} is null)`),
    check("evidence_outcome_is_known", sql`${table.outcome} in (${oneOf(evidenceOutcomes)})`),
    check("evidence_is_short", sql`char_length(${table.content}) <= 2000`),
    index("evidence_of_removal").on(table.removalId, table.submittedAt),
    index("unread_evidence").on(table.removalId).where(sql`${table.answeredAt} is null`),
    index("removal_evidence_submitted_by").on(table.submittedBy),
    index("removal_evidence_answered_by").on(table.answeredBy),
  ],
);

/** A member's appeal. People who did not approve the removal read it. */
export const appeal = pgTable(
  "appeal",
  {
    id: id(),
    removalId: uuid("removal_id")
      .notNull()
      .references(() => removal.id)
      .unique("one_appeal_per_removal"),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    words: text("words").notNull(),
    at: moment("at").notNull(),
    decidedAt: moment("decided_at"),
    outcome: text("outcome", { enum: ["upheld", "turned-down"] }),
  },
  (table) => [index("appeal_by").on(table.personId)],
);

/** Nothing is delivered to a member for a while, because an alias is unsafe. A second person confirms it within a day, or it ends. */
export const deliveryPause = pgTable(
  "delivery_pause",
  {
    id: id(),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    reason: text("reason").notNull(),
    pausedAt: moment("paused_at").notNull(),
    pausedBy: uuid("paused_by")
      .notNull()
      .references(() => person.id),
    /** Without a second person it ends then. */
    confirmBy: moment("confirm_by").notNull(),
    confirmedAt: moment("confirmed_at"),
    confirmedBy: uuid("confirmed_by").references(() => person.id),
    endedAt: moment("ended_at"),
    endedBy: uuid("ended_by").references(() => person.id),
  },
  (table) => [
    check("nobody_confirms_their_own_pause", sql`${table.confirmedBy} is null or ${table.confirmedBy} <> ${table.pausedBy}`),
    uniqueIndex("one_open_pause_per_member").on(table.memberId).where(sql`${table.endedAt} is null`),
    index("pauses_to_confirm").on(table.confirmBy).where(sql`${table.endedAt} is null and ${table.confirmedAt} is null`),
    index("pause_by").on(table.pausedBy),
    index("pause_confirmed_by").on(table.confirmedBy),
    index("pause_ended_by").on(table.endedBy),
  ],
);

/** An address on the mailing list itself, as far as people confirmed: what was applied, and when. */
export const deliveryEntry = pgTable(
  "delivery_entry",
  {
    id: id(),
    list: text("list").notNull(),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    address: text("address").notNull(),
    addedAt: moment("added_at").notNull(),
    addedBy: uuid("added_by").references(() => person.id),
    removedAt: moment("removed_at"),
    removedBy: uuid("removed_by").references(() => person.id),
  },
  (table) => [
    uniqueIndex("one_entry_per_address").on(table.list, sql`lower(${table.address})`).where(sql`${table.removedAt} is null`),
    index("entries_of_member").on(table.memberId),
    index("entry_added_by").on(table.addedBy),
    index("entry_removed_by").on(table.removedBy),
  ],
);

/** One plan for the mailing list: what is to be added and removed, as it was exported. Marked by a person once it is done there. */
export const rosterPlan = pgTable(
  "roster_plan",
  {
    id: id(),
    list: text("list").notNull(),
    number: integer("number").notNull(),
    madeAt: moment("made_at").notNull(),
    madeBy: uuid("made_by").references(() => person.id),
    appliedAt: moment("applied_at"),
    appliedBy: uuid("applied_by").references(() => person.id),
    /** Set when a newer plan replaced it. */
    endedAt: moment("ended_at"),
  },
  (table) => [
    uniqueIndex("roster_plan_number").on(table.list, table.number),
    uniqueIndex("one_open_plan_per_list").on(table.list).where(sql`${table.appliedAt} is null and ${table.endedAt} is null`),
    index("roster_plan_made_by").on(table.madeBy),
    index("roster_plan_applied_by").on(table.appliedBy),
  ],
);

export const rosterPlanChange = pgTable(
  "roster_plan_change",
  {
    planId: uuid("plan_id")
      .notNull()
      .references(() => rosterPlan.id, { onDelete: "cascade" }),
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    change: text("change", { enum: ["add", "remove"] }).notNull(),
    address: text("address").notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.change, table.address] }), index("plan_changes_of_member").on(table.memberId)],
);
