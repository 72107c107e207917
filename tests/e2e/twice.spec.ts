import { expect, type Page, test } from "@playwright/test";
import { emailsTo, latestEmail, linkIn } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { answerAll, finish, save, send, startApplication, type } from "./steps/apply";
import { criteriaOf, organization } from "./steps/organizations";
import { asPerson } from "./steps/sign-in";

test("a double click on send, and back after it, make one application and one receipt", async ({ page }) => {
  const massive = organization("Massive");
  const reference = await startApplication(page, massive, "layer5");
  await answerAll(page, reference, massive, criteriaOf.layer5);
  await page.goto(`/applications/${reference}/check`);
  await page.locator("[name=truth]").check();
  await page.getByRole("button", { name: "Send application" }).dblclick();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The application was sent");
  await expectAccessibleState(page, "receipt");

  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("All answers");
  await expect(page.getByText(/^Sent on /)).toBeVisible();
  await expect(page.getByRole("button", { name: "Send application" })).toHaveCount(0);

  await page.goto("/applications");
  await expect(page.getByRole("row")).toHaveCount(2);
  await latestEmail(massive.email, { about: new RegExp(reference) });
  const receipts = (await emailsTo(massive.email)).filter(({ text }) => text.includes("You sent these answers:"));
  expect(receipts).toHaveLength(1);
});

test("an old page of the form that is sent again makes nothing twice", async ({ page }) => {
  const duff = organization("Duff");
  const reference = await startApplication(page, duff, "layer5");
  await answerAll(page, reference, duff, criteriaOf.layer5);
  const old = await page.context().newPage();
  await old.goto(`/applications/${reference}/check`);
  await send(page, reference);

  await old.locator("[name=truth]").check();
  await old.getByRole("button", { name: "Send application" }).click();
  await expect(old.getByRole("heading", { level: 1 })).toHaveText("The application was sent");
});

test("two windows on one answer keep both texts, and their author chooses", async ({ page, browser }) => {
  const oscorp = organization("Oscorp");
  const reference = await startApplication(page, oscorp);
  const colleague = await joinedBy(page, reference, await asPerson(browser, `otto@${oscorp.domain}`), `otto@${oscorp.domain}`);

  const address = `/applications/${reference}/user-base`;
  await page.goto(address);
  await colleague.goto(address);
  await type(colleague, { text: "Banks and railways.", "links.0.url": `https://www.${oscorp.domain}/customers` });
  await finish(colleague, "No, I will come back");
  await save(colleague);
  await expect(colleague).not.toHaveURL(/user-base/);

  await type(page, { text: "Hospitals and laboratories.", "links.0.url": `https://www.${oscorp.domain}/customers` });
  await finish(page, "No, I will come back");
  await save(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Which text do you want to keep?");
  await expect(page.getByText("Hospitals and laboratories.")).toBeVisible();
  await expect(page.getByText("Banks and railways.")).toBeVisible();
  await expectAccessibleState(page, "two texts");

  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("alert").first()).toContainText("There is a problem");
  await page.getByRole("radio", { name: "Keep my text" }).check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who uses the product outside your organization?");
  await page.goto(address);
  await expect(page.locator("#answer [name=text]")).toHaveValue("Hospitals and laboratories.");
});

/** Invites a colleague, who follows the email and joins. */
async function joinedBy(page: Page, reference: string, colleague: Page, email: string): Promise<Page> {
  await page.goto(`/applications/${reference}/invite`);
  await page.getByLabel("Email address of your colleague").fill(email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("status")).toContainText("The invitation was sent.");
  await expectAccessibleState(page, "invited");

  await colleague.goto(linkIn(await latestEmail(email, { about: new RegExp(reference) }), /^\/confirm\/invitation\//));
  await expectAccessibleState(colleague, "invitation");
  await colleague.getByRole("button", { name: "Agree and open the application" }).click();
  await expect(colleague).toHaveURL(new RegExp(`/applications/${reference}`));
  return colleague;
}
