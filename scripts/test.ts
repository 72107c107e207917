import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { findOrInstallBrowser } from "./browser";
import { hostileReport, type Told } from "./hostile-cases";

/**
 * `npm test` is everything: rules and commands on a real PostgreSQL, then the whole portal in a browser.
 * `npm test -- unit` and `npm test -- e2e` are the halves; what follows is handed to the runner (`npm test -- unit tests/kernel`).
 * After everything ran it prints what the hostile cases came to, area by area, and every test that failed with the first line of its
 * error. Closes with one line, "N passed, N failed", and fails when anything failed or nothing ran.
 */
type Figures = { readonly passed: number; readonly failed: number; readonly skipped: number };

const [half, ...rest] = process.argv.slice(2);
if (half !== undefined && half !== "unit" && half !== "e2e") {
  process.stderr.write("Use npm test, npm test -- unit or npm test -- e2e.\n");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // the runners get it too, and clean up

const require = createRequire(import.meta.url);
/** Every test that ran, for the table of hostile cases. */
const told: Told[] = [];
const scratch = mkdtempSync(join(tmpdir(), "forewarned-figures-"));
try {
  const figures: Figures[] = [...(half === "e2e" ? [] : [await unit()]), ...(half === "unit" ? [] : [await e2e()])];
  if (half === undefined && rest.length === 0) figures.push(hostile());
  for (const { title, outcome, error } of told)
    if (outcome === "failed") process.stdout.write(`  FAILED ${title}: ${error ?? "no error was reported"}\n`);
  const sum = (key: keyof Figures) => figures.reduce((total, one) => total + one[key], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A case that failed counts as one failure; those that passed are not counted again. */
function hostile(): Figures {
  const { lines, failed } = hostileReport(told, new URL("../tests/data/", import.meta.url));
  process.stdout.write(`\n${lines.join("\n")}\n${failed.map((line) => `  FAILED ${line}\n`).join("")}`);
  return { passed: 0, failed: failed.length, skipped: 0 };
}

async function unit(): Promise<Figures> {
  const output = join(scratch, "unit.json");
  const vitest = join(require.resolve("vitest/package.json"), "..", "vitest.mjs");
  const code = await run(vitest, ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${output}`, ...rest], {
    NODE_ENV: "test",
  });
  const report = readJson<VitestReport>(output);
  for (const file of report?.testResults ?? []) {
    if (isMute(file)) told.push({ title: relative(process.cwd(), file.name), outcome: "failed", error: firstLine(file.message) });
    told.push(
      ...file.assertionResults.map(({ fullName, status, failureMessages }) => ({
        title: fullName,
        outcome: outcomeOf(status),
        error: firstLine(failureMessages[0]),
      })),
    );
  }
  return honest(
    code,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.testResults.filter(isMute).length,
      skipped: report.numPendingTests + report.numTodoTests,
    },
  );
}

type VitestResult = { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] };
type VitestFile = {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly VitestResult[];
};
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: readonly VitestFile[];
};

/** A file that does not load, or whose set-up fails, has no failed test of its own: it counts as one. */
function isMute({ status, assertionResults }: VitestFile): boolean {
  return status === "failed" && !assertionResults.some((test) => test.status === "failed");
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
  const report = readJson<PlaywrightReport>(file);
  for (const suite of report?.suites ?? []) told.push(...toldBy(suite));
  const stats = report?.stats;
  return honest(code, stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });
}

type PlaywrightTest = {
  readonly projectName: string;
  readonly status: string;
  readonly results: readonly { readonly error?: { readonly message?: string } }[];
};
type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[];
};
type PlaywrightReport = {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  readonly suites: readonly PlaywrightSuite[];
};

/** A spec runs once in each project; each run is told by itself. */
function toldBy({ title, suites = [], specs = [] }: PlaywrightSuite): readonly Told[] {
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ projectName, status, results }) => ({
      title: `${title} ${spec.title} (${projectName})`,
      outcome: outcomeOf(status),
      error: firstLine(results[0]?.error?.message),
    })),
  );
  return [...own, ...suites.flatMap(toldBy)];
}

/** Without the colours a terminal shows. */
function firstLine(error: string | undefined): string | undefined {
  return error && stripVTControlCharacters(error).split("\n", 1)[0];
}

/** The summary lines of both runners. */
function outcomeOf(status: string): Told["outcome"] {
  if (["passed", "expected", "flaky"].includes(status)) return "passed";
  return ["failed", "unexpected"].includes(status) ? "failed" : "skipped";
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
