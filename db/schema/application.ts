import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { applicationStatuses } from "@/lib/application/lifecycle";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { organization } from "./organization";

export const application = pgTable(
  "application",
  {
    id: id(),
    reference: text("reference").notNull().unique("reference_is_unique"),
    list: text("list").notNull(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id),
    organizationName: text("organization_name").notNull(),
    /** The day whose criteria are asked: the day of the start, then of the sending. */
    criteriaOn: date("criteria_on", { mode: "string" }).notNull(),
    status: text("status", { enum: applicationStatuses }).notNull().default("draft"),
    /** Counts every change; a form carries the version it was rendered from. */
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => person.id),
    createdAt: moment("created_at").notNull(),
    draftEndsOn: date("draft_ends_on", { mode: "string" }).notNull(),
    draftReminded: boolean("draft_reminded").notNull().default(false),
    submittedAt: moment("submitted_at"),
    submittedBy: uuid("submitted_by").references(() => person.id),
    /** Stored at sending; changed only by an audited command. */
    decisionDueOn: date("decision_due_on", { mode: "string" }),
    decidedAt: moment("decided_at"),
    withdrawnAt: moment("withdrawn_at"),
    /**
     * The alias as it was typed, and its registrable domain: for finding applications that resemble each other. What is only typed
     * does not show who owns it, so nothing is unique here, and no conflict of interest follows from it.
     */
    aliasDomain: text("alias_domain"),
    contactAlias: text("contact_alias"),
    /** What the name looks like (`nameLook`). */
    nameSkeleton: text("name_skeleton"),
  },
  (table) => [
    // Referenced by the copies of its queue columns.
    unique("application_in_queue").on(table.id, table.list, table.decisionDueOn),
    check("application_status_is_known", sql`${table.status} in (${oneOf(applicationStatuses)})`),
    check("sent_applications_have_a_due_day", sql`${table.submittedAt} is null or ${table.decisionDueOn} is not null`),
    uniqueIndex("one_open_application_per_organization")
      .on(table.list, table.organizationId)
      .where(sql`${table.status} in ('draft', 'submitted', 'information_requested')`),
    index("sent_applications_by_domain").on(table.list, table.aliasDomain).where(sql`${table.submittedAt} is not null`),
    index("sent_applications_by_alias").on(table.list, sql`lower(${table.contactAlias})`).where(sql`${table.submittedAt} is not null`),
    index("sent_applications_by_name_skeleton").on(table.list, table.nameSkeleton).where(sql`${table.submittedAt} is not null`),
    index("open_applications_by_due_day")
      .on(table.list, table.decisionDueOn, table.id)
      .where(sql`${table.status} in ('submitted', 'information_requested')`),
    index("applications_waiting_for_the_applicant")
      .on(table.list, table.decisionDueOn, table.id)
      .where(sql`${table.status} = 'information_requested'`),
    index("decided_applications").on(table.list, table.decidedAt).where(sql`${table.decidedAt} is not null`),
    index("drafts_by_end").on(table.draftEndsOn).where(sql`${table.status} = 'draft'`),
    index("applications_of_organization").on(table.organizationId, table.createdAt),
    index("application_created_by").on(table.createdBy),
    index("application_submitted_by").on(table.submittedBy),
  ],
);

/** People who may write in an application. */
export const applicationContact = pgTable(
  "application_contact",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    since: moment("since_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.personId] }), index("applications_of_person").on(table.personId)],
);

/** An invitation to a colleague; opening it consumes nothing. */
export const applicationInvitation = pgTable(
  "application_invitation",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    tokenHash: text("token_hash").notNull().unique("invitation_token_is_unique"),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => person.id),
    invitedAt: moment("invited_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    acceptedAt: moment("accepted_at"),
  },
  (table) => [
    uniqueIndex("one_open_invitation_per_address").on(table.applicationId, sql`lower(${table.email})`).where(sql`${table.endedAt} is null`),
    index("invitation_invited_by").on(table.invitedBy),
  ],
);

/** What was typed for one criterion, kept even when it is wrong; the page validates what is stored. */
export const answer = pgTable(
  "answer",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    draft: jsonb("draft").notNull().$type<Record<string, string>>(),
    /** The author marked it as finished. */
    finished: boolean("finished").notNull().default(false),
    /** Where the words came from when no person typed them here: "mail", "earlier". */
    origin: text("origin"),
    /** Text of a pasted email that waits for a person. */
    version: integer("version").notNull().default(1),
    /** Reopened by the committee, and nothing else is. */
    reopened: boolean("reopened").notNull().default(false),
    editedBy: uuid("edited_by")
      .notNull()
      .references(() => person.id),
    editedAt: moment("edited_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.criterion] }), index("answer_edited_by").on(table.editedBy)],
);

/** Every earlier text of an answer that the committee could have seen. */
export const answerRevision = pgTable(
  "answer_revision",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    version: integer("version").notNull(),
    draft: jsonb("draft").notNull().$type<Record<string, string>>(),
    editedBy: uuid("edited_by")
      .notNull()
      .references(() => person.id),
    editedAt: moment("edited_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.criterion, table.version] }),
    index("answer_revision_edited_by").on(table.editedBy),
  ],
);

/** A text that met a colleague's newer one: kept until its author has chosen. */
export const answerConflict = pgTable(
  "answer_conflict",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    draft: jsonb("draft").notNull().$type<Record<string, string>>(),
    finished: boolean("finished").notNull(),
    at: moment("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.criterion, table.personId] }),
    index("answer_conflict_of_person").on(table.personId),
  ],
);

/** Parts of a pasted mail that fit no criterion: shown until the applicant has dealt with them. */
export const unplacedText = pgTable(
  "unplaced_text",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    text: text("text").notNull(),
    at: moment("at").notNull(),
    dismissedAt: moment("dismissed_at"),
  },
  (table) => [index("unplaced_text_of_application").on(table.applicationId)],
);

/** Somebody who may bind the organization accepted one version of the embargo policy, on the page that shows it. */
export const embargoAcceptance = pgTable(
  "embargo_acceptance",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id),
    list: text("list").notNull(),
    policyVersion: text("policy_version").notNull(),
    policyHash: text("policy_hash").notNull(),
    personName: text("person_name").notNull(),
    personRole: text("person_role").notNull(),
    recordedBy: uuid("recorded_by")
      .notNull()
      .references(() => person.id),
    at: moment("at").notNull(),
    /** Set when the answer was withdrawn or given anew. */
    endedAt: moment("ended_at"),
  },
  (table) => [
    uniqueIndex("one_acceptance_in_force_per_application").on(table.applicationId).where(sql`${table.endedAt} is null`),
    index("embargo_acceptance_of_organization").on(table.organizationId),
    index("embargo_acceptance_recorded_by").on(table.recordedBy),
  ],
);

/** A question of the committee on one criterion; while one is open the deadline is paused. */
export const informationRequest = pgTable(
  "information_request",
  {
    id: id(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => application.id, { onDelete: "cascade" }),
    criterion: text("criterion").notNull(),
    question: text("question").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => person.id),
    askedAt: moment("asked_at").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    reminders: integer("reminders").notNull().default(0),
    answeredAt: moment("answered_at"),
    /** The applicant confirmed that the answer is unchanged. */
    answeredUnchanged: boolean("answered_unchanged").notNull().default(false),
    /** The committee went on without an answer, or the application ended. */
    closedAt: moment("closed_at"),
    /** Nobody answered in time; the committee is told once. */
    escalatedAt: moment("escalated_at"),
  },
  (table) => [
    uniqueIndex("one_open_question_per_criterion")
      .on(table.applicationId, table.criterion)
      .where(sql`${table.answeredAt} is null and ${table.closedAt} is null`),
    index("open_questions_by_due_day").on(table.dueOn).where(sql`${table.answeredAt} is null and ${table.closedAt} is null`),
    index("information_request_of_application").on(table.applicationId, table.askedAt),
    index("information_request_asked_by").on(table.askedBy),
  ],
);

/** The last number given out in a year, for references. */
export const referenceCounter = pgTable("reference_counter", {
  year: integer("year").primaryKey(),
  last: integer("last").notNull(),
});
