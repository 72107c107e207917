import { sql } from "drizzle-orm";
import { z } from "zod";
import { startOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { raiseAlert } from "./raise-alert";

/** Fewer in a day come from other users of the provider's account, or from a new kind of event. */
const manyUnknown = 20;

/** Tells the chairs of a list when the provider told of many emails, or kinds of events, that nobody here knows. The worker's, once a day. */
export const tellUnknownEvents = command(
  "tellUnknownEvents",
  z.strictObject({ list: z.string(), day: z.iso.date() }),
  async (work, { list, day }): Promise<void> => {
    work.authorize(isWorker(work.actor));
    const { rows } = await work.tx.execute<{ count: number }>(sql`
      select count(*)::int as count from provider_event
      where outcome in ('unknown-email', 'unknown-type') and received_at >= ${startOf(day).toISOString()}::timestamptz - interval '1 day' and received_at < ${startOf(day).toISOString()}::timestamptz`);
    const count = rows[0]?.count ?? 0;
    const sentence = `The mail provider sent ${count} events within a day about unknown emails or of unknown kinds. Another portal may share our account.`;
    if (count < manyUnknown || !(await raiseAlert(work, { list, memberId: null, kind: "provider-unknown", sentence }))) work.nothingToDo();
  },
);
