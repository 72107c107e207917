import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import { type EmbeddedServer, ensureDatabase, onServer, startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { localFolder, localSecret } from "@/lib/cli/local-files";
import { ensureBuild } from "./build";
import { isHalfMade } from "./demo/made";
import { choosePort, untilAnswering } from "./local";
import { type RunningPart, startPart, stopAsked } from "./processes";

/**
 * A complete portal on this machine: production build, database, demo data, web and worker. Started again, it continues where
 * it stopped. Ctrl-C stops what was started here and nothing else.
 */
type SignIn = { readonly role: string; readonly email: string; readonly where: string };

const ownDatabase = "forewarned_demo";
/** Any number that nothing else on the server uses: it names the lock. */
const makingLock = 7_133_915_202;
const mark = "A Forewarned demo: its people and organizations are invented.";

const asked = stopAsked();
const undo: (() => Promise<void>)[] = [];
const outcome = await demo().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
for (const step of undo.reverse()) await step().catch((error: unknown) => say(String(error)));
if (outcome !== null) process.stderr.write(`${outcome}\n`);
process.exit(outcome === null ? 0 : 1);

/** Null when it was asked to stop, else why it could not go on. */
async function demo(): Promise<string | null> {
  const begun = Date.now();
  const first = !existsSync(join(localFolder, "auth-secret"));
  say(first ? "Making the portal ready; the first time takes up to a minute." : "Making the portal ready.");
  const { port, wished } = await choosePort();
  const portalUrl = `http://localhost:${port}`;
  const secret = localSecret();

  const making = [ensureBuild(".next", { stop: asked }), prepareDatabase(portalUrl, secret)] as const;
  const prepared = await Promise.race([Promise.all(making), asked]);
  if (typeof prepared === "string") {
    await Promise.allSettled(making); // the build has to end, and the database must be up before it can be stopped
    return null;
  }
  const [, { databaseUrl, signIns, dir, gone }] = prepared;

  const settings = portalSettings(databaseUrl, portalUrl, port, secret);
  const parts = [
    startPart({ name: "web", run: ["scripts/start.ts"], env: settings, log: join(localFolder, "demo", "web.log") }),
    startPart({ name: "worker", run: ["lib/worker/main.ts"], env: settings, log: join(localFolder, "demo", "worker.log") }),
  ];
  undo.push(async () => void (await Promise.all(parts.map((part) => part.stop()))));
  const fallen = Promise.race([
    ...parts.map(async (part) => fell(part, await part.ended)),
    gone.then((words) => `${words}\nThe database has gone; its last lines are above. Everything else was stopped.`),
  ]);

  const answering = await Promise.race([untilAnswering(portalUrl, fallen), asked.then(() => null)]);
  if (answering === null) return null;
  if (answering) announce({ portalUrl, signIns, dir, seconds: (Date.now() - begun) / 1000, moved: port === wished ? null : wished });
  return Promise.race([fallen, asked.then(() => null), ...(answering ? [] : ["The portal did not answer in time."])]);
}

/** One after the other, when two were started: the second waits until the world of the first is made. */
async function prepareDatabase(
  portalUrl: string,
  secret: string,
): Promise<{ databaseUrl: string; signIns: readonly SignIn[]; dir: string; gone: Promise<string> }> {
  const { databaseUrl, ownerUrl, dir, gone, server } = await demoDatabase();
  return onServer(server?.url("postgres") ?? databaseUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [makingLock]);
    if (server !== null) await startAnewUnlessMade(server, client);
    await migrate(ownerUrl, databaseUrl);
    Object.assign(process.env, portalSettings(databaseUrl, portalUrl, Number(new URL(portalUrl).port), secret));
    const [{ seedDemo }, { closeDatabase }] = await Promise.all([import("./demo/world"), import("@/db/client")]);
    try {
      return { databaseUrl, signIns: await seedDemo(databaseUrl), dir, gone };
    } finally {
      await closeDatabase();
    }
  });
}

/** The embedded database; or the one DATABASE_URL names, if it is empty or was a demo before: a real one gets no invented people. */
async function demoDatabase(): Promise<{
  databaseUrl: string;
  ownerUrl: string;
  dir: string;
  gone: Promise<string>;
  server: EmbeddedServer | null;
}> {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    const server = await startEmbedded();
    undo.push(server.stop);
    return {
      databaseUrl: server.applicationUrl(ownDatabase),
      ownerUrl: server.url(ownDatabase),
      dir: server.dir,
      gone: server.ended(),
      server,
    };
  }
  await onServer(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "select obj_description('public'::regnamespace) as mark, exists (select from pg_tables where schemaname = 'public') as used",
    );
    if (rows[0].used && rows[0].mark !== mark)
      throw new Error("DATABASE_URL names a database that is in use and not a demo. Leave it out, or name an empty one.");
    await client.query(`comment on schema public is '${mark}'`);
  });
  return {
    databaseUrl,
    ownerUrl: process.env.DATABASE_OWNER_URL || databaseUrl,
    dir: "the database that DATABASE_URL names",
    gone: new Promise(() => {}),
    server: null,
  };
}

/** A world whose making was broken off is thrown away with its database. Only ever the demo's own: others are not ours to drop. */
async function startAnewUnlessMade(server: EmbeddedServer, client: Client): Promise<void> {
  const databaseUrl = await ensureDatabase(server, ownDatabase);
  if (!(await isHalfMade(databaseUrl))) return;
  say("The demo data was not completed last time; creating it again.");
  await client.query(`drop database ${ownDatabase} with (force)`);
  await ensureDatabase(server, ownDatabase);
}

function portalSettings(databaseUrl: string, portalUrl: string, port: number, secret: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    PORTAL_MODE: "demo",
    DATABASE_URL: databaseUrl,
    PORTAL_URL: portalUrl,
    PORT: String(port),
    AUTH_SECRET: secret,
    RESEND_API_KEY: "", // the demo never writes to real people, whatever this shell knows
    RESEND_BASE_URL: "",
  };
}

function fell(part: RunningPart, how: string): string {
  return `${part.lastLines()}\nThe ${part.name} ${how}; its last lines are above. Everything else was stopped.`;
}

function announce({
  portalUrl,
  signIns,
  dir,
  seconds,
  moved,
}: {
  portalUrl: string;
  signIns: readonly SignIn[];
  dir: string;
  seconds: number;
  moved: number | null;
}): void {
  const width = (key: "role" | "email") => Math.max(...signIns.map((signIn) => signIn[key].length), 0);
  say(
    [
      "",
      ...(moved === null ? [] : [`Port ${moved} is taken, so this is on another.`]),
      `Forewarned is at ${portalUrl} (ready after ${seconds.toFixed(0)} s)`,
      `Every email it writes is at ${portalUrl}/outbox`,
      "",
      `Sign in at ${portalUrl}/sign-in with one of these addresses; the code comes as an email to the outbox:`,
      ...signIns.map(
        ({ role, email, where }) => `  ${role.padEnd(width("role"))}  ${email.padEnd(width("email"))}  ${new URL(where, portalUrl).href}`,
      ),
      "",
      `Its data stays in ${dir} for the next time. Ctrl-C stops it.`,
    ].join("\n"),
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
