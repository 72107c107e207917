import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { signIn } from "../tests/e2e/steps/sign-in";
import { browserArguments, findOrInstallBrowser } from "./browser";
import { acme, globex, umbrella } from "./demo/organizations";
import { committee } from "./demo/people";
import { startPassingPortal } from "./passing-portal";

/**
 * Takes the pictures of docs/images from the demo's world, at 1280 px in light colours: `tsx scripts/screenshots.ts`.
 * Reference numbers and dates follow the day on which it runs.
 */
const folder = join("docs", "images");

const portal = await startPassingPortal();
process.env.E2E_DATABASE_URL = portal.databaseUrl;
const browser = await chromium.launch({
  executablePath: findOrInstallBrowser((text) => process.stdout.write(`${text}\n`)),
  args: browserArguments,
});
try {
  mkdirSync(folder, { recursive: true });
  await takeAll(browser);
} finally {
  await browser.close();
  await portal.stop();
}

async function takeAll(browser: Browser): Promise<void> {
  const visitor = await freshPage(browser);
  await take(visitor, "/istio", "start");
  await take(visitor, "/istio/roster", "roster");

  const applicant = await freshPage(browser, acme.contact.email);
  await applicant.goto("/applications");
  await applicant.getByRole("link", { name: acme.name, exact: true }).click();
  await applicant.waitForURL(/\/applications\/\d/);
  await take(applicant, `${new URL(applicant.url()).pathname}/user-base`, "criterion");

  const member = await freshPage(browser, globex.contact.email);
  await take(member, "/membership/istio", "membership");

  const reviewer = await freshPage(browser, committee[0]?.email);
  await take(reviewer, "/committee/istio/members", "members");
  await take(reviewer, "/committee/istio?for=open", "queue");
  await reviewer.getByRole("link", { name: umbrella.name, exact: true }).click();
  await reviewer.waitForURL(/\/applications\//);
  await take(reviewer, new URL("user-base", reviewer.url()).pathname, "review");
}

async function freshPage(browser: Browser, email?: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: portal.portalUrl,
    viewport: { width: 1280, height: 960 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
  const page = await context.newPage();
  if (email !== undefined) await signIn(page, email);
  return page;
}

async function take(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
  process.stdout.write(`${join(folder, `${name}.png`)}\n`);
}
