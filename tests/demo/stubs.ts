import { createServer } from "node:http";
import type { EmbeddedServer } from "@/db/embedded";
import type { Part, RunningPart } from "@/scripts/processes";

/**
 * What scripts/demo.ts finds in a test in place of the build, the processes and the lasting server of this checkout, which may
 * hold somebody's own demo: nothing is built, the web answers with one word, and the database is that of the test run.
 */
export { ensureDatabase, onServer } from "@/db/embedded";
export { stopAsked } from "@/scripts/processes";

export async function ensureBuild(): Promise<boolean> {
  return false;
}

export async function startEmbedded(): Promise<EmbeddedServer> {
  const on =
    (server = "") =>
    (database: string) =>
      Object.assign(new URL(server), { pathname: `/${database}` }).href;
  return {
    port: Number(new URL(process.env.DEMO_SERVER ?? "").port),
    dir: "the test's own server",
    url: on(process.env.DEMO_SERVER),
    applicationUrl: on(process.env.DEMO_APPLICATION),
    ended: () => new Promise(() => {}),
    stop: async () => {},
  };
}

export function startPart({ name, env }: Part): RunningPart {
  const server = createServer((_, response) => response.end("here"));
  if (name === "web") server.listen(Number(env.PORT));
  return { name, pid: 0, ended: new Promise(() => {}), stop: async () => void server.close(), lastLines: () => "" };
}
