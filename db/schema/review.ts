import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { DecisionReason } from "@/lib/review/decision";
import {
  conflictChanges,
  conflictOrigins,
  decisionOutcomes,
  exclusions,
  findingVerdicts,
  releaseReasons,
  roundOutcomes,
  routingTroubles,
  voteChoices,
} from "@/lib/review/words";
import { application } from "./application";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { organization } from "./organization";

/** The queue columns of an application, copied to rows that wait for people, so that one index has them in the order of the queue. */
const queueColumns = () => ({
  applicationId: uuid("application_id").notNull(),
  list: text("list").notNull(),
  decisionDueOn: date("decision_due_on", { mode: "string" }).notNull(),
});

/** An application that went to a reviewer; released when they recuse yourself or are away. */
export const reviewAssignment = pgTable(
  "review_assignment",
  {
    id: id(),
    ...queueColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    assignedAt: moment("assigned_at").notNull(),
    /** Null when the rule chose. */
    assignedBy: uuid("assigned_by").references(() => person.id),
    releasedAt: moment("released_at"),
    releasedBecause: text("released_because", { enum: releaseReasons }),
    /** The reviewer sent their findings: from now on they see the others'. */
    reviewedAt: moment("reviewed_at"),
  },
  (table) => [
    // The database updates the copy when the due date changes.
    foreignKey({
      name: "assignment_follows_its_application",
      columns: [table.applicationId, table.list, table.decisionDueOn],
      foreignColumns: [application.id, application.list, application.decisionDueOn],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    check("release_reason_is_known", sql`${table.releasedBecause} in (${oneOf(releaseReasons)})`),
    uniqueIndex("one_open_assignment_per_reviewer").on(table.applicationId, table.personId).where(sql`${table.releasedAt} is null`),
    // An assignment ends with its application, so this holds only what is still being decided.
    index("open_assignments_of_person").on(table.personId, table.applicationId).where(sql`${table.releasedAt} is null`),
    index("assignments_to_review")
      .on(table.personId, table.list, table.decisionDueOn, table.applicationId)
      .where(sql`${table.releasedAt} is null and ${table.reviewedAt} is null`),
    index("reviewed_assignments")
      .on(table.personId, table.list, table.decisionDueOn, table.applicationId)
      .where(sql`${table.releasedAt} is null and ${table.reviewedAt} is not null`),
    index("assignments_of_application").on(table.applicationId, table.assignedAt),
    index("review_assignment_by").on(table.assignedBy),
  ],
);

/** An application that too few people can take. The chairs were told; it ends when somebody has it. */
export const routingTrouble = pgTable(
  "routing_trouble",
  {
    applicationId: uuid("application_id")
      .primaryKey()
      .references(() => application.id, { onDelete: "cascade" }),
    why: text("why", { enum: routingTroubles }).notNull(),
    toldAt: moment("told_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (table) => [
    check("routing_trouble_is_known", sql`${table.why} in (${oneOf(routingTroubles)})`),
    index("open_routing_troubles").on(table.toldAt).where(sql`${table.endedAt} is null`),
  ],
);

/** A reviewer is away until (and including) a day. */
export const reviewerAbsence = pgTable(
  "reviewer_absence",
  {
    list: text("list").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    untilOn: date("until_on", { mode: "string" }).notNull(),
    setAt: moment("set_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.personId] }), index("reviewer_absence_of_person").on(table.personId)],
);

/**
 * A person has a conflict of interest regarding an organization. One that was declared or set holds on every surface until it is lifted.
 * One of the origin "domain" is the record that the portal derived it; it holds as long as the facts do (`conflictOnApplication`,
 * `conflictOnMember`), and once lifted it means that those facts count no more for this person.
 */
export const conflictOfInterest = pgTable(
  "conflict_of_interest",
  {
    id: id(),
    list: text("list").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    origin: text("origin", { enum: conflictOrigins }).notNull(),
    since: moment("since_at").notNull(),
    setBy: uuid("set_by").references(() => person.id),
    liftedAt: moment("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => person.id),
    liftSecondedBy: uuid("lift_seconded_by").references(() => person.id),
  },
  (table) => [
    check("conflict_origin_is_known", sql`${table.origin} in (${oneOf(conflictOrigins)})`),
    check(
      "lifting_takes_two_others",
      sql`${table.liftedAt} is null or (${table.liftedBy} <> ${table.liftSecondedBy} and ${table.liftedBy} <> ${table.personId} and ${table.liftSecondedBy} <> ${table.personId})`,
    ),
    uniqueIndex("one_conflict_in_force")
      .on(table.personId, table.organizationId, table.list)
      .where(sql`${table.liftedAt} is null and ${table.origin} <> 'domain'`),
    uniqueIndex("one_derived_conflict").on(table.personId, table.organizationId, table.list).where(sql`${table.origin} = 'domain'`),
    index("conflicts_on_organization").on(table.organizationId).where(sql`${table.liftedAt} is null`),
    index("conflict_set_by").on(table.setBy),
  ],
);

/** A chair wants to set or lift another person's conflict of interest; it holds once a second, different person agrees. */
export const conflictChange = pgTable(
  "conflict_change",
  {
    id: id(),
    list: text("list").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    change: text("change", { enum: conflictChanges }).notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    askedAt: moment("asked_at").notNull(),
    agreedBy: uuid("agreed_by").references(() => person.id),
    agreedAt: moment("agreed_at"),
  },
  (table) => [
    check("conflict_change_is_known", sql`${table.change} in (${oneOf(conflictChanges)})`),
    check(
      "a_conflict_change_needs_two_others",
      sql`${table.askedBy} <> ${table.personId} and (${table.agreedBy} is null or (${table.agreedBy} <> ${table.askedBy} and ${table.agreedBy} <> ${table.personId}))`,
    ),
    uniqueIndex("one_open_conflict_change")
      .on(table.list, table.personId, table.organizationId, table.change)
      .where(sql`${table.agreedAt} is null`),
    index("conflict_changes_on_organization").on(table.organizationId),
    index("conflict_change_of_person").on(table.personId),
    index("conflict_change_asked_by").on(table.askedBy),
    index("conflict_change_agreed_by").on(table.agreedBy),
  ],
);

/** What one reviewer finds on one criterion; seen by the others once that reviewer's and their own are in. */
export const finding = pgTable(
  "finding",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    verdict: text("verdict", { enum: findingVerdicts }).notNull(),
    reason: text("reason").notNull(),
    /** The version of the answer that was read; an older one makes the finding stale. */
    answerVersion: integer("answer_version").notNull(),
    at: moment("at").notNull(),
  },
  (table) => [
    check("finding_verdict_is_known", sql`${table.verdict} in (${oneOf(findingVerdicts)})`),
    primaryKey({ columns: [table.applicationId, table.criterion, table.personId] }),
    index("findings_of_person").on(table.personId),
  ],
);

/** A line of the committee's own discussion. The applicant never sees it. */
export const discussionNote = pgTable(
  "discussion_note",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    text: text("text").notNull(),
    at: moment("at").notNull(),
    /** Makes a repeated request of the button the same note. */
    key: uuid("key").notNull().unique("one_note_per_press"),
  },
  (table) => [index("notes_of_application").on(table.applicationId, table.at), index("discussion_note_of_person").on(table.personId)],
);

/** The time in which an application is voted on. Opened once all chosen reviewers have finished, or by a chair. */
export const voteRound = pgTable(
  "vote_round",
  {
    id: id(),
    ...queueColumns(),
    openedAt: moment("opened_at").notNull(),
    closesAt: moment("closes_at").notNull(),
    closedAt: moment("closed_at"),
    /** A chair asked for it to be closed early or extended; a second person has to agree. */
    changeAskedBy: uuid("change_asked_by").references(() => person.id),
    changeTo: moment("change_to"),
    /** What the closed vote came to; "ended" when the application went away before. */
    outcome: text("outcome", { enum: roundOutcomes }),
    /** How it was counted when it was closed, or decided on, in one sentence; null in votes of older versions. */
    counted: text("counted"),
    /** A decision was made from it, another vote was opened, or the application ended: it waits for the chair no longer. */
    resolvedAt: moment("resolved_at"),
  },
  (table) => [
    foreignKey({
      name: "vote_follows_its_application",
      columns: [table.applicationId, table.list, table.decisionDueOn],
      foreignColumns: [application.id, application.list, application.decisionDueOn],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    check("round_outcome_is_known", sql`${table.outcome} in (${oneOf(roundOutcomes)})`),
    check("closed_votes_have_an_outcome", sql`(${table.closedAt} is null) = (${table.outcome} is null)`),
    index("votes_to_resolve")
      .on(table.list, table.decisionDueOn, table.applicationId)
      .where(sql`${table.closedAt} is not null and ${table.resolvedAt} is null`),
    index("open_votes_by_due_day").on(table.list, table.decisionDueOn, table.applicationId).where(sql`${table.closedAt} is null`),
    index("vote_rounds_of_application").on(table.applicationId, table.openedAt),
    uniqueIndex("one_open_vote_per_application").on(table.applicationId).where(sql`${table.closedAt} is null`),
    index("open_votes_by_close").on(table.closesAt).where(sql`${table.closedAt} is null`),
    index("vote_round_change_asked_by").on(table.changeAskedBy),
  ],
);

/** One row per person and round; changed in place while the vote is open. */
export const vote = pgTable(
  "vote",
  {
    roundId: uuid("round_id")
      .notNull()
      .references(() => voteRound.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    choice: text("choice", { enum: voteChoices }).notNull(),
    reason: text("reason").notNull(),
    at: moment("at").notNull(),
    /** Why it did not count when the vote was closed, or decided on. */
    excludedBecause: text("excluded_because", { enum: exclusions }),
  },
  (table) => [
    check("exclusion_is_known", sql`${table.excludedBecause} in (${oneOf(exclusions)})`),
    check("vote_choice_is_known", sql`${table.choice} in (${oneOf(voteChoices)})`),
    primaryKey({ columns: [table.roundId, table.personId] }),
    index("votes_of_person").on(table.personId),
  ],
);

/**
 * The committee's decision. In its undo window of some minutes it can be undone; then it is released:
 * the application's status, the member and the email are written in one transaction.
 * Two different people approve it: the one who decides and one who voted the same way.
 */
export const decision = pgTable(
  "decision",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    outcome: text("outcome", { enum: decisionOutcomes }).notNull(),
    decidedBy: uuid("decided_by")
      .notNull()
      .references(() => person.id),
    secondedBy: uuid("seconded_by")
      .notNull()
      .references(() => person.id),
    decidedAt: moment("decided_at").notNull(),
    undoUntil: moment("undo_until").notNull(),
    /** Per criterion: verdict, reason, what would help; and the editable paragraphs of the email. */
    reasons: jsonb("reasons").notNull().$type<readonly DecisionReason[]>(),
    opening: text("opening").notNull().default(""),
    closing: text("closing").notNull().default(""),
    takenBackAt: moment("taken_back_at"),
    takenBackBy: uuid("taken_back_by").references(() => person.id),
    releasedAt: moment("released_at"),
  },
  (table) => [
    check("decision_outcome_is_known", sql`${table.outcome} in (${oneOf(decisionOutcomes)})`),
    check("a_decision_needs_two_people", sql`${table.decidedBy} <> ${table.secondedBy}`),
    check("released_or_taken_back", sql`${table.releasedAt} is null or ${table.takenBackAt} is null`),
    uniqueIndex("one_decision_in_force_per_application").on(table.applicationId).where(sql`${table.takenBackAt} is null`),
    index("decisions_to_release").on(table.undoUntil).where(sql`${table.releasedAt} is null and ${table.takenBackAt} is null`),
    index("decision_decided_by").on(table.decidedBy),
    index("decision_seconded_by").on(table.secondedBy),
  ],
);

/** The email while a chair still writes it: kept even when something is missing. A decision is made from it, never typed twice. */
export const decisionDraft = pgTable(
  "decision_draft",
  {
    applicationId: uuid("application_id")
      .primaryKey()
      .references(() => application.id, { onDelete: "cascade" }),
    outcome: text("outcome", { enum: decisionOutcomes }).notNull(),
    reasons: jsonb("reasons").notNull().$type<readonly DecisionReason[]>(),
    opening: text("opening").notNull(),
    closing: text("closing").notNull(),
    version: integer("version").notNull().default(1),
    editedBy: uuid("edited_by")
      .notNull()
      .references(() => person.id),
    editedAt: moment("edited_at").notNull(),
  },
  (table) => [
    check("draft_outcome_is_known", sql`${table.outcome} in (${oneOf(decisionOutcomes)})`),
    index("decision_draft_edited_by").on(table.editedBy),
  ],
);

/** One criterion waived for one application: asked by a chair, agreed by a second person. */
export const waiver = pgTable(
  "waiver",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    reason: text("reason").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    askedAt: moment("asked_at").notNull(),
    agreedBy: uuid("agreed_by").references(() => person.id),
    agreedAt: moment("agreed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.criterion] }),
    check("a_waiver_needs_two_people", sql`${table.agreedBy} is null or ${table.agreedBy} <> ${table.askedBy}`),
    index("waivers_to_agree").on(table.askedAt).where(sql`${table.agreedAt} is null`),
    index("waiver_asked_by").on(table.askedBy),
    index("waiver_agreed_by").on(table.agreedBy),
  ],
);
