import { expect, test } from "@playwright/test";
import { latestEmail, linkIn } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { answerAlias, openAliasEmail } from "./steps/alias";
import { applyTo } from "./steps/apply";
import { untilSeen } from "./steps/members";
import { organization } from "./steps/organizations";

test("an application to Layer5 answers five criteria, is sent and followed", async ({ page, browser, request }) => {
  const meridian = organization("Meridian");
  const reference = await applyTo(page, meridian, "layer5");
  await expect(page.getByText(/^We will answer by .+\.$/)).toBeVisible();
  const receipt = await latestEmail(meridian.email, { about: new RegExp(`${reference}: application received$`) });
  expect(receipt.subject).toBe(`[Layer5 early disclosure] ${meridian.name} ${reference}: application received`);

  await page.goto(`/applications/${reference}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for an answer from your contact alias");
  await test.step("a mail scanner that opens the alias's link answers nothing", async () => {
    const link = linkIn(await latestEmail(meridian.alias, { says: /\/confirm\/alias\// }), /^\/confirm\/alias\//);
    expect((await request.head(link)).status()).toBe(200);
    await (await openAliasEmail(browser, meridian)).context().close();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for an answer from your contact alias");
  });
  await answerAlias(browser, meridian);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The committee is reviewing your application");
  await untilSeen(page, () => expect(page.getByText("0 of 2 reviewers have finished.")).toBeVisible({ timeout: 500 }));
  await expectAccessibleState(page, "status, in review");

  await page.getByRole("link", { name: "All answers", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^\d\. / })).toHaveText([
    "1. Contact alias",
    "2. Redistribution or close coupling",
    "3. Users beyond your organization",
    "4. Active in the community",
    "5. Embargo policy",
  ]);
});
