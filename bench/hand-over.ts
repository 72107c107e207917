import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { startPart } from "@/scripts/processes";
import { goal, heading, table } from "./report";
import { settings } from "./servers";

/** Emails whose way is timed. */
const emails = 60;

/**
 * From the commit of an email to the call of the provider by the worker, on an idle system: goal 18. Each email is written as a
 * command would, a row and its job in one transaction; both times are the database's.
 */
export async function handOver(databaseUrl: string): Promise<void> {
  const worker = startPart({ name: "worker", run: ["lib/worker/main.ts"], env: settings(databaseUrl, 3000) });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("delete from email");
    const times: number[] = [];
    for (let number = 0; number <= emails; number += 1) {
      const waited = await one(client);
      if (number > 0) times.push(waited); // the first one waits for the worker to start
      await wait(20);
    }
    times.sort((a, b) => a - b);
    const [p50, p95] = [0.5, 0.95].map((share) => times[Math.ceil(times.length * share) - 1] ?? 0);
    heading(`From commit to hand-over, ${times.length} emails, idle system`);
    table([
      ["p50", `${(p50 ?? 0).toFixed(1)} ms`],
      ["p95", `${(p95 ?? 0).toFixed(1)} ms`],
    ]);
    table([goal("18", "p50 / 10 ms", (p50 ?? 0) / 10, { atMost: 1 }), goal("18", "p95 / 25 ms", (p95 ?? 0) / 25, { atMost: 1 })]);
  } finally {
    await client.end();
    await worker.stop();
  }
}

async function one(client: Client): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `with written as (
       insert into email (kind, subject_kind, subject_id, thread, recipient, data, created_at)
       values ('role-granted', 'person', gen_random_uuid(), 'bench.role', 'somebody@acme.example', '{"role": "reviewer"}', now()) returning id)
     select id, graphile_worker.add_job('deliver-email', json_build_object('emailId', id)) from written`,
  );
  const id = rows[0]?.id;
  for (const end = performance.now() + 30_000; performance.now() < end; await wait(5)) {
    const { rows: found } = await client.query<{ ms: number }>(
      "select extract(epoch from last_attempt_at - created_at)::float8 * 1000 as ms from email where id = $1 and status = 'accepted'",
      [id],
    );
    if (found[0]) return found[0].ms;
  }
  throw new Error("The worker did not come to the email");
}
