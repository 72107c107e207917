import { expect, type Page, test } from "@playwright/test";
import { sha256 } from "@/lib/kernel/token";
import { latestCode } from "./emails";
import { answerAlias } from "./steps/alias";
import { answerAll, applyTo, startApplication } from "./steps/apply";
import { committee, findAll, pageOf, untilGiven } from "./steps/committee";
import { inDatabase, member } from "./steps/members";
import { criteriaOf, organization } from "./steps/organizations";
import { proposeRemoval } from "./steps/removal";
import { asPerson, asReviewer } from "./steps/sign-in";

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
  await keys.to("textbox", "Who uses the product");
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
  await keys.to("checkbox", /The information here is true/);
  await page.keyboard.press("Space");
  await keys.to("button", "Send application");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The application was sent");
  expect(keys.pressed).toBeLessThanOrEqual(150);
});

test("HC-MNB-007: a vote and the second approval of a removal are given with the keyboard alone, also after 20 hours on the page", async ({
  page,
  browser,
}) => {
  const keyed = organization("Keyed");
  const about = { list: "istio", reference: await applyTo(page, keyed) } as const;
  await answerAlias(browser, keyed);
  const [carol, ravi, rita] = [
    await asPerson(browser, committee.carol), // a session of her own, which grows old
    await asReviewer(browser, committee.ravi),
    await asReviewer(browser, committee.rita),
  ];
  await untilGiven(ravi, about);
  for (const reviewer of [carol, ravi, rita]) await findAll(reviewer, about);
  const removal = await proposeRemoval(ravi, member("Kord").name);

  const keys = new Keys(carol);
  const reason = "Their build is known to me, and so are two of their users.";
  await test.step("the vote is filled in, and 20 hours pass", async () => {
    await carol.goto(pageOf(about, "vote"));
    await keys.to("radio", "Accept");
    await carol.keyboard.press("Space");
    await keys.to("textbox", "Reason (optional)");
    await carol.keyboard.type(reason);
    await hoursPass(carol, 20);
    await keys.to("button", "Save my vote");
    await carol.keyboard.press("Enter");
  });

  await test.step("signing in again loses nothing of it", async () => {
    await carol.waitForURL(/\/sign-in\?/);
    const asked = new Date();
    await keys.to("textbox", "Email address");
    await carol.keyboard.type(committee.carol);
    await carol.keyboard.press("Enter");
    await carol.waitForURL(/\/sign-in\/code/);
    await keys.to("textbox", "8-digit code");
    await carol.keyboard.type(await latestCode(committee.carol, new Date(asked.getTime() - 1000)));
    await carol.keyboard.press("Enter");
    await carol.waitForURL(/\/vote\?/);
    await expect(carol.getByRole("radio", { name: "Accept", exact: true })).toBeChecked();
    await expect(carol.getByLabel("Reason (optional)").first()).toHaveValue(reason);
    await keys.to("button", "Save my vote");
    await carol.keyboard.press("Enter");
    await expect(carol.getByRole("status")).toContainText("Your vote is saved.");
  });

  await carol.goto(removal);
  await keys.to("button", "Approve as the second approver");
  await carol.keyboard.press("Enter");
  await expect(carol.getByRole("status")).toContainText("You approved the removal as the second approver.");
});

/** What the portal remembers of this browser's session is some hours older. */
async function hoursPass(page: Page, hours: number): Promise<void> {
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith("forewarned-session"))?.value ?? "";
  const ago = "make_interval(hours => $2)";
  const aged = await inDatabase(
    `update session set signed_in_at = signed_in_at - ${ago}, expires_at = expires_at - ${ago}, last_used_at = last_used_at - ${ago} where session_token = $1 returning session_token`,
    [sha256(session), hours],
  );
  expect(aged).toHaveLength(1);
}

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
