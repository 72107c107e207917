import { Refusal } from "@/lib/kernel/refusal";

/**
 * Without DATABASE_URL the command line uses the portal that runs from this checkout, demo or development.
 * Throws a Refusal that says what to do if none is running.
 */
export async function useLocalDatabase(): Promise<void> {
  if (process.env.DATABASE_URL || process.env.NODE_ENV === "production") return;
  const { joinEmbedded, onServer } = await import("@/db/embedded");
  const server = await joinEmbedded();
  if (!server)
    throw new Refusal(
      "DATABASE_URL is not set, and no portal is running from this folder. Set DATABASE_URL, or start npm run demo in another window.",
    );
  const names = await onServer(server.url("postgres"), async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname in ('forewarned_demo', 'forewarned') order by datname desc",
    );
    return rows.map(({ datname }) => datname);
  });
  if (!names[0]) throw new Refusal("The database of this folder is empty. Start npm run demo or npm run dev once.");
  const { localSecret } = await import("./local-files");
  Object.assign(process.env, { DATABASE_URL: server.applicationUrl(names[0]), AUTH_SECRET: process.env.AUTH_SECRET || localSecret() });
}
