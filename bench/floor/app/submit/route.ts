import { pool } from "../../pool";

/** As little as sending a form can be: a row and an audit row in one transaction, then a redirect. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData();
  const client = await pool().connect();
  try {
    await client.query("begin");
    const { rows } = await client.query("insert into floor_application (email, body) values ($1, $2) returning id", [
      form.get("email"),
      JSON.stringify({ reason: form.get("reason") }),
    ]);
    await client.query("insert into floor_audit (subject, act) values ($1, 'submit')", [rows[0]?.id]);
    await client.query("commit");
  } finally {
    client.release();
  }
  return new Response(null, { status: 303, headers: { location: "/dynamic" } });
}
