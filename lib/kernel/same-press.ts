import { setTimeout as wait } from "node:timers/promises";
import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { formPress } from "@/db/schema";
import { log } from "./log";

/** For how many seconds a repeated submission counts as the first one. */
export const pressSeconds = 10;

const pollMs = 50;

/**
 * Runs what a form does and returns the path it redirects to. A double-click sends the same form twice: the second request by the same
 * session within `pressSeconds` waits for the first and redirects to the same path without running anything. Only the last form of a session
 * is remembered: after another one, the same form runs again, and so does a form that was refused the first time.
 *
 * `session` and `form` are hashes: of the session, and of the address with every field. Stored in the database, because two requests may
 * reach two processes.
 */
export async function asOnePress(session: string, form: string, run: () => Promise<string>): Promise<string> {
  for (;;) {
    const at = await claim(session, form);
    if (at !== null) return runClaimed({ session, form, at }, run);
    const first = await pressOf(session, form);
    if (first?.leadsTo != null) return first.leadsTo;
    if (first !== undefined) await wait(pollMs); // no connection is held meanwhile
  }
}

type Claim = { readonly session: string; readonly form: string; readonly at: Date };

async function runClaimed(claimed: Claim, run: () => Promise<string>): Promise<string> {
  try {
    const leadsTo = await run();
    await note(claimed, leadsTo).catch((error: unknown) => log.warn("press.not-noted", { error })); // what was done is done
    return leadsTo;
  } catch (error) {
    await note(claimed, null).catch(() => {}); // the first error is the one that is told
    throw error;
  }
}

/** Stores this form as the session's last one. Returns its time, or null when the same form was just sent. */
async function claim(session: string, form: string): Promise<Date | null> {
  const momentAgo = sql`now() - make_interval(secs => ${pressSeconds})`;
  const [claimed] = await database()
    .insert(formPress)
    .values({ session, form })
    .onConflictDoUpdate({
      target: formPress.session,
      set: { form, at: sql`now()`, leadsTo: null },
      setWhere: or(ne(formPress.form, form), lt(formPress.at, momentAgo)),
    })
    .returning({ at: formPress.at });
  return claimed?.at ?? null;
}

async function pressOf(session: string, form: string): Promise<{ leadsTo: string | null } | undefined> {
  const [press] = await database()
    .select({ leadsTo: formPress.leadsTo })
    .from(formPress)
    .where(and(eq(formPress.session, session), eq(formPress.form, form)));
  return press;
}

/** Stores the path of the redirect; null deletes the row, so that the next request runs. Does nothing if another form has replaced it. */
async function note({ session, form, at }: Claim, leadsTo: string | null): Promise<void> {
  const mine = and(eq(formPress.session, session), eq(formPress.form, form), eq(formPress.at, at));
  if (leadsTo === null) await database().delete(formPress).where(mine);
  else await database().update(formPress).set({ leadsTo }).where(mine);
}
