import { expect, type Page } from "@playwright/test";
import { patience } from "../emails";
import { criteriaOf, type List } from "./organizations";

export const committee = {
  carol: "carol@meshproject.example",
  ravi: "ravi@meshproject.example",
  rita: "rita@globex.example",
  ann: "ann@meshproject.example",
} as const;

/** What a reviewer finds not met, with the reason; everything else is met. */
export type Wanting = Readonly<Record<string, string>>;

export type ApplicationRef = { readonly list: List; readonly reference: string };

export function pageOf({ list, reference }: ApplicationRef, page = ""): string {
  return `/committee/${list}/applications/${reference}${page === "" ? "" : `/${page}`}`;
}

/** Records a finding on the page that is open. */
export async function record(page: Page, reason?: string): Promise<void> {
  await page.getByRole("radio", { name: reason === undefined ? "Met" : "Not met", exact: true }).check();
  if (reason !== undefined) await page.getByLabel("Reason", { exact: true }).fill(reason);
  await page.getByRole("button", { name: /^Save( and next criterion)?$/ }).click();
}

/** Reads every criterion in turn, records a finding on each, and sends them. */
export async function findAll(page: Page, about: ApplicationRef, wanting: Wanting = {}): Promise<void> {
  const criteria = criteriaOf[about.list];
  await page.goto(pageOf(about, criteria[0]));
  for (const [at, criterion] of criteria.entries()) {
    await record(page, wanting[criterion]);
    const next = criteria[at + 1];
    if (next) await expect(page).toHaveURL(new RegExp(`/${next}\\?done=found$`));
  }
  await expect(page.getByText("All criteria are assessed.")).toBeVisible();
  await page.getByRole("button", { name: "Send my findings" }).click();
  await expect(page.getByRole("status")).toContainText("Your findings were sent.");
}

export async function vote(page: Page, about: ApplicationRef, choice: "Accept" | "Decline", reason = ""): Promise<void> {
  await page.goto(pageOf(about, "vote"));
  await page.getByRole("radio", { name: choice, exact: true }).check();
  await page.getByLabel("Reason (optional)").first().fill(reason);
  await page.getByRole("button", { name: "Save my vote" }).click();
  await expect(page.getByRole("status")).toContainText("Your vote is saved.");
}

/** Saves the email as it stands on the page, and goes on to the page that repeats outcome and recipients. */
export async function saveEmail(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save and preview the email" }).click();
  await expect(page.getByRole("status")).toContainText("The email is saved.");
}

/** Decides on the saved email and releases it without waiting for the end of the undo window. */
export async function decideAndSend(page: Page, outcome: "Accept" | "Decline"): Promise<void> {
  await page.getByRole("link", { name: "Continue to the decision" }).click();
  const byHand = page.getByRole("checkbox", { name: /I have checked the answer from the contact alias/ });
  const decide = page.getByRole("button", { name: `${outcome} the application` });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${outcome} `));
  await expect(decide).toBeVisible();
  if ((await byHand.count()) > 0) await byHand.check();
  await decide.click();
  await expect(page.getByRole("status")).toContainText("The decision is made.");
  await page.getByRole("button", { name: "Send now" }).click();
  await expect(page.getByRole("status")).toContainText("The email was sent, and the decision has taken effect.");
}

/** Waits until the worker has given the application to its reviewers, as one of them sees it. */
export async function untilGiven(page: Page, { list, reference }: ApplicationRef): Promise<void> {
  await expect(async () => {
    await page.goto(`/committee/${list}?for=for-me&q=${reference}`);
    await expect(page.getByRole("row").filter({ hasText: reference })).toContainText("Assess", { timeout: 1000 });
  }).toPass({ timeout: patience });
}
