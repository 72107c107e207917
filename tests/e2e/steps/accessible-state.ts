import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { type Page, test } from "@playwright/test";
import { expectAccessible } from "../axe";

/** Where the workers of one run leave what they share: sessions of the committee, and the states that were looked at. */
export function notesFolder(): string {
  const folder = process.env.E2E_NOTES;
  if (!folder) throw new Error("The global set-up did not say where notes go.");
  return folder;
}

/** The file with one line for each page state that was looked at. */
export const statesFile = "states";

/**
 * Checks a page state with axe, narrow and wide, light and dark. The markup is the same without JavaScript, so a state is
 * checked in one project only, and a name stands for one state of the whole run.
 */
export async function expectAccessibleState(page: Page, state: string): Promise<void> {
  if (test.info().project.name !== "js") return;
  await test.step(`check: ${state}`, () => expectAccessible(page));
  appendFileSync(join(notesFolder(), statesFile), `${state}\n`);
}
