import { Client } from "pg";

/** How long something is waited for that the worker does, in milliseconds. A machine that is not busy needs one or two thousand. */
export const patience = 240_000;

export type ReadEmail = { readonly subject: string; readonly text: string; readonly createdAt: Date };

/**
 * The newest email to an address, as it was rendered; waits as long for the worker as a busy machine may need.
 * `about` picks by subject, `says` by text; `after` leaves out what was written before a moment, so that a second code is not taken for the first.
 */
export async function latestEmail(
  recipient: string,
  { about, says, after }: { about?: RegExp; says?: RegExp; after?: Date } = {},
): Promise<ReadEmail> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const found = (await emailsTo(recipient)).find(
      ({ subject, text, createdAt }) => (about?.test(subject) ?? true) && (says?.test(text) ?? true) && (!after || createdAt > after),
    );
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const subjects = (await emailsTo(recipient)).map(({ subject }) => subject);
  throw new Error(`No such email to ${recipient}; there are: ${subjects.join(" | ") || "none"}`);
}

/** Every rendered email to an address, newest first. */
export async function emailsTo(recipient: string): Promise<ReadEmail[]> {
  const rows = await ask<{ subject: string; text: string; created_at: Date }>(
    "select subject, text, created_at from email where lower(recipient) = lower($1) and text is not null order by created_at desc, id desc limit 50",
    [recipient],
  );
  return rows.map(({ subject, text, created_at }) => ({ subject, text, createdAt: created_at }));
}

/** The code of 8 digits in the newest email that carries one; other emails may come in between. */
export async function latestCode(recipient: string, after?: Date): Promise<string> {
  const email = await latestEmail(recipient, { about: /sign in/i, ...(after ? { after } : {}) });
  const code = /\b(\d{4}[ -]?\d{4})\b/.exec(email.text)?.[1]?.replace(/\D/g, "");
  if (!code) throw new Error(`The email "${email.subject}" to ${recipient} carries no code.`);
  return code;
}

/** The first link in an email whose path matches. */
export function linkIn(email: ReadEmail, path: RegExp): string {
  const link = (email.text.match(/https?:\/\/[^\s<>"]+/g) ?? []).find((url) => path.test(new URL(url).pathname));
  if (!link) throw new Error(`The email "${email.subject}" has no link to ${path}.`);
  return link;
}

async function ask<Row>(query: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(query, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}
