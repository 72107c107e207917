import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { Client } from "pg";
import { made } from "@/scripts/demo/made";
import type { DemoOrganization } from "@/scripts/demo/organizations";
import { latestEmail, linkIn, patience, type ReadEmail } from "../emails";
import { type MemberWord, memberOf, type Project } from "../members";
import { signIn } from "./sign-in";

/** The member that this story has for itself. */
export function member(word: MemberWord): DemoOrganization {
  return memberOf(word, test.info().project.name as Project);
}

/** Somebody signed in, in a browser of their own, on a page of their membership. */
export async function asRepresentative(browser: Browser, email: string, page = ""): Promise<Page> {
  const window = await (await browser.newContext()).newPage();
  await signIn(window, email, membership(page));
  return window;
}

/** The address of a page of the membership. */
export function membership(page = ""): string {
  return `/membership/istio${page === "" ? "" : `/${page}`}`;
}

/** The sentence under the header that says who has to act. */
export function statusBanner(page: Page) {
  return page.getByRole("complementary", { name: "Who has to act" });
}

/** Opens the committee's page of a member, found by its name among all, or among those that have left. */
export async function openMember(page: Page, name: string, show: "all" | "left" = "all"): Promise<void> {
  await page.goto(`/committee/istio/members?show=${show}&find=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

/** A chair starts a re-check of a member outside the schedule. Gives its reference; the page stands on the board. */
export async function startRecheck(chair: Page, name: string): Promise<string> {
  await openMember(chair, name);
  await chair.getByRole("link", { name: "Start a re-check" }).click();
  await chair.getByRole("button", { name: "Start the re-check and tell the member" }).click();
  await expect(chair.getByRole("status")).toContainText("The re-check is open. The member gets an email.");
  return referenceIn(chair.getByRole("row").filter({ has: chair.getByRole("link", { name, exact: true }) }));
}

/** The first reference that is written there: "2026-107". */
export async function referenceIn(there: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: the text of cells that stand beside each other must be kept apart
  const words = await there.first().innerText();
  const found = /\d{4}-\d{3,}/.exec(words)?.[0];
  if (found === undefined) throw new Error("No reference is written there.");
  return found;
}

/** The newest email that asks at an address whether it is monitored. */
export function emailToAlias(address: string, about?: RegExp): Promise<ReadEmail> {
  return latestEmail(address, { says: /\/confirm\/alias\//, ...(about ? { about } : {}) });
}

/**
 * Somebody answers the newest question at an address. Between email and answer lie some hours, as they do with people: an answer
 * that comes within a minute is looked at by hand, unless `atOnce`.
 */
export async function answerAt(
  browser: Browser,
  { address, organization, about, atOnce = false }: { address: string; organization: string; about?: RegExp; atOnce?: boolean },
): Promise<void> {
  const message = await emailToAlias(address, about);
  if (!atOnce) await hoursPass(address);
  const page = await (await browser.newContext()).newPage();
  await page.goto(linkIn(message, /^\/confirm\/alias\//));
  await page.getByLabel("Your name or team").fill("Product security team");
  await page.getByLabel(/Which organization/).fill(organization);
  await page.getByRole("button", { name: "Yes, this address is monitored" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This email was already answered");
  await page.context().close();
}

/** What was asked at an address and is not answered was asked three hours ago. */
async function hoursPass(address: string): Promise<void> {
  await inDatabase("update alias_check set asked_at = asked_at - interval '3 hours' where address = $1 and answered_at is null", [address]);
}

/** How many midnights, in UTC, have passed since the world of the tests was made: a run may begin shortly before one. */
export async function daysOfWorld(): Promise<number> {
  const [row] = await inDatabase<{ days: number }>(
    "select (now() at time zone 'UTC')::date - (done_at at time zone 'UTC')::date as days from sweep where key = $1",
    [made],
  );
  return row?.days ?? 0;
}

/** For steps that time takes in a handler, which no page offers. */
export async function inDatabase<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Opens a page again and again until the worker has done what the page waits for. */
export async function untilSeen(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await seen();
  }).toPass({ timeout: patience });
}
