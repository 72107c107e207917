import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { changesTheRoster } from "@/lib/roster/changes";
import { moment, oneOf } from "./columns";

/**
 * What happened, who did it, chained by hash. A trigger that runs as the owner sets the position, the time of writing, the previous hash and the
 * hash; UPDATE, DELETE and TRUNCATE are refused, and the role of the application has no right to them. Contains ids and values of closed lists, never text that people wrote.
 */
export const auditEvent = pgTable(
  "audit_event",
  {
    position: bigint("position", { mode: "number" }).primaryKey(),
    /** When it happened, as stated by the command. */
    at: moment("at").notNull(),
    /** When the database wrote it, in its own time; no writer can choose it. Null before version 0.3. */
    recordedAt: moment("recorded_at"),
    action: text("action").notNull(),
    actorKind: text("actor_kind").notNull(),
    /** A person's id, or the name of a system principal. */
    actorId: text("actor_id"),
    /** The role in which a person acted. */
    actorRole: text("actor_role"),
    requestId: text("request_id"),
    list: text("list"),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    data: jsonb("data").notNull().$type<Record<string, unknown>>(),
    previousHash: text("previous_hash").notNull().unique("audit_chain_does_not_fork"),
    hash: text("hash").notNull().unique("audit_hash_is_unique"),
  },
  (table) => [
    index("audit_event_by_subject").on(table.subjectKind, table.subjectId, table.position),
    index("audit_event_by_list").on(table.list, table.position),
    index("roster_changes")
      .on(table.list, table.position)
      .where(sql`${table.action} in (${oneOf(changesTheRoster)})`),
  ],
);

/** Signed positions in the chain, one an hour. The copies that prove something are those outside the database. */
export const auditCheckpoint = pgTable("audit_checkpoint", {
  at: moment("at").primaryKey(),
  position: bigint("position", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
  /** `keyIdOf` the key that signed it. */
  keyId: text("key_id").notNull(),
  signature: text("signature").notNull(),
});
