import { expect, test } from "@playwright/test";
import { emailsTo, latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { finish, save, startApplication, type } from "./steps/apply";
import { expectErrors } from "./steps/errors";
import { criteriaOf, organization } from "./steps/organizations";

/** What an empty page of each criterion says, in the order of its fields. */
const empty: Readonly<Record<(typeof criteriaOf.istio)[number], readonly string[]>> = {
  "security-alias": [
    "Enter the contact alias",
    "Enter who monitors the address",
    "Enter when the address is monitored",
    "Enter how mail to the address is handled",
  ],
  redistribution: [
    "Select whether you distribute Istio or ship a product coupled to it",
    "Enter the name of the distribution or product",
    "Enter the month in which it became available",
    "Enter a link to your distribution or product",
    "Enter what would break for your users",
  ],
  "user-base": [
    "Enter who uses the product outside your organization",
    "Add at least one link that people outside your organization can open",
  ],
  community: ["Enter at least one person who is active in the community"],
  "embargo-policy": ["Select whether your organization accepts the embargo policy"],
  "envoy-list": ["Select whether your organization is on the Envoy early disclosure list"],
  "working-group": [
    "Enter the name of the participant",
    "Enter their email address",
    "Enter their Slack username",
    "Enter their time zone",
    "Select at least one meeting time that suits",
  ],
};

test("every criterion page says what is missing twice, in the same words", async ({ page }) => {
  const reference = await startApplication(page, organization("Virtucon"));
  for (const criterion of criteriaOf.istio) {
    await page.goto(`/applications/${reference}/${criterion}`);
    await finish(page);
    await save(page);
    await expectErrors(page, empty[criterion]);
    await expectAccessibleState(page, `${criterion}, empty`);
  }
});

const wrong: readonly { criterion: string; typed: Readonly<Record<string, string>>; says: string }[] = [
  {
    criterion: "security-alias",
    typed: { address: "security@gmail.com" },
    says: "Contact alias must be on a domain your organization owns, not gmail.com",
  },
  {
    criterion: "security-alias",
    typed: { address: "Corp <sec@corp.example>" },
    says: "Contact alias must be one address, without a name or a second address",
  },
  { criterion: "redistribution", typed: { link: "javascript:alert(1)", since: "2014-02" }, says: "Link must start with https://" },
  { criterion: "working-group", typed: { handle: "two words", timeZone: "Nowhere" }, says: "Slack username must not include spaces" },
];

test("HC-FRM-012 what was typed wrong stays as it was typed, and can be saved once it is corrected", async ({ page }) => {
  const stark = organization("Stark");
  const reference = await startApplication(page, stark);
  for (const { criterion, typed, says } of wrong) {
    await page.goto(`/applications/${reference}/${criterion}`);
    await type(page, typed);
    await finish(page);
    await save(page);
    expect(await expectErrors(page)).toContain(says);
    for (const [name, text] of Object.entries(typed)) await expect(page.locator(`#answer [name="${name}"]`)).toHaveValue(text);
  }
  const last = wrong.at(-1)?.criterion as (typeof criteriaOf.istio)[number];
  await type(page, stark.answers[last] ?? {});
  await finish(page);
  await save(page);
  await expect(page).not.toHaveURL(new RegExp(last));
});

test("an alias at another domain is asked about before an email goes there", async ({ page }) => {
  const elsewhereInc = organization("Elsewhere");
  const reference = await startApplication(page, elsewhereInc);
  const { address: _, ...rest } = elsewhereInc.answers["security-alias"] ?? {};
  const elsewhere = `security@not-${elsewhereInc.domain}`;
  await page.goto(`/applications/${reference}/security-alias`);
  await expect(page.getByText("When you save, an email is sent to this address")).toBeVisible();
  await type(page, { ...rest, address: elsewhere });
  await finish(page);
  await save(page);
  await expectErrors(page, [
    `Nothing has been saved or sent yet: ${elsewhere} is not at the domain of your own address. Check it, then confirm that the email should be sent there`,
  ]);
  await expectAccessibleState(page, "security-alias, at another domain");
  expect(await emailsTo(elsewhere)).toEqual([]);
  await expect(page.locator('#answer [name="address"]')).toHaveValue(elsewhere);
  await page.getByLabel("Send the email to this address").check();
  await finish(page);
  await save(page);
  await expect(page).not.toHaveURL(/security-alias/);
  await latestEmail(elsewhere);
});

test("the first questions, the name and the address say what is missing", async ({ page }) => {
  await page.goto("/istio/apply");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectErrors(page, [
    "Select yes or no: Does your organization redistribute Istio, or ship a product closely coupled to it?",
    "Select yes or no: Can your organization keep a vulnerability under embargo until the agreed date?",
  ]);
  await expectAccessibleState(page, "first questions, not answered");

  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill("nobody@nowhere@example");
  await page.getByRole("button", { name: "Send a code" }).click();
  await expectErrors(page);
  await expect(page.getByLabel("Email address")).toHaveValue("nobody@nowhere@example");
  await expectAccessibleState(page, "sign in, wrong address");
});

test("not being eligible is a page with other ways, and no error", async ({ page }) => {
  await page.goto("/istio/apply");
  await page.getByRole("radio", { name: "No" }).first().check();
  await page.getByRole("radio", { name: "Yes" }).last().check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your organization cannot apply to this list now");
  await expect(page).not.toHaveTitle(/^Error/);
  await expect(page.getByRole("link", { name: "Istio security bulletins" })).toBeVisible();
  await expectAccessibleState(page, "not eligible");
});
