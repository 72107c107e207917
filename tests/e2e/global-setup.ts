import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPassingPortal } from "@/scripts/passing-portal";
import { statesFile } from "./steps/accessible-state";

/**
 * Starts the portal for the browser tests in a process of its own, which ends when this one does. A portal that runs already
 * can be named by E2E_URL and E2E_DATABASE_URL. At the end it says how many page states axe has looked at.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const notes = mkdtempSync(join(tmpdir(), "forewarned-e2e-"));
  process.env.E2E_NOTES = notes;
  const stop = process.env.E2E_URL ? visit() : await startWorld();
  return async () => {
    tellStates(join(notes, statesFile));
    rmSync(notes, { recursive: true, force: true });
    await stop();
  };
}

/** A portal that runs already may know the organizations of an earlier run: those of this one carry a word of their own. */
function visit(): () => Promise<void> {
  process.env.E2E_RUN = Date.now().toString(36).slice(-5);
  return async () => {};
}

async function startWorld(): Promise<() => Promise<void>> {
  const { portalUrl, databaseUrl, logFolder, stop } = await startPassingPortal();
  Object.assign(process.env, { E2E_URL: portalUrl, E2E_DATABASE_URL: databaseUrl, E2E_LOG_FOLDER: logFolder });
  return stop;
}

function tellStates(file: string): void {
  const states = existsSync(file) ? new Set(readFileSync(file, "utf8").trim().split("\n")) : new Set();
  process.stdout.write(`\naxe looked at ${states.size} page states, each at 360 and 1280 px, light and dark\n`);
}
