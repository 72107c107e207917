import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { freePort } from "@/db/embedded";
import { startPart } from "@/scripts/processes";

/** A web server under measurement. */
export type Server = { readonly origin: string; readonly pid: number; readonly startMs: number; readonly stop: () => Promise<void> };

/** The settings every process of a measurement runs with: the production build, emails staying here. */
export function settings(databaseUrl: string, port: number): Record<string, string> {
  return {
    NODE_ENV: "production",
    PORTAL_MODE: "test",
    DATABASE_URL: databaseUrl,
    PORTAL_URL: `http://localhost:${port}`,
    PORT: String(port),
    AUTH_SECRET: "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    RESEND_API_KEY: "",
    RESEND_BASE_URL: "",
    PORTAL_LISTS: "",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** Starts the portal's web process and waits for the first answer of `path`. */
export function startPortal(databaseUrl: string, path: string): Promise<Server> {
  return startServer({ name: "portal", run: ["scripts/start.ts"], databaseUrl, path });
}

/** Starts the floor: the least a Next.js application with pg can be. */
export function startFloor(databaseUrl: string, reference: string): Promise<Server> {
  return startServer({
    name: "floor",
    run: ["node_modules/next/dist/bin/next", "start", "bench/floor"],
    databaseUrl,
    path: "/dynamic",
    env: { FLOOR_REFERENCE: reference },
  });
}

/** Builds the floor once. */
export function buildFloor(): void {
  if (existsSync("bench/floor/.next/BUILD_ID")) return;
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build", "bench/floor"], {
    stdio: "ignore",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
}

async function startServer({
  name,
  run,
  databaseUrl,
  path,
  env = {},
}: {
  name: string;
  run: readonly string[];
  databaseUrl: string;
  path: string;
  env?: Record<string, string>;
}): Promise<Server> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const begun = performance.now();
  const part = startPart({ name, run: [...run], env: { ...settings(databaseUrl, port), ...env } });
  for (let answered = false; !answered; ) {
    answered = await fetch(origin + path, { redirect: "manual" }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status < 500;
      },
      () => false,
    );
    if (performance.now() - begun > 60_000) throw new Error(`${name} did not answer: ${part.lastLines()}`);
  }
  return { origin, pid: part.pid, startMs: performance.now() - begun, stop: () => part.stop() };
}

/** Memory of a process and all it started, in MiB, each shared page counted once (PSS). Null where the system does not tell. */
export function memoryOf(pid: number): number | null {
  if (!existsSync(`/proc/${pid}/smaps_rollup`)) return null;
  const kib = family(pid).reduce((sum, each) => sum + pss(each), 0);
  return kib / 1024;
}

function family(pid: number): number[] {
  const children = existsSync(`/proc/${pid}/task`)
    ? readdirSync(`/proc/${pid}/task`).flatMap((task) => {
        const file = join("/proc", String(pid), "task", task, "children");
        return existsSync(file) ? readFileSync(file, "utf8").trim().split(/\s+/).filter(Boolean).map(Number) : [];
      })
    : [];
  return [pid, ...children.flatMap(family)];
}

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
