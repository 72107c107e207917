import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { rosterCopy } from "@/db/schema";
import { dayOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { mostRows, rosterTrouble } from "../assess/sister-list";
import { storable } from "../storable";

const input = z.strictObject({
  url: z.url(),
  hash: z.string().length(64),
  /** Null for a page that is no text. */
  members: z
    .array(z.strictObject({ organization: z.string().nullable(), email: z.string().nullable() }))
    .max(mostRows)
    .nullable(),
});

/**
 * Keeps a copy of another list's roster, with its hash and whether it can be used: an empty one, or one that lost many rows at
 * once, cannot. The same bytes as before are one copy, read again. Only for the worker.
 */
export const keepRoster = command("keepRoster", input, async (work, { url, hash, members }): Promise<void> => {
  work.authorize(isWorker(work.actor));
  await work.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${url}, 7))`); // two workers may read at once
  const copies = await work.tx.select().from(rosterCopy).where(eq(rosterCopy.url, url)).orderBy(desc(rosterCopy.readAt)).limit(50);
  const usable = copies.find(({ trouble }) => trouble === null);
  const before = usable === undefined ? null : { rows: usable.rows, readOn: dayOf(usable.readAt) };
  const rows = members?.length ?? 0;
  const trouble = members === null ? "unreadable" : rosterTrouble(rows, { before, today: work.today });
  const [newest] = copies;
  if (newest !== undefined && newest.hash === hash && newest.trouble === trouble) {
    await work.tx.update(rosterCopy).set({ readAt: work.now }).where(eq(rosterCopy.id, newest.id));
    return work.nothingToDo();
  }
  const [kept] = await work.tx
    .insert(rosterCopy)
    .values({ url, readAt: work.now, hash, rows, entries: storable(members ?? []), trouble })
    .returning({ id: rosterCopy.id });
  if (kept === undefined) throw new Error("The copy was not stored");
  work.audit("evidence.roster_read", { kind: "roster-copy", id: kept.id, list: null }, { rows, trouble });
});
