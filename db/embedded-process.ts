import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Home } from "./embedded-home";

/** The server's process as the system sees it: found by its own lock file, and only ever signalled when it runs on our data. */
export const dataDir = (home: Home) => join(home.dir, "data");
export const logFile = (home: Home) => join(home.dir, "server.log");

/** The server that runs on the data of a home now: its process, its port, and the process that started it. */
export async function postmaster(home: Home): Promise<{ pid: number; port: number; starter: number } | null> {
  const lock = await lockFile(home);
  if (!lock || !isPostmaster(lock.pid, home)) return null;
  return { ...lock, starter: Number(/cluster_name=forewarned-(\d+)/.exec(commandLine(lock.pid))?.[1]) };
}

/** A lock file whose process is gone, or is by now something else, stops PostgreSQL from starting. */
export async function clearTraces(home: Home): Promise<void> {
  const lock = await lockFile(home);
  if (lock && !isPostmaster(lock.pid, home)) await rm(join(dataDir(home), "postmaster.pid"), { force: true });
}

async function lockFile(home: Home): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(dataDir(home), "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid && port ? { pid, port } : null;
}

/** Fast shutdown, and after ten seconds the immediate one, which loses nothing either but must recover at the next start. */
export async function stopPostmaster(home: Home, pid: number): Promise<void> {
  for (const way of ["SIGINT", "SIGQUIT"] as const) {
    if (isPostmaster(pid, home)) signal(pid, way);
    for (let left = 400; left > 0 && isPostmaster(pid, home); left -= 1) await wait(25);
  }
}

/** Resolves with the server's last words when its process has ended. */
export async function untilGone(home: Home, pid: number): Promise<string> {
  while (isPostmaster(pid, home)) await wait(1_000, undefined, { ref: false });
  return lastLines(home);
}

export function isPostmaster(pid: number, home: Home): boolean {
  const command = commandLine(pid);
  return command.includes("/postgres") && command.split(/[\0 ]/).includes("-D") && command.includes(dataDir(home));
}

/** From /proc, because slim images have no ps; from ps, because macOS has no /proc. Empty when there is no such process. */
function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}

export function isAlive(pid: number): boolean {
  return commandLine(pid) !== "";
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {} // it has ended by itself
}

/** What the server wrote last. */
export function lastLines(home: Home): string {
  try {
    return readFileSync(logFile(home), "utf8").trim().split("\n").slice(-5).join("\n");
  } catch {
    return "";
  }
}
