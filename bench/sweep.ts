import { performance } from "node:perf_hooks";
import { Client } from "pg";
import { startPart } from "@/scripts/processes";
import { type Figures, load } from "./load";
import { cookieOf } from "./reads";
import { figuresHead, figuresRow, goal, heading, table } from "./report";
import { type Server, settings } from "./servers";

const list = "istio";
const today = () => new Date().toISOString().slice(0, 10);

/**
 * The morning on which every member is due for a re-check: goals 13 to 15. The floor is one statement that marks as many rows and
 * writes a row of audit and one of outbox for each.
 */
export async function sweepGoals({
  portal,
  databaseUrl,
  members,
}: {
  portal: Server;
  databaseUrl: string;
  members: number;
}): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const idle = await nothingDue(client);
    const floor = await floorSweep(client, members);
    await makeAllDue(client);
    const took = await sweep(client, databaseUrl, members);
    heading(`Re-checks of ${members.toLocaleString("en")} members, all due`);
    table([
      ["floor, one statement", perSecond(members, floor)],
      ["portal, emails, jobs and trail with it", perSecond(members, took)],
      ["floor, nothing due", `${idle.floor.toFixed(2)} ms`],
      ["portal, nothing due", `${idle.portal.toFixed(2)} ms`],
    ]);
    const pages = await pagesDuring(client, { portal, databaseUrl, members });
    heading("A page while they are opened, one user");
    table([figuresHead, figuresRow("queue, no sweep", pages.without), figuresRow("queue, sweep", pages.during)]);
    table([
      goal("13", "members per s / floor's", floor / took, { atLeast: 0.5 }),
      goal("14", "nothing due / floor's nothing due", idle.portal / idle.floor, { atMost: 5 }),
      goal("15", "queue p95 during the sweep / without", pages.during.p95 / pages.without.p95, { atMost: 2 }),
      goal("22", "errors", pages.without.errors + pages.during.errors, { atMost: 0 }),
    ]);
  } finally {
    await client.end();
  }
}

/** Median milliseconds of a query that finds nothing, after VACUUM: the portal's own query, and a minimal one. */
async function nothingDue(client: Client): Promise<{ portal: number; floor: number }> {
  await client.query("vacuum analyze member");
  await client.query("vacuum analyze floor_member");
  const asked = `select exists (select from member where list = '${list}' and left_on is null and next_recheck_on <= current_date) as due`;
  const marked = "update floor_member set checks = checks + 1 where due_at < now()";
  return { portal: await medianOf(client, asked), floor: await medianOf(client, marked) };
}

async function medianOf(client: Client, statement: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 51; turn += 1) {
    const begun = performance.now();
    await client.query(statement);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[25] ?? 0;
}

/** Seconds of the floor's one statement over as many members. */
async function floorSweep(client: Client, members: number): Promise<number> {
  await client.query("update floor_member set due_at = now() - interval '1 day'");
  await client.query("vacuum analyze floor_member");
  const begun = performance.now();
  await client.query(`
    with due as (update floor_member set due_at = now() + interval '1 year', checks = checks + 1 where due_at < now() returning id),
      told as (insert into floor_audit (subject, act) select id, 'due' from due)
    insert into floor_outbox (recipient, kind) select 'member' || id || '@acme.example', 'recheck' from due`);
  const took = (performance.now() - begun) / 1000;
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from floor_outbox");
  if (rows[0]?.n !== members) throw new Error("The floor's sweep missed somebody");
  return took;
}

/** Every member is due, and nothing of an earlier round is left but its trail, which nobody can take away. */
async function makeAllDue(client: Client): Promise<void> {
  await client.query("truncate recheck cascade");
  await client.query("delete from email");
  await client.query("delete from graphile_worker._private_jobs");
  await client.query("update member set next_recheck_on = current_date - 1");
  for (const name of ["member", "email", "graphile_worker._private_jobs"]) await client.query(`vacuum analyze ${name}`);
}

/** Seconds until a re-check is open for everybody, from the first job on, without the start of the process. */
async function sweep(client: Client, databaseUrl: string, members: number): Promise<number> {
  await startSweep(client, databaseUrl).ended;
  const { rows } = await client.query<{ n: number; seconds: number }>(`
    select (select count(*)::int from recheck) as n,
      (select extract(epoch from clock_timestamp() - min(created_at))::float8 from email) as seconds`);
  if (rows[0]?.n !== members) throw new Error(`Re-checks were opened for ${rows[0]?.n} of ${members}`);
  return rows[0].seconds;
}

function startSweep(client: Client, databaseUrl: string): { readonly ended: Promise<unknown> } {
  const queued = client.query("select graphile_worker.add_job('open-due-rechecks', $1::json)", [JSON.stringify({ list, day: today() })]);
  const part = queued.then(() =>
    startPart({ name: "sweep", run: ["bench/sweep-part.ts", "open-due-rechecks"], env: settings(databaseUrl, 3000) }),
  );
  return { ended: part.then(({ ended }) => ended) };
}

/** A reviewer's queue, before and while everybody's re-check is opened. */
async function pagesDuring(
  client: Client,
  { portal, databaseUrl, members }: { portal: Server; databaseUrl: string; members: number },
): Promise<{ without: Figures; during: Figures }> {
  const shot = { path: `/committee/${list}`, headers: cookieOf("reviewer") };
  await makeAllDue(client);
  await load(portal.origin, { connections: 1, seconds: 1, next: () => shot });
  const without = await load(portal.origin, { connections: 1, seconds: 5, next: () => shot });
  let over = false;
  const ended = startSweep(client, databaseUrl).ended.then(() => {
    over = true;
  });
  for (let begun = false; !begun && !over; ) {
    const { rows } = await client.query<{ begun: boolean }>("select exists (select from recheck) as begun");
    begun = rows[0]?.begun ?? false;
  }
  const during = await load(portal.origin, { connections: 1, seconds: 600, next: () => (over ? null : shot) });
  await ended;
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from recheck");
  if (rows[0]?.n !== members) throw new Error("The sweep during the load missed somebody");
  return { without, during };
}

function perSecond(members: number, seconds: number): string {
  return `${seconds.toFixed(2)} s, ${Math.round(members / seconds).toLocaleString("en")} per s`;
}
