import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { startPart } from "@/scripts/processes";
import { startResend } from "@/tests/simulators/resend";
import { goal, heading, table } from "./report";
import { settings } from "./servers";

/** Calls that the provider takes in one second from a whole team. */
const callsPerSecond = 5;

/** Emails that wait to be handed over, each with its job, as a sweep leaves them. */
async function queueEmails(client: Client, emails: number): Promise<void> {
  await client.query("delete from email");
  await client.query("delete from graphile_worker._private_jobs");
  await client.query(
    `with written as (
       insert into email (kind, list, subject_kind, subject_id, thread, recipient, data, created_at)
       select 'recheck-opened', 'istio', 'recheck', gen_random_uuid(), '2026-' || n || '.recheck', 'primary@organization' || n || '.example',
         json_build_object('organization', 'Organization ' || n, 'reference', '2026-' || n, 'dueOn', current_date + 14), now()
       from generate_series(1, $1::int) n returning id)
     select count(*) from graphile_worker.add_jobs(array(select s from written,
       json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'deliver-email', 'payload', json_build_object('emailId', id))) s))`,
    [emails],
  );
  for (const name of ["email", "graphile_worker._private_jobs"]) await client.query(`vacuum analyze ${name}`);
}

/** How fast the worker empties the outbox when handing over costs nothing: goal 16. Claim, words, record and trail are all in it. */
export async function outboxGoals(databaseUrl: string, { emails }: { emails: number }): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const floor = await floorOutbox(client, emails * 10);
    await queueEmails(client, emails);
    const worker = startPart({ name: "worker", run: ["lib/worker/main.ts"], env: settings(databaseUrl, 3000) });
    const perSecond = await accepted(client, emails).finally(() => worker.stop());
    heading(`An outbox of ${emails.toLocaleString("en")} emails, handing over costs nothing`);
    table([
      ["floor, batches of 100", `${floor.toFixed(0)} per s`],
      ["portal, drawn, claimed, recorded, with trail", `${perSecond.toFixed(0)} per s`],
    ]);
    table([goal("16", "emails per s / floor's", perSecond / floor, { atLeast: 0.5 })]);
  } finally {
    await client.end();
  }
}

/** The least it can be: rows taken by the hundred, spoken of, marked. */
async function floorOutbox(client: Client, rows: number): Promise<number> {
  await client.query("truncate floor_outbox");
  await client.query(
    "insert into floor_outbox (recipient, kind) select 'member' || n || '@acme.example', 'recheck' from generate_series(1, $1::int) n",
    [rows],
  );
  await client.query("vacuum analyze floor_outbox");
  const begun = performance.now();
  for (let taken = 100; taken === 100; ) {
    await client.query("begin");
    const { rows: batch } = await client.query<{ id: string; recipient: string; kind: string }>(
      "select id, recipient, kind from floor_outbox where sent_at is null order by id limit 100 for update skip locked",
    );
    JSON.stringify(batch.map(({ recipient, kind }) => ({ to: recipient, subject: kind })));
    await client.query("update floor_outbox set sent_at = now() where id = any($1)", [batch.map(({ id }) => id)]);
    await client.query("commit");
    taken = batch.length;
  }
  return (rows / (performance.now() - begun)) * 1000;
}

/** Emails per second from the first claim to the last acceptance. */
async function accepted(client: Client, emails: number): Promise<number> {
  for (const end = performance.now() + 300_000; performance.now() < end; await wait(200)) {
    const { rows } = await client.query<{ n: number; seconds: number }>(
      `select count(*) filter (where status = 'accepted')::int as n,
         extract(epoch from max(accepted_at) - min(first_attempt_at))::float8 as seconds from email`,
    );
    if (rows[0]?.n === emails) return emails / rows[0].seconds;
  }
  throw new Error("The worker did not empty the outbox");
}

/**
 * Emails to a provider that takes 5 calls a second; the worker is killed in the middle and another one goes on: goal 17. What
 * counts is the provider's own ledger. The emails that were under way come last: a claim has to run out first.
 */
export async function heldSender(databaseUrl: string, { emails }: { emails: number }): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const provider = await startResend();
  const startWorker = () =>
    startPart({
      name: "worker",
      run: ["lib/worker/main.ts"],
      env: { ...settings(databaseUrl, 3000), RESEND_API_KEY: "re_test", RESEND_BASE_URL: provider.url },
    });
  try {
    await queueEmails(client, emails);
    const first = startWorker();
    await until(() => provider.sent.length >= emails / 3);
    process.kill(-first.pid, "SIGKILL");
    await first.ended;
    const second = startWorker();
    await until(() => provider.sent.length >= emails).finally(() => second.stop());

    const calls = provider.calls.map(({ at }) => at);
    const tooMany = calls.filter((at, index) => at - (calls[index - callsPerSecond] ?? 0) < 1000).length;
    const before = calls.slice(0, Math.floor(emails / 3));
    const pace = ((before.length - 1) / ((before.at(-1) ?? 0) - (before[0] ?? 0))) * 1000;
    const recipients = new Set(provider.sent.map(({ payload }) => String(payload.to)));
    heading(`${emails} emails to a provider that takes ${callsPerSecond} calls a second, the worker killed in the middle`);
    table([
      ["emails per second before the kill", pace.toFixed(2)],
      ["calls", String(calls.length)],
    ]);
    table([
      goal("17", `emails per s / ${callsPerSecond} calls per s`, pace / callsPerSecond, { atLeast: 0.95 }),
      goal("17", "calls beyond the provider's rate", tooMany, { atMost: 0 }),
      goal("17", "lost", emails - recipients.size, { atMost: 0 }),
      goal("17", "sent twice", provider.sent.length - recipients.size, { atMost: 0 }),
    ]);
  } finally {
    await provider.stop();
    await client.end();
  }
}

async function until(done: () => boolean): Promise<void> {
  for (const end = performance.now() + 180_000; !done(); await wait(20)) if (performance.now() > end) throw new Error("It did not end");
}
