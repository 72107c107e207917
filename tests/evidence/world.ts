import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { database } from "@/db/client";
import type { CheckName } from "@/lib/evidence/checks";
import { checkCorrelatedFailures } from "@/lib/evidence/commands/check-correlated-failures";
import { catchUp } from "@/lib/worker/sweep";
import { type CheckRun, checkEvidence } from "@/lib/worker/tasks/check-evidence";
import { type Admitted, asWorker } from "../member/world";
import { empty } from "../setup/empty";
import { type DnsSimulator, startDns, type Zone } from "../simulators/dns";
import { startWeb, type WebSimulator } from "../simulators/web";

export * from "../member/world";
export { sent } from "../review/world";

/** The outside: a name server and a web server, both on this machine. */
export type Outside = { readonly dns: DnsSimulator; readonly web: WebSimulator; readonly run: (now: Date) => CheckRun };

export const envoy = "raw.githubusercontent.com";

export function outside(): Outside {
  const world = {} as { dns: DnsSimulator; web: WebSimulator };
  beforeAll(async () => {
    world.dns = await startDns();
    world.web = await startWeb([envoy, "globex.example", "www.globex.example", "acme.example", "initech.example"]);
    process.env.EVIDENCE_LOOPBACK = world.web.authority;
  });
  beforeEach(async () => {
    world.dns.clear();
    world.web.clear();
    world.dns.set(envoy, { a: ["127.0.0.1"] });
    await empty("roster_copy", "sweep");
    await database().execute(sql`delete from graphile_worker._private_jobs`);
  });
  afterAll(async () => {
    await Promise.all([world.dns.stop(), world.web.stop()]);
  });
  return {
    get dns() {
      return world.dns;
    },
    get web() {
      return world.web;
    },
    run: (now) => ({ now, dns: world.dns.via(), port: `:${world.web.port}` }),
  };
}

/** A domain that takes mail, with its own name servers. */
export const healthy = (domain: string): Zone => ({
  mx: [[10, `mx.${domain}`]],
  ns: [`ns1.${domain}`, `ns2.${domain}`],
  a: ["127.0.0.1"],
});

/**
 * Runs every check of a member that the queue holds, as the worker would at a moment, and weighs what has waited long enough. `only`
 * one of the checks is run where a handler of many members tells of no other.
 */
export async function runQueue({ run }: Pick<Outside, "run">, now: Date, only?: CheckName): Promise<number> {
  await catchUp(now);
  const { rows } = await database().execute<{ task: string; payload: Record<string, string> }>(sql`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier in ('check-evidence', 'check-correlated-failures') order by j.id`);
  await database().execute(sql`
    delete from graphile_worker._private_jobs where task_id in (select id from graphile_worker._private_tasks where identifier in ('check-evidence', 'check-correlated-failures'))`);
  for (const { task, payload } of rows) {
    if (task === "check-correlated-failures") await checkCorrelatedFailures(asWorker(now), { checkId: payload.checkId });
    else if (only === undefined || payload.name === only) await checkEvidence(payload as Parameters<typeof checkEvidence>[0], run(now));
  }
  return rows.length;
}

/** What is kept of the newest run of each check: "name: result, sentence". */
export async function checks({ memberId }: Pick<Admitted, "memberId">): Promise<Readonly<Record<string, string>>> {
  const { rows } = await database().execute<{ name: string; output: string }>(sql`
    select distinct on (name) name, result || ': ' || sentence as output from evidence_check where member_id = ${memberId} order by name, checked_at desc, target`);
  return Object.fromEntries(rows.map(({ name, output }) => [name, output]));
}

/** Alerts in order: "kind" while it is open, "kind (closed)" after. */
export async function alerts(memberId?: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ kind: string; closed: boolean }>(sql`
    select kind, closed_at is not null as closed from alert where ${memberId === undefined ? sql`true` : sql`member_id = ${memberId}`} order by raised_at, kind`);
  return rows.map(({ kind, closed }) => (closed ? `${kind} (closed)` : kind));
}
