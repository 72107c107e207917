import { desc } from "drizzle-orm";
import { type Database, database, type Transaction } from "@/db/client";
import { auditCheckpoint } from "@/db/schema";
import type { SignedCheckpoint } from "./signing";

/** Stores a checkpoint beside the trail. The copies that prove something are those outside the database. */
export async function keepCheckpoint(checkpoint: SignedCheckpoint): Promise<void> {
  await database()
    .insert(auditCheckpoint)
    .values({ ...checkpoint, at: new Date(checkpoint.at) })
    .onConflictDoNothing();
}

/** The newest checkpoints, newest first. Public: they say how many events the trail has, and nothing about them. */
export async function newestCheckpoints(limit: number, db: Database | Transaction = database()): Promise<readonly SignedCheckpoint[]> {
  const rows = await db.select().from(auditCheckpoint).orderBy(desc(auditCheckpoint.at)).limit(limit);
  return rows.map(({ at, ...checkpoint }) => ({ ...checkpoint, at: at.toISOString() }));
}
