import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { chown, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client, escapeLiteral } from "pg";
import { type Home, lastingHome, makeForServer, passingHome } from "./embedded-home";
import {
  clearTraces,
  dataDir,
  isAlive,
  isPostmaster,
  lastLines,
  logFile,
  postmaster,
  signal,
  stopPostmaster,
  untilGone,
} from "./embedded-process";

/** A running PostgreSQL of this checkout. */
export type EmbeddedServer = {
  readonly port: number;
  /** Where its data lies; removing this folder while it is stopped forgets everything. */
  readonly dir: string;
  /** The address of a database on it, for the role that owns it and migrates it. */
  readonly url: (name: string) => string;
  /** The same for the role of the application, which may only read and append the audit trail. */
  readonly applicationUrl: (name: string) => string;
  /** Resolves with its last output when it has ended, for whatever reason. */
  readonly ended: () => Promise<string>;
  /** Stops it if this process started it, or if the process that did has ended without stopping it. */
  readonly stop: () => Promise<void>;
};

const user = "forewarned";
const applicationUser = "forewarned_application";

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

/** For tests: fast instead of safe. */
const fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"];

/** For measurements: PostgreSQL's own defaults, as safe as in production, but for the size of its memory. */
export const measured = ["shared_buffers=512MB", "max_wal_size=4GB", "max_connections=200"];

/** Starts an empty PostgreSQL for one run, of the tests unless told otherwise; gone with its data when stopped. */
export async function startPassing(chosen: readonly string[] = fast): Promise<EmbeddedServer> {
  const home = await passingHome();
  await forgetOrphans(home);
  const options = chosen.flatMap((setting) => ["-c", setting]);
  const forget = () => rm(home.dir, { recursive: true, force: true });
  try {
    const server = await start(home, options);
    return { ...server, stop: () => server.stop().finally(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** A killed run leaves its server and its folder; the next one removes them. Those of a run that is alive are kept. */
async function forgetOrphans(home: Home): Promise<void> {
  const parent = dirname(home.dir);
  const isPassing = (name: string) => name.startsWith(basename(home.dir).slice(0, basename(home.dir).lastIndexOf("-") + 1));
  for (const name of (await readdir(parent)).filter(isPassing)) {
    const other = { ...home, dir: join(parent, name) };
    const found = await postmaster(other);
    if (other.dir === home.dir || !found || isAlive(found.starter)) continue;
    await stopPostmaster(other, found.pid);
    await rm(other.dir, { recursive: true, force: true }).catch(() => {}); // of another user
  }
}

/** Makes a database, and the role of the application, unless they are there. Returns the owner's address of it. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<string> {
  await onServer(server.url("postgres"), (client) => client.query(`create database "${name}"`)).catch((error: { code?: string }) => {
    if (error.code !== "42P04") throw error; // it exists
  });
  const { username, password } = new URL(server.applicationUrl(name));
  await onServer(server.url("postgres"), (client) =>
    client.query(`create role ${username} login password ${escapeLiteral(password)}`),
  ).catch((error: { code?: string }) => {
    if (error.code !== "42710" && error.code !== "23505") throw error; // it exists, or another starter was quicker
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
    const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    if (await untilReady(home, port, isRunning)) return ownServer(home, port, child);

    const joined = await runningServer(home); // somebody else of this checkout was quicker
    if (joined) return joined;
    // another program took the port in between, or the last processes of a killed server are still leaving
    const words = lastLines(home);
    const passing = /could not bind|Address already in use|shared memory block .* still in use|lock file .* already exists/.test(words);
    if (!passing || tries === 0) throw new Error(`PostgreSQL did not start:\n${words || unlendable}`);
    await wait(250);
  }
}

const unlendable = "It could not be run as another user than root. Run as a normal user, or set DATABASE_URL.";

/** Locale C.UTF-8 of PostgreSQL's own, which is the same on every system. Created at a temporary path, so that an incomplete cluster is never used. */
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

/** True when it answers; false when its process has ended, or after a minute. */
async function untilReady(home: Home, port: number, isRunning: () => boolean): Promise<boolean> {
  for (const end = Date.now() + 60_000; Date.now() < end && isRunning(); await wait(40)) {
    const ready = await onServer(address(home, port, "postgres"), (client) => client.query("select 1")).then(
      () => true,
      () => false,
    );
    if (ready) return true;
  }
  return false;
}

function ownServer(home: Home, port: number, child: ChildProcess): EmbeddedServer {
  const pid = child.pid as number;
  const lastResort = () => signal(pid, "SIGINT"); // a script that ends by an error leaves no server behind
  process.on("exit", lastResort);
  return {
    ...whereabouts(home, port),
    ended: () => untilGone(home, pid),
    stop: async () => {
      await stopPostmaster(home, pid);
      process.off("exit", lastResort);
    },
  };
}

/** The server that runs on the data of this home, once it answers; null when there is none, or when it was just stopping. */
async function runningServer(home: Home): Promise<EmbeddedServer | null> {
  const found = await postmaster(home);
  if (!found || !(await untilReady(home, found.port, () => isPostmaster(found.pid, home)))) return null;
  const orphaned = found.starter === process.pid || !isAlive(found.starter);
  return {
    ...whereabouts(home, found.port),
    ended: () => untilGone(home, found.pid),
    stop: async () => (orphaned ? stopPostmaster(home, found.pid) : undefined),
  };
}

function whereabouts(home: Home, port: number): Omit<EmbeddedServer, "stop" | "ended"> {
  return {
    port,
    dir: home.dir,
    url: (name) => address(home, port, name),
    applicationUrl: (name) => address(home, port, name, applicationUser),
  };
}

function asServer({ dir, runAs }: Home) {
  return { ...runAs, cwd: dir, env: { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv };
}

function address(home: Home, port: number, name: string, as = user): string {
  return `postgres://${as}:${home.password}@127.0.0.1:${port}/${name}`;
}

/** A free port of this machine. */
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
