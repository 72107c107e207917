import { expect, type Page, test } from "@playwright/test";
import { answerAll, startApplication } from "./steps/apply";
import { criteriaOf, organization } from "./steps/organizations";

test("one criterion is answered and the application sent with the keyboard alone", async ({ page }) => {
  const kwik = organization("Kwik");
  const reference = await startApplication(page, kwik, "layer5");
  await answerAll(
    page,
    reference,
    kwik,
    criteriaOf.layer5.filter((criterion) => criterion !== "user-base"),
  );
  await page.goto(`/applications/${reference}`);

  const keys = new Keys(page);
  await keys.to("link", "Users beyond your organization");
  await page.keyboard.press("Enter");
  await page.waitForURL(/user-base/);
  await keys.to("textbox", "Who uses it");
  await page.keyboard.type("Banks and railways.");
  await keys.to("textbox", "Link");
  await page.keyboard.type(`https://www.${kwik.domain}/customers`);
  await keys.to("radio", "Yes, this is finished");
  await page.keyboard.press("Space");
  await keys.to("button", "Save and continue");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/user-base"));

  await page.goto(`/applications/${reference}`);
  await keys.to("link", "Check your answers");
  await page.keyboard.press("Enter");
  await page.waitForURL(/check/);
  await keys.to("checkbox", /What stands here is true/);
  await page.keyboard.press("Space");
  await keys.to("button", "Send application");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The application was sent");
  expect(keys.pressed).toBeLessThanOrEqual(150);
});

/** Moves with Tab only, counts the presses, and expects the focus to be seen at every stop. */
class Keys {
  pressed = 0;
  constructor(private readonly page: Page) {}

  async to(role: "link" | "textbox" | "radio" | "checkbox" | "button", name: string | RegExp): Promise<void> {
    const target = this.page.getByRole(role, { name, exact: typeof name === "string" }).first();
    for (let stops = 0; stops < 100; stops += 1) {
      await this.page.keyboard.press("Tab");
      this.pressed += 1;
      const { outline, inside } = await this.page.evaluate(() => {
        const focused = document.activeElement ?? document.body;
        const { top, bottom } = focused.getBoundingClientRect();
        return { outline: getComputedStyle(focused).outlineStyle, inside: bottom > 0 && top < innerHeight };
      });
      expect(outline, `the focus is seen at stop ${stops + 1} before ${name}`).not.toBe("none");
      expect(inside, `the focus is in view at stop ${stops + 1} before ${name}`).toBe(true);
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not reach ${role} ${name}`);
  }
}
