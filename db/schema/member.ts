import { sql } from "drizzle-orm";
import { date, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { application } from "./application";
import { id, moment } from "./columns";
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
    since: date("since_on", { mode: "string" }).notNull(),
    applicationId: uuid("application_id").references(() => application.id),
    nextRecheckOn: date("next_recheck_on", { mode: "string" }).notNull(),
    leftOn: date("left_on", { mode: "string" }),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("one_membership_per_list").on(table.list, table.organizationId).where(sql`${table.leftOn} is null`),
    index("roster_by_name").on(table.list, sql`lower(${table.name})`, table.id).where(sql`${table.leftOn} is null`),
    index("members_by_recheck").on(table.list, table.nextRecheckOn).where(sql`${table.leftOn} is null`),
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
    since: moment("since_at").notNull(),
    until: moment("until_at"),
    /** When a person last answered from this mailbox. */
    answeredAt: moment("answered_at"),
  },
  (table) => [
    uniqueIndex("one_member_per_alias").on(table.list, sql`lower(${table.address})`).where(sql`${table.until} is null`),
    index("aliases_of_member").on(table.memberId),
    index("alias_domains_in_use").on(table.list, table.domain).where(sql`${table.until} is null`),
  ],
);

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
  },
  (table) => [primaryKey({ columns: [table.memberId, table.criterion] })],
);
