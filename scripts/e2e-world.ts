import { join } from "node:path";
import { ensureDatabase, freePort, startPassing } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { localFolder } from "@/lib/cli/local-files";
import { ensureBuild } from "./build";
import { untilAnswering } from "./local";
import { passingBuild, passingSettings } from "./passing-portal";
import { startPart, stopAsked } from "./processes";

/**
 * The portal that the browser tests use: the production build, web and worker, on a temporary database of its own.
 * Started by tests/e2e/global-setup.ts, which gets `{ portalUrl, databaseUrl }` when it answers, or `{ fault }`.
 */
const asked = stopAsked();
const undo: (() => Promise<void>)[] = [];
try {
  await live();
} catch (error) {
  process.send?.({ fault: error instanceof Error ? error.message : String(error) });
}
for (const step of undo.reverse()) await step().catch(() => {});
process.exit(0);

async function live(): Promise<void> {
  const [, databaseUrl, port] = await Promise.all([ensureBuild(passingBuild()), makeDatabase(), freePort()]);
  const settings = passingSettings({ databaseUrl, port });
  const portalUrl = settings.PORTAL_URL;
  Object.assign(process.env, settings);
  const [{ seedDemo }, { seedMembers }, { closeDatabase }] = await Promise.all([
    import("./demo/world"),
    import("./e2e-members"),
    import("@/db/client"),
  ]);
  await seedDemo(databaseUrl)
    .then(() => seedMembers(new Date()))
    .finally(closeDatabase);

  const log = (name: string) => join(process.env.E2E_LOG_FOLDER || join(localFolder, "e2e"), `${name}.log`);
  const parts = [
    startPart({ name: "web", run: ["scripts/start.ts"], env: settings, log: log("web") }),
    startPart({ name: "worker", run: ["lib/worker/main.ts"], env: settings, log: log("worker") }),
  ];
  undo.push(async () => void (await Promise.all(parts.map((part) => part.stop()))));
  const fallen = Promise.race(parts.map(async (part) => `The ${part.name} ${await part.ended}:\n${part.lastLines()}`));
  if (!(await untilAnswering(portalUrl, fallen))) throw new Error(await Promise.race([fallen, "The portal did not answer in time."]));

  process.send?.({ portalUrl, databaseUrl });
  const fault = await Promise.race([fallen, asked.then(() => null)]);
  if (fault !== null) process.stderr.write(`${fault}\n`);
}

async function makeDatabase(): Promise<string> {
  const server = await startPassing();
  undo.push(server.stop);
  const url = server.applicationUrl("portal");
  await migrate(await ensureDatabase(server, "portal"), url);
  return url;
}
