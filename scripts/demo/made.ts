import { onServer } from "@/db/embedded";

/** The key that is stored once the demo data is complete. */
export const made = "demo:made";

/** Whether the making of a world was begun in a database and not brought to its end: it would lack people and emails for ever. */
export async function isHalfMade(databaseUrl: string): Promise<boolean> {
  return onServer(databaseUrl, async (client) => {
    const { rows: tables } = await client.query(
      "select to_regclass('public.person') is not null and to_regclass('public.sweep') is not null as there",
    );
    if (!tables[0].there) return false;
    const { rows } = await client.query("select exists (select from person) and not exists (select from sweep where key = $1) as half", [
      made,
    ]);
    return rows[0].half;
  });
}
