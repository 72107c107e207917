import { defineConfig, devices } from "@playwright/test";
import { browserArguments, installedBrowser } from "./scripts/browser";

const executablePath = process.env.BROWSER_PATH || installedBrowser() || undefined;
if (executablePath) process.env.BROWSER_PATH = executablePath; // found once, for every worker process

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./tests/e2e/global-setup.ts",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 1_800_000, // every step has a limit of its own, below; a whole journey takes long on a busy machine
  expect: { timeout: 60_000 }, // costs nothing where nothing is slow
  reporter: process.env.CI ? [["list"]] : [["list"], ["html", { open: "never" }]],
  use: {
    ...devices["Desktop Chrome"],
    channel: undefined,
    baseURL: process.env.E2E_URL, // told by the global set-up before any worker reads this
    launchOptions: { executablePath, args: browserArguments },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    actionTimeout: 90_000,
    navigationTimeout: 120_000,
  },
  projects: [
    { name: "js", use: { javaScriptEnabled: true } },
    {
      name: "no-js",
      testIgnore: ["keyboard", "odd-addresses", "reader-thread", "unavailable", "wire"].map((name) => `**/${name}.spec.ts`),
      use: { javaScriptEnabled: false },
    },
  ],
});
