import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser";

/**
 * `npm test` is everything: rules and commands on a real PostgreSQL, then the whole portal in a browser.
 * `npm test -- unit` and `npm test -- e2e` are the halves; what follows is handed to the runner (`npm test -- unit tests/kernel`).
 * Closes with one line, "N passed, N failed", and fails when anything failed or nothing ran.
 */
type Figures = { readonly passed: number; readonly failed: number; readonly skipped: number };

const [half, ...rest] = process.argv.slice(2);
if (half !== undefined && half !== "unit" && half !== "e2e") {
  process.stderr.write("Say npm test, npm test -- unit or npm test -- e2e.\n");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // the runners hear it too, and clear up

const require = createRequire(import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), "forewarned-figures-"));
try {
  const figures = [...(half === "e2e" ? [] : [await unit()]), ...(half === "unit" ? [] : [await e2e()])];
  const sum = (key: keyof Figures) => figures.reduce((total, one) => total + one[key], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function unit(): Promise<Figures> {
  const file = join(scratch, "unit.json");
  const vitest = join(require.resolve("vitest/package.json"), "..", "vitest.mjs");
  const code = await run(vitest, ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...rest], {
    NODE_ENV: "test",
  });
  const told = readJson<VitestReport>(file);
  return honest(code, told && { passed: told.numPassedTests, failed: failuresOf(told), skipped: told.numPendingTests + told.numTodoTests });
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
};

/** A file that does not load, or whose set-up fails, has no failed test of its own: it counts as one. */
function failuresOf({ numFailedTests, testResults }: VitestReport): number {
  const mute = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return numFailedTests + mute.length;
}

async function e2e(): Promise<Figures> {
  const file = join(scratch, "e2e.json");
  try {
    process.env.BROWSER_PATH = findOrInstallBrowser((text) => process.stdout.write(`${text}\n`));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const playwright = join(require.resolve("@playwright/test/package.json"), "..", "cli.js");
  const code = await run(playwright, ["test", "--reporter=list,json", ...rest], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const told = readJson<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file)?.stats;
  return honest(code, told && { passed: told.expected + told.flaky, failed: told.unexpected, skipped: told.skipped });
}

/** A runner that failed without a failed test (a file that does not load, a set-up that broke) still counts as one failure. */
function honest(code: number, told: Figures | null | undefined): Figures {
  const figures = told ?? { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && figures.failed === 0 ? { ...figures, failed: 1 } : figures;
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return null;
  }
}
