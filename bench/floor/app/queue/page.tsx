import { connection } from "next/server";
import { pool } from "../../pool";

type Row = { id: string; reference: string; organization_name: string; decision_due_on: string };

/** As little as a queue can be: 25 rows of one index. */
export default async function Page() {
  await connection();
  const { rows } = await pool().query<Row>(
    `select id, reference, organization_name, decision_due_on::text from application
     where list = 'istio' and status in ('submitted', 'information_requested') order by decision_due_on, id limit 25`,
  );
  return (
    <main>
      <h1>Waiting</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.reference}</td>
              <td>{row.organization_name}</td>
              <td>{row.decision_due_on}</td>
              <td>
                <a href={`/dynamic?${row.id}`}>Open</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
