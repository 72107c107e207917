import { type Browser, expect, type Page } from "@playwright/test";
import { latestEmail, linkIn } from "../emails";
import type { Organization } from "./organizations";

/** Opens the link of the newest email to the contact alias, in a browser that knows nobody. */
export async function openAliasEmail(browser: Browser, { alias }: Organization): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(linkIn(await latestEmail(alias, { says: /\/confirm\/alias\// }), /^\/confirm\/alias\//));
  return page;
}

/** Somebody of the organization answers at the contact alias. */
export async function answerAlias(browser: Browser, organization: Organization): Promise<void> {
  const page = await openAliasEmail(browser, organization);
  await page.getByLabel("Your name or team").fill("Product security team");
  await page.getByLabel(/Which organization/).fill(organization.name);
  await page.getByRole("button", { name: "Yes, this address is monitored" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This email was already answered");
  await page.context().close();
}
