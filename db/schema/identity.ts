import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid, varchar } from "drizzle-orm/pg-core";
import { committeeRoles } from "@/lib/kernel/roles";
import { id, moment, oneOf } from "./columns";

/** A human being who signs in. Property names follow what the sign-in library's adapter expects. */
export const person = pgTable(
  "person",
  {
    id: id(),
    name: text("name"),
    email: text("email").notNull(),
    emailVerified: moment("email_verified"),
    image: text("image"),
    createdAt: moment("created_at").notNull().defaultNow(),
    /** Single-key shortcuts of the committee area; off until asked for. */
    shortcuts: boolean("shortcuts").notNull().default(false),
  },
  (table) => [uniqueIndex("one_person_per_address").on(sql`lower(${table.email})`)],
);

/** A signed-in browser. The token is stored as its hash; roles are never stored here. */
export const session = pgTable(
  "session",
  {
    sessionToken: text("session_token").primaryKey(),
    userId: uuid("person_id")
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    expires: moment("expires_at").notNull(),
    signedInAt: moment("signed_in_at").notNull().defaultNow(),
    lastUsedAt: moment("last_used_at").notNull().defaultNow(),
  },
  (table) => [index("session_by_person").on(table.userId)],
);

/** Short-lived proof handed from our own sign-in page to the sign-in library inside one request. */
export const verificationToken = pgTable(
  "verification_token",
  { identifier: text("identifier").notNull(), token: text("token").notNull(), expires: moment("expires_at").notNull() },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);

/** Accounts of other providers; the portal uses none, the sign-in library wants the table. */
export const account = pgTable(
  "account",
  {
    userId: uuid("person_id")
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] }), index("account_by_person").on(table.userId)],
);

/** A code sent by email and awaited by one browser. */
export const signInCode = pgTable(
  "sign_in_code",
  {
    id: id(),
    email: text("email").notNull(),
    browserHash: text("browser_hash").notNull(),
    codeHash: text("code_hash").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    /** When it was typed correctly; null when it ended in another way. */
    usedAt: moment("used_at"),
  },
  (table) => [
    index("sign_in_code_by_browser").on(table.browserHash, table.createdAt),
    index("open_sign_in_code_by_address").on(sql`lower(${table.email})`).where(sql`${table.endedAt} is null`),
    check("five_attempts", sql`${table.attempts} <= 5`),
  ],
);

/** A role in a list's committee; it ends, it is never deleted. */
export const committeeRole = pgTable(
  "committee_role",
  {
    id: id(),
    list: text("list").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    role: text("role", { enum: committeeRoles }).notNull(),
    grantedAt: moment("granted_at").notNull(),
    grantedBy: uuid("granted_by").references(() => person.id),
    revokedAt: moment("revoked_at"),
    revokedBy: uuid("revoked_by").references(() => person.id),
  },
  (table) => [
    check("committee_role_is_known", sql`${table.role} in (${oneOf(committeeRoles)})`),
    uniqueIndex("one_open_grant_per_role").on(table.list, table.personId, table.role).where(sql`${table.revokedAt} is null`),
    index("open_roles_of_person").on(table.personId).where(sql`${table.revokedAt} is null`),
    index("committee_role_granted_by").on(table.grantedBy),
    index("committee_role_revoked_by").on(table.revokedBy),
  ],
);

/** A browser in which somebody signed in: limits on strangers do not stop it. Known by the hash of its cookie. */
export const rememberedBrowser = pgTable(
  "remembered_browser",
  {
    browserHash: text("browser_hash").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    signedInAt: moment("signed_in_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.browserHash, table.personId] }),
    index("remembered_browser_by_person").on(table.personId, table.signedInAt),
    index("remembered_browser_by_age").on(table.signedInAt),
  ],
);

/** Counts of requests; the columns, and their order, are those that rate-limiter-flexible writes. */
export const requestLimit = pgTable(
  "request_limit",
  {
    key: varchar("key", { length: 255 }).primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("request_limit_by_age").on(table.expire)],
);

/** How often something was done by one source in one window; the limit before any email is written. */
export const rateCount = pgTable(
  "rate_count",
  {
    bucket: text("bucket").notNull(),
    windowStart: moment("window_start").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bucket, table.windowStart] }), index("rate_count_by_age").on(table.windowStart)],
);
