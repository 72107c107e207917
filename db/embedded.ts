import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { chown, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { type Home, lastingHome, makeForServer, passingHome } from "./embedded-home";

/** A running PostgreSQL of this checkout. */
export type EmbeddedServer = {
  readonly port: number;
  /** Where its data lies; removing this folder while it is stopped forgets everything. */
  readonly dir: string;
  /** The address of a database on it. */
  readonly url: (name: string) => string;
  /** Stops it if this process started it, or if whoever did has gone without stopping it. */
  readonly stop: () => Promise<void>;
};

const user = "forewarned";

/**
 * Starts PostgreSQL with the data this checkout had last time, or joins it if it is running already.
 * A server that outlived its starter is taken over; the traces of one that was killed are cleared. No other server is touched.
 */
export async function startEmbedded(): Promise<EmbeddedServer> {
  const home = await lastingHome();
  return (await runningServer(home)) ?? start(home, ["-c", "max_connections=100"]);
}

/** The server that another process of this checkout has started, if there is one. `stop` leaves it running. */
export async function joinEmbedded(): Promise<EmbeddedServer | null> {
  const server = await runningServer(await lastingHome());
  return server && { ...server, stop: async () => {} };
}

/** Starts an empty PostgreSQL for one run of the tests: fast instead of safe, and gone with its data when stopped. */
export async function startPassing(): Promise<EmbeddedServer> {
  const home = await passingHome();
  const fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"].flatMap(
    (setting) => ["-c", setting],
  );
  const forget = () => rm(home.dir, { recursive: true, force: true });
  try {
    const server = await start(home, fast);
    return { ...server, stop: () => server.stop().finally(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Makes a database unless it is there. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<string> {
  await onServer(server.url("postgres"), (client) => client.query(`create database "${name}"`)).catch((error: { code?: string }) => {
    if (error.code !== "42P04") throw error; // it exists
  });
  return server.url(name);
}

/** Runs a few statements on a connection of their own. */
export async function onServer<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {}); // a lost connection also fails the statement that is waiting, which tells it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function start(home: Home, settings: readonly string[]): Promise<EmbeddedServer> {
  await initialise(home);
  for (let tries = 20; ; tries -= 1) {
    await clearTraces(home);
    const port = await freePort();
    const child = launch(home, port, settings);
    try {
      await untilReady(home, port, child);
      return ownServer(home, port, child);
    } catch (error) {
      const joined = await runningServer(home); // somebody else of this checkout was quicker
      if (joined) return joined;
      // another program took the port in between, or the last processes of a killed server are still leaving
      const passing = /could not bind|Address already in use|shared memory block .* still in use|lock file .* already exists/.test(
        lastLines(home),
      );
      if (!passing || tries === 0) throw error;
      await wait(250);
    }
  }
}

/** Locale C.UTF-8 of PostgreSQL's own, which is the same on every system. Made beside its place, so that half a cluster is never used. */
async function initialise(home: Home): Promise<void> {
  if (await stat(dataDir(home)).catch(() => null)) return;
  const half = `${dataDir(home)}.${process.pid}`;
  const passwordFile = `${half}.password`;
  await makeForServer(home, half);
  await writeFile(passwordFile, home.password, { mode: 0o600 });
  if (home.runAs) await chown(passwordFile, home.runAs.uid, home.runAs.gid);
  try {
    execFileSync(
      join(home.binaries, "initdb"),
      [
        `--pgdata=${half}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions",
      ],
      { ...asServer(home), stdio: ["ignore", "ignore", "pipe"] },
    );
    await rename(half, dataDir(home)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // another starter was quicker
    });
  } catch (cause) {
    throw new Error(
      `PostgreSQL could not make its data folder in ${home.dir}. Set DATABASE_URL to a server of your own if its programs do not run here.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

/** In a session of its own, so that Ctrl-C reaches the script, which stops things in order, and not the server behind its back. */
function launch(home: Home, port: number, settings: readonly string[]): ChildProcess {
  const output = openSync(logFile(home), "w", 0o600);
  try {
    const common = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "timezone=UTC",
      "log_timezone=UTC",
      `cluster_name=forewarned-${process.pid}`,
    ];
    const args = ["-D", dataDir(home), "-p", String(port), ...common.flatMap((setting) => ["-c", setting]), ...settings];
    const child = spawn(join(home.binaries, "postgres"), args, { ...asServer(home), detached: true, stdio: ["ignore", output, output] });
    child.on("error", () => {}); // told by untilReady
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

async function untilReady(home: Home, port: number, child: ChildProcess | null): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    if (child && (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)) break;
    const ready = await onServer(address(home, port, "postgres"), (client) => client.query("select 1")).then(
      () => true,
      () => false,
    );
    if (ready) return;
    if (Date.now() > end) break;
    await wait(40);
  }
  throw new Error(
    `PostgreSQL did not start:\n${lastLines(home) || "it could not be run as another user than root; run as a normal user, or set DATABASE_URL"}`,
  );
}

function ownServer(home: Home, port: number, child: ChildProcess): EmbeddedServer {
  const pid = child.pid as number;
  const lastResort = () => signal(pid, "SIGINT"); // a script that ends by an error leaves no server behind
  process.on("exit", lastResort);
  return {
    ...whereabouts(home, port),
    stop: async () => {
      await stopPostmaster(home, pid);
      process.off("exit", lastResort);
    },
  };
}

/** The server that runs on the data of this home, as its own lock file tells. */
async function runningServer(home: Home): Promise<EmbeddedServer | null> {
  const lock = await lockFile(home);
  if (!lock || !isPostmaster(lock.pid, home)) return null;
  await untilReady(home, lock.port, null);
  const starter = Number(/cluster_name=forewarned-(\d+)/.exec(commandLine(lock.pid))?.[1]);
  const orphaned = starter === process.pid || !isAlive(starter);
  return { ...whereabouts(home, lock.port), stop: async () => (orphaned ? stopPostmaster(home, lock.pid) : undefined) };
}

function whereabouts(home: Home, port: number): Omit<EmbeddedServer, "stop"> {
  return { port, dir: home.dir, url: (name) => address(home, port, name) };
}

/** A lock file whose process is gone, or is by now something else, stops PostgreSQL from starting. */
async function clearTraces(home: Home): Promise<void> {
  const lock = await lockFile(home);
  if (lock && !isPostmaster(lock.pid, home)) await rm(join(dataDir(home), "postmaster.pid"), { force: true });
}

async function lockFile(home: Home): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(dataDir(home), "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid && port ? { pid, port } : null;
}

/** Fast shutdown, and after ten seconds the immediate one, which loses nothing either but must recover at the next start. */
async function stopPostmaster(home: Home, pid: number): Promise<void> {
  for (const way of ["SIGINT", "SIGQUIT"] as const) {
    if (isPostmaster(pid, home)) signal(pid, way);
    for (let left = 400; left > 0 && isPostmaster(pid, home); left -= 1) await wait(25);
  }
}

function isPostmaster(pid: number, home: Home): boolean {
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

function isAlive(pid: number): boolean {
  return commandLine(pid) !== "";
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {} // it has ended by itself
}

function asServer({ dir, runAs }: Home) {
  return { ...runAs, cwd: dir, env: { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv };
}

function address(home: Home, port: number, name: string): string {
  return `postgres://${user}:${home.password}@127.0.0.1:${port}/${name}`;
}

const dataDir = (home: Home) => join(home.dir, "data");
const logFile = (home: Home) => join(home.dir, "server.log");

function lastLines(home: Home): string {
  try {
    return readFileSync(logFile(home), "utf8").trim().split("\n").slice(-5).join("\n");
  } catch {
    return "";
  }
}

/** A port of this machine that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const found = server.address();
      server.close(() => (found && typeof found === "object" ? resolve(found.port) : reject(new Error("No port was given"))));
    });
  });
}
