import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { contactRoles } from "@/lib/kernel/roles";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";

/** A legal body that applies or is a member. */
export const organization = pgTable("organization", {
  id: id(),
  name: text("name").notNull(),
  createdAt: moment("created_at").notNull(),
});

/**
 * Registrable domains that were proven to belong to an organization: of the contact alias that it was admitted with, and those that
 * two people on the committee agreed to. Conflicts of interest are derived from them.
 */
export const organizationDomain = pgTable(
  "organization_domain",
  {
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    domain: text("domain").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.domain] }), index("organization_domain_by_domain").on(table.domain)],
);

/** A person who acts for an organization, from a moment until a moment. */
export const organizationContact = pgTable(
  "organization_contact",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    role: text("role", { enum: contactRoles }).notNull(),
    since: moment("since_at").notNull(),
    until: moment("until_at"),
  },
  (table) => [
    check("contact_role_is_known", sql`${table.role} in (${oneOf(contactRoles)})`),
    uniqueIndex("one_open_contact_per_person").on(table.organizationId, table.personId).where(sql`${table.until} is null`),
    index("organizations_of_person").on(table.personId).where(sql`${table.until} is null`),
  ],
);

/** An invitation to act for an organization. Opening its link consumes nothing; accepting it, by a signed-in person, does. */
export const organizationInvitation = pgTable(
  "organization_invitation",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    /** The list in whose name the email is written. */
    list: text("list").notNull(),
    email: text("email").notNull(),
    role: text("role", { enum: contactRoles }).notNull(),
    tokenHash: text("token_hash").notNull().unique("organization_invitation_token_is_unique"),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => person.id),
    invitedAt: moment("invited_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => person.id),
    /** Set when it was withdrawn or replaced by a newer one. */
    endedAt: moment("ended_at"),
  },
  (table) => [
    check("invited_role_is_known", sql`${table.role} in (${oneOf(contactRoles)})`),
    uniqueIndex("one_open_organization_invitation_per_address")
      .on(table.organizationId, sql`lower(${table.email})`)
      .where(sql`${table.acceptedAt} is null and ${table.endedAt} is null`),
    index("organization_invitation_by").on(table.invitedBy),
    index("organization_invitation_accepted_by").on(table.acceptedBy),
  ],
);
