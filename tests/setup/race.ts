import { sql } from "drizzle-orm";
import { database } from "@/db/client";

/**
 * Opens connections, so that stories which begin together run together. Otherwise the second waits until its connection is made,
 * the first is done by then, and nothing was tried.
 */
export async function readyToRace(): Promise<void> {
  await Promise.all(Array.from({ length: 6 }, () => database().execute(sql`select pg_sleep(0.01)`)));
}
