import { expect, type Page, test } from "@playwright/test";
import { latestEmail, linkIn } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { asRepresentative, member, membership, statusBanner } from "./steps/members";
import { asReviewer, signIn } from "./steps/sign-in";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const invitation = /^\/confirm\/representative\//;

test("a deputy is invited, agrees, changes role and is removed; the last primary stays", async ({ browser, request }) => {
  const yoyodyne = member("Yoyodyne");
  const dee = `dee@${yoyodyne.domain}`;
  const yves = await asRepresentative(browser, yoyodyne.contact.email);

  await test.step("Yves invites her", async () => {
    await yves.getByRole("link", { name: "See the representatives" }).click();
    await expect(yves.getByText(/This is the last person who can act/)).toBeVisible();
    await expect(yves.getByRole("link", { name: /^Remove/ })).toHaveCount(0);
    await expectAccessibleState(yves, "representatives, one");
    await yves.getByRole("button", { name: "Send the invitation" }).click();
    await expectErrors(yves);
    await expectAccessibleState(yves, "representatives, invitation with problems");
    await yves.getByRole("textbox", { name: "Email address" }).fill(dee);
    await yves.getByRole("form", { name: "Invite somebody" }).getByRole("radio", { name: "Deputy" }).check();
    await yves.getByRole("button", { name: "Send the invitation" }).click();
    await expect(yves.getByRole("status")).toContainText("The invitation was sent.");
  });

  await test.step("a primary from free mail is confirmed first, and the contact alias is told", async () => {
    const form = yves.getByRole("form", { name: "Invite somebody" });
    const freeMail = `yves.${yoyodyne.domain.split(".")[0]}@gmail.com`;
    await form.getByRole("textbox", { name: "Email address" }).fill(freeMail);
    await form.getByRole("radio", { name: "Primary" }).check();
    await form.getByRole("button", { name: "Send the invitation" }).click();
    await expectErrors(yves, [
      `Nothing was changed or sent yet: ${freeMail} is at a free mail service, which says nothing about where somebody works. Check it, then allow a primary representative with this address`,
    ]);
    await expectAccessibleState(yves, "representatives, a primary from outside");
    await form.getByRole("checkbox", { name: /^Allow a primary representative with this address/ }).check();
    await form.getByRole("button", { name: "Send the invitation" }).click();
    await expect(yves.getByRole("status")).toContainText("The invitation was sent.");
    await latestEmail(`security@${yoyodyne.domain}`, { says: /address is not at/ });
    await yves.getByRole("button", { name: `Withdraw the invitation for ${freeMail}` }).click();
    await expect(yves.getByRole("status")).toContainText("The invitation was withdrawn.");
  });

  const page = await (await browser.newContext()).newPage();
  await test.step("looking at the link uses nothing up; agreeing takes a sign-in", async () => {
    const link = linkIn(await latestEmail(dee, { says: /\/confirm\/representative\// }), invitation);
    expect((await request.head(link)).status()).toBe(200);
    for (const _ of [1, 2]) await page.goto(link);
    await expect(heading(page)).toHaveText(`Act for ${yoyodyne.name}`);
    await expectAccessibleState(page, "representative's invitation, signed out");
    await page.getByRole("link", { name: "Sign in", exact: true }).last().click();
    await expect(page).toHaveURL(/\/sign-in\?/);
    await signIn(page, dee);
    await expect(heading(page)).toHaveText(`Act for ${yoyodyne.name}`);
    await expectAccessibleState(page, "representative's invitation");
    await page.getByRole("button", { name: "Agree and open the membership" }).click();
    await expect(page.getByRole("status")).toContainText("You act for the organization now.");
    await expectAccessibleState(page, "membership, joined");
    await page.goto(link);
    await expect(page.getByText("You have already accepted this invitation.")).toBeVisible();
  });

  await test.step("she becomes a reader, who sees and does not answer", async () => {
    await yves.goto(membership("people"));
    const form = yves.getByRole("form", { name: `The role of ${dee}` });
    await yves
      .locator("details", { has: yves.locator("form") })
      .getByText("Change the role")
      .click();
    await form.getByRole("radio", { name: "Reader" }).check();
    await form.getByRole("button", { name: /^Save the role/ }).click();
    await expect(yves.getByRole("status")).toContainText("The role was changed.");
    await expectAccessibleState(yves, "representatives, two");
    await page.goto(membership("people"));
    await expect(page.getByRole("button", { name: "Send the invitation" })).toHaveCount(0);
    await expectAccessibleState(page, "representatives, as a reader");
  });

  await test.step("she is removed, and her open session ends with it", async () => {
    await yves.getByRole("link", { name: `Remove ${dee}` }).click();
    await expect(heading(yves)).toHaveText(`Remove ${dee}`);
    await expectAccessibleState(yves, "representative, remove");
    await yves.getByRole("button", { name: `Remove ${dee}` }).click();
    await expect(yves.getByRole("status")).toContainText("The person no longer acts for the organization.");
    await page.goto(membership());
    await expect(page.getByText(/None of the organizations you act for is a member/)).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(yoyodyne.name);
    await expectAccessibleState(page, "membership, none");
    expect((await page.goto(membership("people")))?.status()).toBe(404);
  });
});

test("a stranger asks to join, and a primary answers", async ({ browser }) => {
  const yoyodyne = member("Yoyodyne");
  const sam = await asRepresentative(browser, `sam@${yoyodyne.domain}`);
  await sam.getByRole("link", { name: "ask to act for it" }).click();
  await expect(heading(sam)).toHaveText("Ask to act for a member");
  await expectAccessibleState(sam, "join, ask");
  await sam.getByRole("button", { name: "Send the request" }).click();
  await expectErrors(sam);
  await sam.getByLabel("Organization", { exact: true }).fill(yoyodyne.name);
  await sam.getByLabel("Who you are, and why you want to act for the member").fill("Sam of the release team; Yves knows me.");
  await sam.getByRole("button", { name: "Send the request" }).click();
  await expect(heading(sam)).toHaveText("Your request was sent");
  await expectAccessibleState(sam, "join, asked");

  await latestEmail(yoyodyne.contact.email, { about: /request to join/, says: /Their message:/ });
  const yves = await asRepresentative(browser, yoyodyne.contact.email);
  await expect(statusBanner(yves)).toContainText("Action needed. Answer the request to join.");
  await yves.getByRole("link", { name: "Answer the request" }).click();
  await expect(yves.getByText("Sam of the release team; Yves knows me.")).toBeVisible();
  await expectAccessibleState(yves, "representatives, a request");
  await yves.getByRole("button", { name: "Send the answer" }).click();
  await expectErrors(yves);
  const form = yves.getByRole("form", { name: /^Answer / });
  await form.getByRole("radio", { name: "Yes, with a role" }).check();
  await form.getByRole("radio", { name: "Reader" }).check();
  await yves.getByRole("button", { name: "Send the answer" }).click();
  await expect(yves.getByRole("status")).toContainText("The request was answered, and the person has been told.");
  await sam.goto(membership());
  await expect(heading(sam)).toHaveText(yoyodyne.name);
});

test("an organization announces when it leaves, and withdraws that", async ({ browser }) => {
  const yoyodyne = member("Yoyodyne");
  const yves = await asRepresentative(browser, yoyodyne.contact.email, "leave");
  await expectAccessibleState(yves, "leave");
  await yves.getByLabel("First day without membership").fill("2020-01-01");
  await yves.getByLabel(/^Type /).fill("Globex");
  await yves.getByRole("button", { name: "Leave the list" }).click();
  await expectErrors(yves);
  await expect(yves.getByLabel(/^Type /)).toHaveValue("Globex");
  await yves.getByLabel("First day without membership").fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await yves.getByLabel(/^Type /).fill(yoyodyne.name);
  await yves.getByRole("button", { name: "Leave the list" }).click();
  await expect(yves.getByRole("status")).toContainText("The date is saved.");
  await expectAccessibleState(yves, "leave, announced");
  await yves.goto(membership());
  await expect(statusBanner(yves)).toHaveText(/The organization leaves the list on .+\. It can cancel this until that date\.$/);
  await yves.getByRole("link", { name: "See the details" }).click();
  await yves.getByRole("button", { name: "Stay on the list" }).click();
  await expect(yves.getByRole("status")).toContainText("The organization stays on the list.");
  await expect(statusBanner(yves)).not.toContainText("leaves");
});

test("a new name is agreed by two, and the roster shows it", async ({ browser }) => {
  const yoyodyne = member("Yoyodyne");
  const renamed = yoyodyne.name.replace("Yoyodyne", "Yoyodyne Propulsion");
  const yves = await asRepresentative(browser, yoyodyne.contact.email, "name");
  await expectAccessibleState(yves, "name");
  await yves.getByRole("button", { name: "Send to the committee" }).click();
  await expectErrors(yves);
  await yves.getByRole("radio", { name: `${yoyodyne.name} has a new name` }).check();
  await yves.getByLabel("New name", { exact: true }).fill(renamed);
  await yves.getByLabel("What happened, and where it was announced").fill("We took the name of our best product; our imprint says so.");
  await yves.getByRole("button", { name: "Send to the committee" }).click();
  await expect(statusBanner(yves)).toContainText("With the committee. Review the change of name.");
  await expectAccessibleState(yves, "name, asked");

  for (const [index, email] of [committee.ravi, committee.carol].entries()) {
    const page = await asReviewer(browser, email);
    await page.goto("/committee/istio/member-changes");
    const entry = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: `From ${yoyodyne.name} to ${renamed}`, exact: true }) });
    if (index === 0) await expectAccessibleState(page, "changes of name");
    const form = entry.getByRole("form", { name: /^Answer / });
    if (index === 0) {
      await form.getByRole("button", { name: "Save my answer" }).click();
      await expectErrors(page);
    }
    await form.getByRole("radio", { name: "I agree" }).check();
    await form.getByRole("button", { name: "Save my answer" }).click();
    await expect(page.getByRole("status")).toContainText("Your answer is saved.");
  }
  await yves.goto(membership("name"));
  await expect(yves.getByText(/^Agreed on/)).toBeVisible();
  await expectAccessibleState(yves, "name, agreed");
  await yves.goto("/istio/roster");
  await expect(yves.getByRole("main")).toContainText(renamed);
});
