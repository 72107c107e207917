import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { latestCode } from "../emails";
import { notesFolder } from "./accessible-state";

/** Signs in with the code from the email, and goes on to `next`. The page may stand on the sign-in page already. */
export async function signIn(page: Page, email: string, next = "/applications"): Promise<void> {
  if (new URL(page.url() === "about:blank" ? "http://nowhere/" : page.url()).pathname !== "/sign-in") {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  }
  const asked = new Date();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send a code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter the code from the email");
  await page.getByLabel("8-digit code").fill(await latestCode(email, new Date(asked.getTime() - 1000)));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
}

/** How long a session of the committee is shared. What weighs takes a sign-in of the last half hour, and a spec may run for minutes. */
const sharedMinutes = 10;

/**
 * A page of a browser of its own in which a person of the committee is signed in. They sign in a few times a run: every spec
 * needs them, and emails with codes are limited for each address.
 */
export async function asReviewer(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const file = join(notesFolder(), `session-${email}.json`);
  await oneAtATime(email, async () => {
    if (isRecentSignIn(file)) return context.addCookies(JSON.parse(readFileSync(file, "utf8")));
    await signIn(page, email);
    writeFileSync(file, JSON.stringify(await context.cookies()));
  });
  return page;
}

function isRecentSignIn(file: string): boolean {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < sharedMinutes * 60_000;
}

/** A page of a browser of its own in which somebody is signed in, as on another device. */
export async function asPerson(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

/** One at a time, over all workers. */
export async function oneAtATime<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    return await run();
  } finally {
    await client.end();
  }
}
