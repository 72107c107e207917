import { connection } from "next/server";
import { pool } from "../../pool";

/** As little as a dynamic page can be: one row by its key. */
export default async function Page() {
  await connection();
  const { rows } = await pool().query("select reference, organization_name, status from application where reference = $1", [
    process.env.FLOOR_REFERENCE,
  ]);
  return (
    <main>
      <h1>{rows[0]?.reference}</h1>
      <p>{rows[0]?.organization_name}</p>
      <p>{rows[0]?.status}</p>
    </main>
  );
}
