import { expect, type Page } from "@playwright/test";
import { type Answers, criteriaOf, type List, type Organization } from "./organizations";
import { signIn } from "./sign-in";

/** Starts an application of a new organization and gives its reference. The first questions are answered by the address. */
export async function startApplication(page: Page, { name, email }: Organization, list: List = "istio"): Promise<string> {
  const start = `/${list}/apply/start?redistributes=yes&secrecy=yes`;
  await signIn(page, email, start);
  await page.getByLabel("Name of your organization").fill(name);
  await page.getByRole("button", { name: "Start the application" }).click();
  return referenceHere(page);
}

/** Answers each of the first questions with yes, once their page has come, and goes on. */
export async function isEligible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you start");
  for (const yes of await page.getByRole("radio", { name: "Yes" }).all()) await yes.check();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The reference of the application whose task list the page shows. */
export async function referenceHere(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/applications\/\d{4}-\d{3,}(\?.*)?$/);
  return /\d{4}-\d{3,}/.exec(page.url())?.[0] ?? "";
}

/** Types into the fields of a criterion page, by their names; a radio or a box is chosen by its value. */
export async function type(page: Page, typed: Answers[string]): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = page.locator(`#answer [name="${name}"]`);
    const kind = await field.first().getAttribute("type");
    if (kind === "radio") await page.locator(`#answer [name="${name}"][value="${value}"]`).check();
    else if (kind === "checkbox") await field.check();
    else await field.fill(value);
  }
}

/** Says at the end of a long page that it is finished; short pages do not ask. Its button, which comes last, shows that all of it is there. */
export async function finish(page: Page, choice = "Yes, this is finished"): Promise<void> {
  await expect(page.getByRole("button", { name: "Save and continue" })).toBeVisible();
  const asked = page.getByRole("radio", { name: choice });
  if ((await asked.count()) > 0) await asked.check();
}

export function save(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Save and continue" }).click();
}

/** Opens the page of a criterion, answers it and saves it, finished. */
export async function answer(page: Page, reference: string, criterion: string, typed: Answers[string]): Promise<void> {
  await page.goto(`/applications/${reference}/${criterion}`);
  await type(page, typed);
  await finish(page);
  await save(page);
  await expect(page).not.toHaveURL(new RegExp(`/${criterion}(\\?.*)?$`));
}

/** Answers every criterion of the list, or those named. */
export async function answerAll(
  page: Page,
  reference: string,
  { answers }: Organization,
  criteria: readonly string[] = criteriaOf.istio,
): Promise<void> {
  for (const criterion of criteria) await answer(page, reference, criterion, answers[criterion] ?? {});
}

/** Sends a finished application from its check page. */
export async function send(page: Page, reference: string): Promise<void> {
  await page.goto(`/applications/${reference}/check`);
  await page.locator("[name=truth]").check();
  await page.getByRole("button", { name: "Send application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The application was sent");
}

/** From nothing to a sent application; gives its reference. */
export async function applyTo(page: Page, organization: Organization, list: List = "istio"): Promise<string> {
  const reference = await startApplication(page, organization, list);
  await answerAll(page, reference, organization, criteriaOf[list]);
  await send(page, reference);
  return reference;
}
