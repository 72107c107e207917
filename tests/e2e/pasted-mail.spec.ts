import { expect, test } from "@playwright/test";
import { expectAccessibleState } from "./steps/accessible-state";
import { startApplication } from "./steps/apply";
import { expectErrors } from "./steps/errors";
import { organization } from "./steps/organizations";

const questions = [
  "> 1. Have an actively monitored security email alias for our project.",
  "> 2. Be involved in redistributing Istio or have a product with close coupling to Istio.",
  "> 3. Have a user base not limited to your own organization.",
  "> 4. Be a participant and active contributor in the Istio community.",
  "> 5. Accept the Embargo Policy that is outlined above.",
  "> 6. Be a member of the Envoy Early Disclosure list.",
  "> 7. Have a member of your organization be a participant in the Istio Product Security Working Group",
];

test("a mail written earlier is read into the right criteria, and nothing of it is lost", async ({ page }) => {
  const sirius = organization("Sirius");
  const { domain } = sirius;
  const answers = [
    `Please use psirt@${domain} for the list.`,
    `We ship a distribution built on Istio: https://www.${domain}/mesh`,
    `About 400 companies run it. They meet at https://forum.${domain}.`,
    "Ada and Grace review pull requests in istio/istio every week.",
    "We accept the embargo policy.",
    `We are listed there as ${sirius.name} Inc.`,
    `Ada Byron (Email: ada@${domain}, Istio Slack username: ada.byron) will take part.`,
  ];
  const mail = questions.map((question, at) => `${question}\n${answers[at]}\n`).join("\n");

  const reference = await startApplication(page, sirius);
  await page.getByRole("link", { name: "Paste an application that you sent by email" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paste your email");
  await expectAccessibleState(page, "paste your mail");
  await page.getByRole("button", { name: "Fill in the answers" }).click();
  await expectErrors(page, ["Paste the text of your email"]);

  await page.getByLabel("Text of your email").fill(`Hello,\n\n${mail}\nThanks,\nAda`);
  await page.getByRole("button", { name: "Fill in the answers" }).click();
  await expect(page.getByRole("status")).toContainText("The answers found in your email are filled in.");

  const tasks = page.getByRole("main").getByRole("list").first().getByRole("listitem");
  await expect(tasks.filter({ hasText: "From your email" })).toHaveCount(6);
  await expect(tasks.filter({ hasText: "Embargo policy" })).toContainText("Not yet started");
  await expect(page.getByRole("heading", { name: "From your email, not assigned yet" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("We accept the embargo policy.");
  await expectAccessibleState(page, "task list, filled from a mail");

  const fields: readonly (readonly [string, string, string])[] = [
    ["security-alias", "address", `psirt@${domain}`],
    ["redistribution", "link", `https://www.${domain}/mesh`],
    ["user-base", "links.0.url", `https://forum.${domain}`],
    ["working-group", "email", `ada@${domain}`],
  ];
  for (const [criterion, name, value] of fields) {
    await page.goto(`/applications/${reference}/${criterion}`);
    await expect(page.getByText("This was taken from your email. Check it, then save it.")).toBeVisible();
    await expect(page.locator(`#answer [name="${name}"]`)).toHaveValue(value);
  }
  await page.goto(`/applications/${reference}/embargo-policy`);
  await expect(page.locator("#answer [name=accept]:checked")).toHaveCount(0);
  await page.goto(`/applications/${reference}/community`);
  await expect(page.locator("#answer [name=text]")).toHaveValue(/Ada and Grace review pull requests/);

  await page.goto(`/applications/${reference}`);
  const left = page.getByRole("button", { name: /^Dismiss it/ });
  const parts = await left.count();
  await left.first().click();
  await expect(page.getByRole("status")).toContainText("The text was dismissed.");
  await expect(left).toHaveCount(parts - 1);
});
