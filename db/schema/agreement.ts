import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { agreementSubjects } from "@/lib/approval/actions";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";

/**
 * One person of the committee agrees to something, or objects. What needs two people counts these rows under the lock of its
 * subject; nobody is counted twice, because a person has one row per subject.
 */
export const agreement = pgTable(
  "agreement",
  {
    id: id(),
    list: text("list").notNull(),
    subjectKind: text("subject_kind", { enum: agreementSubjects }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    verdict: text("verdict", { enum: ["agree", "object"] }).notNull(),
    reason: text("reason").notNull().default(""),
    at: moment("at").notNull(),
  },
  (table) => [
    check("agreement_subject_is_known", sql`${table.subjectKind} in (${oneOf(agreementSubjects)})`),
    unique("one_agreement_per_person").on(table.subjectKind, table.subjectId, table.personId),
    index("agreement_by_person").on(table.personId),
  ],
);
