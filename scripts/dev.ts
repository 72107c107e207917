import { ensureDatabase, startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { localSecret } from "@/lib/cli/local-files";
import { nextProgram } from "./build";
import { choosePort } from "./local";
import { startPart, stopAsked } from "./processes";

/** For people who work on the portal: pages that change as they are edited, a worker, and a database that stays. */
const asked = stopAsked();
const undo: (() => Promise<void>)[] = [];
const fault = await develop().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
for (const step of undo.reverse()) await step();
if (fault !== null) process.stderr.write(`${fault}\n`);
process.exit(fault === null ? 0 : 1);

async function develop(): Promise<string | null> {
  const { port, wished } = await choosePort();
  if (port !== wished) process.stdout.write(`Port ${wished} is in use; the portal is on port ${port}.\n`);
  const { databaseUrl, ownerUrl } = process.env.DATABASE_URL
    ? { databaseUrl: process.env.DATABASE_URL, ownerUrl: process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL }
    : await ownDatabase();
  await migrate(ownerUrl, databaseUrl);

  const settings = {
    NODE_ENV: "development",
    PORTAL_MODE: "development",
    DATABASE_URL: databaseUrl,
    PORTAL_URL: `http://localhost:${port}`,
    PORT: String(port),
    AUTH_SECRET: process.env.AUTH_SECRET || localSecret(),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const parts = [
    startPart({ name: "web", run: [nextProgram, "dev", "--hostname", "localhost", "--port", String(port)], env: settings }),
    startPart({ name: "worker", run: ["lib/worker/main.ts"], env: settings }),
  ];
  undo.push(async () => void (await Promise.all(parts.map((part) => part.stop()))));
  return Promise.race([...parts.map(async (part) => `The ${part.name} ${await part.ended}.`), asked.then(() => null)]);
}

async function ownDatabase(): Promise<{ databaseUrl: string; ownerUrl: string }> {
  const server = await startEmbedded();
  undo.push(server.stop);
  const ownerUrl = await ensureDatabase(server, "forewarned");
  return { databaseUrl: server.applicationUrl("forewarned"), ownerUrl };
}
