import pg from "pg";

const kept = globalThis as typeof globalThis & { floorPool?: pg.Pool };

/** The floor's one connection pool, as large as the portal's. */
export function pool(): pg.Pool {
  kept.floorPool ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  return kept.floorPool;
}
