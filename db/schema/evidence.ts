import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type AlertKind, alertKinds } from "@/lib/evidence/alerts";
import { checkNames, checkResults, rosterTroubles } from "@/lib/evidence/checks";
import { application } from "./application";
import { id, moment, oneOf } from "./columns";
import { person } from "./identity";
import { member } from "./member";

/** The result of an automatic check about one thing, once: the result, what was seen, when, and a hash of it. Never changed, only asked again. */
export const evidenceCheck = pgTable(
  "evidence_check",
  {
    id: id(),
    list: text("list").notNull(),
    memberId: uuid("member_id").references(() => member.id, { onDelete: "cascade" }),
    applicationId: uuid("application_id").references(() => application.id, { onDelete: "cascade" }),
    name: text("name", { enum: checkNames }).notNull(),
    /** What was checked: a domain, an address, a name. */
    target: text("target").notNull(),
    result: text("result", { enum: checkResults }).notNull(),
    /** One sentence for people. */
    sentence: text("sentence").notNull(),
    /** What was seen, as data: records, a status, rows. */
    seen: jsonb("seen").notNull().$type<Record<string, unknown>>(),
    /** SHA-256 of what was seen, in hex. */
    seenHash: text("seen_hash").notNull(),
    because: text("because", { enum: ["application", "schedule", "recheck", "button"] }).notNull(),
    at: moment("checked_at").notNull(),
    /** What the committee has to be told of, once it is clear that not many members fail at once. */
    alerts: jsonb("alerts").notNull().default([]).$type<readonly { readonly kind: AlertKind; readonly sentence: string }[]>(),
    /** When it was compared with the others of its day; null until then. */
    correlatedAt: moment("correlated_at"),
  },
  (table) => [
    check("check_name_is_known", sql`${table.name} in (${oneOf(checkNames)})`),
    check("check_result_is_known", sql`${table.result} in (${oneOf(checkResults)})`),
    check("a_check_is_about_one_thing", sql`num_nonnulls(${table.memberId}, ${table.applicationId}) = 1`),
    index("checks_of_member").on(table.memberId, table.name, table.at),
    index("checks_of_application").on(table.applicationId, table.name, table.at),
    index("checks_by_day").on(table.list, table.name, table.at),
    index("checks_to_correlate").on(table.list, table.name, table.at).where(sql`${table.correlatedAt} is null`),
  ],
);

/** When a member's evidence is to be asked next. A row per member and check; the sweep takes what is due. */
export const evidenceWatch = pgTable(
  "evidence_watch",
  {
    memberId: uuid("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    name: text("name", { enum: checkNames }).notNull(),
    list: text("list").notNull(),
    nextOn: date("next_on", { mode: "string" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.name] }), index("evidence_due").on(table.nextOn, table.memberId)],
);

/** Something that the committee has to review: it never changes a member's standing by itself. */
export const alert = pgTable(
  "alert",
  {
    id: id(),
    list: text("list").notNull(),
    /** Null for an alert about many at once. */
    memberId: uuid("member_id").references(() => member.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: alertKinds }).notNull(),
    /** One sentence for people. */
    sentence: text("sentence").notNull(),
    checkId: uuid("check_id").references(() => evidenceCheck.id),
    raisedAt: moment("raised_at").notNull(),
    closedAt: moment("closed_at"),
    closedBy: uuid("closed_by").references(() => person.id),
    closedBecause: text("closed_because"),
  },
  (table) => [
    check("alert_kind_is_known", sql`${table.kind} in (${oneOf(alertKinds)})`),
    uniqueIndex("one_open_alert_of_a_kind_per_member")
      .on(table.memberId, table.kind)
      .where(sql`${table.closedAt} is null and ${table.memberId} is not null`),
    uniqueIndex("one_open_alert_of_a_kind_per_list")
      .on(table.list, table.kind)
      .where(sql`${table.closedAt} is null and ${table.memberId} is null`),
    index("open_alerts").on(table.list, table.raisedAt).where(sql`${table.closedAt} is null`),
    index("alerts_of_member").on(table.memberId, table.raisedAt),
    index("alert_of_check").on(table.checkId),
    index("alert_closed_by").on(table.closedBy),
  ],
);

/** A copy of another list's published roster, as it was read: rows, and whether it can be used. */
export const rosterCopy = pgTable(
  "roster_copy",
  {
    id: id(),
    /** Where it was read. */
    url: text("url").notNull(),
    readAt: moment("read_at").notNull(),
    /** SHA-256 of the bytes, in hex. */
    hash: text("hash").notNull(),
    rows: integer("rows").notNull(),
    entries: jsonb("entries").notNull().$type<readonly { readonly organization: string | null; readonly email: string | null }[]>(),
    /** Why it cannot be used for saying "no", or null. */
    trouble: text("trouble", { enum: rosterTroubles }),
  },
  (table) => [
    check("roster_trouble_is_known", sql`${table.trouble} in (${oneOf(rosterTroubles)})`),
    index("roster_copies").on(table.url, table.readAt),
  ],
);
