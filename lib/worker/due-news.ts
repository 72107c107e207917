import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { silentDays } from "@/lib/email/delivery";
import type { Day } from "@/lib/kernel/calendar";
import { env } from "@/lib/kernel/env";
import { enqueue } from "@/lib/kernel/outbox";
import { hostedLists } from "@/lists";

/** What the mail provider told, or did not tell. */

/** The provider keeps what became of an email for longer; after so many days nobody asks any more. */
const askedDays = 10;
const mostAsked = 500;

/** Emails of which the provider has told nothing for too long: it is asked. */
export const emailsWithoutNews = (now: Date): SQL => sql`
  select id, '' as list, false as ends from (
    select id from email
    where status = 'accepted' and delivered_at is null and bounced_at is null and complained_at is null and suppressed_at is null
      and accepted_at < ${now.toISOString()}::timestamptz - make_interval(days => ${silentDays})
      and accepted_at > ${now.toISOString()}::timestamptz - make_interval(days => ${askedDays})
    order by accepted_at limit ${mostAsked}) quiet`;

/** Emails whose news came before they were known to be with the provider, and whose own job was lost. */
export const emailsWithEvents: SQL = sql`
  select distinct l.id, '' as list, false as ends from provider_event e join email l on l.provider_id = e.provider_id where e.outcome = 'unknown-email'`;

/** The list that is named first answers for the portal's mail. */
export async function enqueueUnknownEvents(tx: Transaction, day: Day): Promise<void> {
  const [list] = hostedLists(env().PORTAL_LISTS?.join(","));
  const { rows } = await tx.execute(sql`select 1 from provider_event where outcome in ('unknown-email', 'unknown-type') limit 1`);
  if (list !== undefined && rows.length > 0) await enqueue(tx, [{ task: "tell-unknown-events", payload: { list: list.slug, day } }]);
}
