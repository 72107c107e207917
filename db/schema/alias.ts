import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";
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
    address: text("address").notNull(),
    tokenHash: text("token_hash").notNull().unique("alias_check_token_is_unique"),
    askedAt: moment("asked_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    tries: integer("tries").notNull().default(0),
    /** Set when a newer question, another address, a withdrawal or a "not ours" ended this one. */
    endedAt: moment("ended_at"),
    disownedAt: moment("disowned_at"),
    answeredAt: moment("answered_at"),
    answeredBy: text("answered_by"),
    /** Answered so fast, or so oddly, that a person should look. */
    checkByHand: boolean("check_by_hand").notNull().default(false),
  },
  (table) => [
    uniqueIndex("one_open_alias_check_per_application").on(table.applicationId).where(sql`${table.endedAt} is null`),
    index("alias_check_of_organization").on(table.organizationId),
    index("alias_check_of_application").on(table.applicationId, table.askedAt),
  ],
);
