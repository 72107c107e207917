import { fork } from "node:child_process";

type Told = { portalUrl: string; databaseUrl: string } | { fault: string };

/** Starts the portal for the browser tests in a process of its own, which ends when this one does. */
export default async function setup(): Promise<() => Promise<void>> {
  const world = fork("scripts/e2e-world.ts", {
    execArgv: ["--import", "tsx", "--import", "./scripts/leave-with-parent.ts"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => world.once("exit", () => resolve()));
  const told = await new Promise<Told>((resolve) => {
    world.once("message", (message) => resolve(message as Told));
    world.once("exit", (code) => resolve({ fault: `The portal for the browser tests ended with ${code}.` }));
  });
  if ("fault" in told) throw new Error(told.fault);

  Object.assign(process.env, { E2E_URL: told.portalUrl, E2E_DATABASE_URL: told.databaseUrl });
  return async () => {
    world.kill("SIGTERM");
    await ended;
  };
}
