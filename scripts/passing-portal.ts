import { fork } from "node:child_process";
import { join } from "node:path";
import { localFolder } from "@/lib/cli/local-files";

export type PassingPortal = {
  readonly portalUrl: string;
  readonly databaseUrl: string;
  /** Where web and worker write their logs. */
  readonly logFolder: string;
  readonly stop: () => Promise<void>;
};
type Told = { portalUrl: string; databaseUrl: string } | { fault: string };

/**
 * Starts the portal of scripts/e2e-world.ts in a process of its own, which ends when this one does. Throws its error if that fails.
 * Portals that run at the same time have different names, and logs of their own.
 */
export async function startPassingPortal(name = "shared"): Promise<PassingPortal> {
  const logFolder = join(localFolder, "e2e", name);
  const world = fork("scripts/e2e-world.ts", {
    execArgv: ["--import", "tsx", "--import", "./scripts/leave-with-parent.ts"],
    detached: true,
    env: { ...process.env, STARTED_BY: String(process.pid), E2E_LOG_FOLDER: logFolder },
  });
  const ended = new Promise<void>((resolve) => world.once("exit", () => resolve()));
  const told = await new Promise<Told>((resolve) => {
    world.once("message", (message) => resolve(message as Told));
    world.once("exit", (code) => resolve({ fault: `The portal for the browser ended with ${code}.` }));
  });
  if ("fault" in told) throw new Error(told.fault);
  const stop = async () => {
    world.kill("SIGTERM");
    await ended;
  };
  return { ...told, logFolder, stop };
}

/** Where the portal of the browser tests has its production build. */
export function passingBuild(): string {
  return process.env.NEXT_DIST_DIR || join(localFolder, "next-e2e");
}

/** What web and worker of the browser tests are started with; any number of them can run on one database. */
export function passingSettings({ databaseUrl, port }: { readonly databaseUrl: string; readonly port: number }) {
  return {
    NODE_ENV: "production",
    PORTAL_MODE: "test",
    NEXT_DIST_DIR: passingBuild(),
    DATABASE_URL: databaseUrl,
    PORTAL_URL: `http://localhost:${port}`,
    PORT: String(port),
    AUTH_SECRET: "browser-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    RESEND_API_KEY: "",
    RESEND_BASE_URL: "",
    PORTAL_LISTS: "",
  } as const;
}
