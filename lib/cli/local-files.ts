import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a portal on this machine stores between its runs. */
export const localFolder = ".data";

/** A secret made at the first start and kept, so that people stay signed in over the next ones. */
export function localSecret(): string {
  mkdirSync(localFolder, { recursive: true });
  const file = join(localFolder, "auth-secret");
  try {
    writeFileSync(file, randomBytes(33).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
