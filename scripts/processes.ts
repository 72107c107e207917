import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const leaveWithParent = new URL("./leave-with-parent.ts", import.meta.url).href;

export type Part = {
  readonly name: string;
  /** A script of this repository and its arguments. */
  readonly run: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes; left out, to the terminal. */
  readonly log?: string;
};

export type RunningPart = {
  readonly name: string;
  /** 0 when it could not be started. */
  readonly pid: number;
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
  readonly lastLines: () => string;
};

/**
 * Starts a part as a process of its own. It leaves Ctrl-C to us, so that we can stop everything in order; when we vanish without
 * a word, it notices and ends itself.
 */
export function startPart({ name, run, env, log }: Part): RunningPart {
  const output = log ? openLog(log) : "inherit";
  const child = spawn(process.execPath, ["--import", "tsx", "--import", leaveWithParent, ...run], {
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
    env: { ...process.env, ...env, STARTED_BY: String(process.pid) },
  });
  if (typeof output === "number") closeSync(output);
  child.channel?.unref();
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started (${error.message})`));
    child.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with ${code}`));
  });
  return { name, pid: child.pid ?? 0, ended, stop: () => stop(child, ended), lastLines: () => (log ? tail(log) : "") };
}

/** Twenty seconds to finish what is running, then the hard way. The whole group, because a part may have helpers of its own. */
async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, "SIGTERM");
  const stillThere = Symbol();
  const outcome = await Promise.race([ended, wait(20_000, stillThere, { ref: false })]);
  if (outcome === stillThere) signalGroup(child.pid, "SIGKILL");
  await ended;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {} // it has ended by itself
}

/** Resolves when the person or the system asks us to stop. The second Ctrl-C does not wait. */
export function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve(signal));
    }
  });
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, "w", 0o600);
}

function tail(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-20).join("\n");
}
