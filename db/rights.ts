import { type Client, escapeIdentifier } from "pg";

/** The role of the application where it is another than the owner's; null where one role does both. */
export function roleBesides(ownerUrl: string, applicationUrl: string): string | null {
  const [owner, application] = [ownerUrl, applicationUrl].map((url) => decodeURIComponent(new URL(url).username));
  return application === undefined || application === owner ? null : application;
}

/**
 * Gives the role of the application what it needs, again at each start: everything on our rows and on the queue, except that it may
 * only read and append the audit trail. Row level security is on for the queue's tables, which would hide them from other roles than
 * their owner, so each gets a policy.
 */
export async function grantRights(client: Client, application: string): Promise<void> {
  const { rows } = await client.query("select 1 from pg_roles where rolname = $1", [application]);
  if (rows.length === 0) throw new Error("The role that DATABASE_URL names does not exist. Create it, with a password and LOGIN.");
  const role = escapeIdentifier(application);
  await client.query(`
    grant usage on schema public, drizzle, graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage, select on all sequences in schema public to ${role};
    grant select on all tables in schema drizzle to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant usage, select on all sequences in schema graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role};
    revoke all on audit_event from public, ${role};
    grant select, insert on audit_event to ${role};
    revoke update, delete on audit_checkpoint from ${role};`);
  const { rows: tables } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'graphile_worker' and rowsecurity",
  );
  for (const { name } of tables)
    await client.query(
      `drop policy if exists forewarned_application on ${name}; create policy forewarned_application on ${name} to ${role} using (true) with check (true)`,
    );
}
