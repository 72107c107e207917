import type { TestProject } from "vitest/node";
import { ensureDatabase, startPassing } from "@/db/embedded";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's and the application's address of the server's own database, and of the migrated one that every test file gets a copy of. */
    server: { admin: string; application: string; template: string };
  }
}

/** One server for the whole run, with one migrated database to copy. Stopped and forgotten at the end, also when tests fail. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPassing();
  try {
    const template = "portal_template";
    await migrate(await ensureDatabase(server, template), server.applicationUrl(template));
    project.provide("server", { admin: server.url("postgres"), application: server.applicationUrl("postgres"), template });
    return server.stop;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
