import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { rememberedDays } from "@/lib/identity/sessions";

/** The provider tries an event again for about 28 hours, and people may replay it for some days. */
const providerEventDays = 30;

/**
 * Erases what was only ever meant to last a short while: refused forms after the day for which their pages show them, last presses
 * of buttons, ended sign-in codes and spent proofs, counts of limits whose window is over, events of the mail provider, sessions that have run out. Nothing that a trail or an email refers to.
 */
export async function forgetPassing(now: Date): Promise<void> {
  const at = now.toISOString();
  await database().transaction(async (tx) => {
    await tx.execute(sql`delete from kept_form where at < ${at}::timestamptz - interval '1 day'`);
    await tx.execute(sql`delete from form_press where at < ${at}::timestamptz - interval '1 minute'`);
    await tx.execute(sql`delete from sign_in_code where expires_at < ${at}::timestamptz - interval '1 day'`);
    await tx.execute(sql`delete from verification_token where expires_at < ${at}::timestamptz`);
    await tx.execute(sql`delete from request_limit where expire < ${now.getTime()}`);
    await tx.execute(
      sql`delete from remembered_browser where signed_in_at < ${at}::timestamptz - make_interval(days => ${rememberedDays})`,
    );
    await tx.execute(sql`delete from rate_count where window_start < ${at}::timestamptz - interval '2 days'`);
    await tx.execute(sql`delete from provider_event where received_at < ${at}::timestamptz - make_interval(days => ${providerEventDays})`);
    await tx.execute(sql`delete from session where expires_at < ${at}::timestamptz`);
  });
}
