import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "@playwright/test";

/** How Chromium is started for tests: it talks to nobody but the portal, and root has no sandbox. */
export const browserArguments = [
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** A Chromium or Chrome of this machine that starts, or null. BROWSER_PATH names one in an unusual place. */
export function installedBrowser(): string | null {
  const browserPath = process.env.BROWSER_PATH;
  if (browserPath) {
    if (runs(browserPath)) return browserPath;
    throw new Error(`BROWSER_PATH names ${browserPath}, which does not start. Name a Chromium or Chrome, or leave it out.`);
  }
  return candidates().find((path) => existsSync(path) && runs(path)) ?? null;
}

/** Finds or installs a browser. Throws an error that says what to do if that is not possible. */
export function findOrInstallBrowser(say: (text: string) => void): string {
  const found = installedBrowser();
  if (found) return found;

  say("No Chromium or Chrome is installed; downloading Playwright's Chromium.");
  const playwright = join(createRequire(import.meta.url).resolve("@playwright/test/package.json"), "..", "cli.js");
  attempt(process.execPath, [playwright, "install", "chromium"]);
  const brought = installedBrowser();
  if (brought) return brought;

  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("That did not work; installing Debian's chromium.");
    attempt("apt-get", ["update", "-q"]);
    attempt("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    const installed = installedBrowser();
    if (installed) return installed;
  }
  throw new Error(
    "The tests need a browser and none could be found or installed. Install Chromium or Chrome (on Debian as root: apt-get install -y chromium), " +
      "or run npx playwright install --with-deps chromium, or set BROWSER_PATH to one.",
  );
}

function candidates(): string[] {
  const names = ["chromium", "google-chrome-stable", "google-chrome", "chromium-browser", "chrome"];
  const onPath = (process.env.PATH ?? "").split(":").flatMap((folder) => names.map((name) => join(folder, name)));
  const inApplications = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"].map((app) =>
    join("/Applications", app),
  );
  return [...names.flatMap((name) => onPath.filter((path) => path.endsWith(`/${name}`))), ...inApplications, chromium.executablePath()];
}

/** Some systems ship a name that only tells how to install the browser, or one that lacks libraries. */
function runs(path: string): boolean {
  try {
    return /Chrom/.test(execFileSync(path, ["--version"], { encoding: "utf8", timeout: 20_000, stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return false;
  }
}

function attempt(program: string, args: readonly string[]): void {
  spawnSync(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
