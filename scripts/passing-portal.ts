import { fork } from "node:child_process";

export type PassingPortal = { readonly portalUrl: string; readonly databaseUrl: string; readonly stop: () => Promise<void> };
type Told = { portalUrl: string; databaseUrl: string } | { fault: string };

/** Starts the portal of scripts/e2e-world.ts in a process of its own, which ends when this one does. Throws its fault when it cannot. */
export async function startPassingPortal(): Promise<PassingPortal> {
  const world = fork("scripts/e2e-world.ts", {
    execArgv: ["--import", "tsx", "--import", "./scripts/leave-with-parent.ts"],
    detached: true,
    env: { ...process.env, STARTED_BY: String(process.pid) },
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
  return { ...told, stop };
}
