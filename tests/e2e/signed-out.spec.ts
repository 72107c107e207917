import { expect, test } from "@playwright/test";
import { expectAccessibleState } from "./steps/accessible-state";
import { finish, save, startApplication, type } from "./steps/apply";
import { organization } from "./steps/organizations";
import { signIn } from "./steps/sign-in";

test("what is sent after the session has ended is kept until the person is back", async ({ page, context }) => {
  const prodigy = organization("Prodigy");
  const reference = await startApplication(page, prodigy);
  await page.goto(`/applications/${reference}/user-base`);
  const text = "Hospitals, and about 30 ships that have been out for years.";
  await type(page, { text, "links.0.url": "https://www.prodigy.example/ships" });
  await finish(page);

  const elsewhere = await context.newPage();
  await elsewhere.goto("/applications");
  await elsewhere.getByRole("button", { name: "Sign out" }).click();
  await expect(elsewhere.getByText("You are signed out.")).toBeVisible();

  await save(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessibleState(page, "sign in again, text kept");
  await signIn(page, prodigy.email);
  await expect(page).toHaveURL(new RegExp(`/applications/${reference}/user-base`));
  await expect(page.locator("#answer [name=text]")).toHaveValue(text);
  await expect(page.getByText("You were signed out. Your text is kept.")).toBeVisible();
  await save(page);
  await expect(page).not.toHaveURL(/user-base/);
});

test("after signing out neither the back button nor an address shows what was there", async ({ page }) => {
  const yutani = organization("Yutani");
  const reference = await startApplication(page, yutani);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.goto(`/applications/${reference}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});
