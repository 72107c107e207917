import { expect, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { answer, applyTo, referenceHere, startApplication } from "./steps/apply";
import { organization } from "./steps/organizations";

test("a draft is withdrawn, and its answers serve the next application", async ({ page }) => {
  const pendant = organization("Pendant");
  const reference = await startApplication(page, pendant);
  await answer(page, reference, "redistribution", pendant.answers.redistribution ?? {});
  await page.goto(`/applications/${reference}`);
  await page.getByRole("link", { name: "Withdraw the application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Withdraw the application");
  await expectAccessibleState(page, "withdraw");
  await page.getByRole("link", { name: "Keep it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pendant.name);

  await page.goto(`/applications/${reference}/withdraw`);
  await page.getByRole("button", { name: "Withdraw the application" }).click();
  await expect(page.getByRole("status")).toContainText("The application was withdrawn.");

  await page.goto("/istio/apply/start?redistributes=yes&secrecy=yes");
  await page.getByRole("radio", { name: pendant.name, exact: true }).check();
  await page.getByRole("button", { name: "Start the application" }).click();
  const next = await referenceHere(page);
  expect(next).not.toBe(reference);
  await page.goto(`/applications/${next}/redistribution`);
  await expect(page.getByText("This was taken from your earlier application.")).toBeVisible();
  await expect(page.locator("#answer [name=name]")).toHaveValue(pendant.answers.redistribution?.name ?? "");
});

test("a sent application is withdrawn once, and its pages say so for ever", async ({ page }) => {
  const umbra = organization("Umbra");
  const reference = await applyTo(page, umbra, "layer5");
  await page.goto(`/applications/${reference}/withdraw`);
  await page.getByRole("button", { name: "Withdraw the application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The application was withdrawn");
  await expectAccessibleState(page, "status, withdrawn");
  await latestEmail(umbra.email, { about: new RegExp(reference), says: /withdrawn/ });

  await page.goto(`/applications/${reference}/withdraw`);
  await expect(page).toHaveURL(`/applications/${reference}`);
  await page.goto(`/applications/${reference}/sent`);
  await expect(page.getByText("Current status: The application was withdrawn.")).toBeVisible();
});
