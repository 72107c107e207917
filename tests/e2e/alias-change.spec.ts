import { type Browser, expect, type Page, test } from "@playwright/test";
import { stark } from "@/scripts/demo/organizations";
import { emailsTo, latestEmail, linkIn, patience } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { answerAt, asRepresentative, emailToAlias, member, membership, referenceIn, statusBanner, untilSeen } from "./steps/members";
import { asReviewer } from "./steps/sign-in";

const changes = "/committee/istio/alias-changes";
const stopLink = /^\/confirm\/alias-change\//;
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a member asks for another alias; the old address stops it, and it is asked anew", async ({ browser, request }) => {
  const oceanic = member("Oceanic");
  const [before, after] = [`security@${oceanic.domain}`, `psirt@${oceanic.domain}`];
  const olga = await asRepresentative(browser, oceanic.contact.email);
  await olga.getByRole("link", { name: "Change the contact alias" }).click();
  await expect(heading(olga)).toHaveText("Contact alias");
  await expectAccessibleState(olga, "contact alias");
  await olga.getByRole("link", { name: "Change the contact alias" }).click();
  await expect(heading(olga)).toHaveText("Change the contact alias");
  await expectAccessibleState(olga, "contact alias, another");

  await test.step("addresses that will not do are refused, and stay typed", async () => {
    await ask(olga, { address: "" });
    await expectErrors(olga, ["Enter why you are changing the address"]);
    for (const [address, fault] of [
      ["oceanic.security@gmail.com", "Contact alias must be on a domain your organization owns, not gmail.com"],
      ["security@localhost", "Contact alias must be on a public domain, like security@example.com, not localhost"],
    ] as const) {
      await ask(olga, { address, reason: "The team has moved." });
      await expectErrors(olga, [fault]);
      await expect(olga.getByRole("textbox", { name: "New address" })).toHaveValue(address);
    }
    await expectAccessibleState(olga, "contact alias, address refused");
  });

  const first = await test.step("the right one is checked and asked for", async () => {
    await ask(olga, { address: after, reason: "Our product security team has a queue of its own now." });
    await expect(heading(olga)).toHaveText("Check, then ask for the change");
    await expect(olga.getByRole("main")).toContainText("The request has not been sent yet.");
    await expectAccessibleState(olga, "contact alias, check and ask");
    await olga.getByRole("button", { name: "Ask for the change" }).click();
    await expect(olga.getByRole("status")).toContainText("The change is requested.");
    await expect(statusBanner(olga)).toContainText("Action needed. Have somebody answer the email sent to the new contact alias.");
    await expectAccessibleState(olga, "contact alias, asked");
    await emailToAlias(after);
    return referenceIn(olga.getByText(/^\d{4}-\d{3,}$/));
  });

  await test.step("the old address can stop it: by the button, not by opening the link", async () => {
    const told = await latestEmail(before, { about: new RegExp(first), says: /\/confirm\/alias-change\// });
    const link = linkIn(told, stopLink);
    expect((await request.head(link)).status()).toBe(200);
    const reader = await (await browser.newContext()).newPage();
    for (const _ of [1, 2]) {
      await reader.goto(link);
      await expect(heading(reader)).toHaveText("Stop a change of a contact alias?");
    }
    await expectAccessibleState(reader, "alias change, stop link");
    await olga.reload();
    await expect(olga.getByRole("heading", { name: "A change is in progress" })).toBeVisible();

    await reader.getByRole("button", { name: "Stop this change" }).click();
    await expect(heading(reader)).toHaveText("This change is stopped");
    await expectAccessibleState(reader, "alias change, stopped by link");
    await olga.reload();
    await expect(olga.getByText("Somebody who reads the current address stopped it.")).toBeVisible();
    await expectAccessibleState(olga, "contact alias, change stopped");
    await latestEmail(oceanic.contact.email, { about: new RegExp(first), says: /stopped/ });
    await reader.context().close();
  });

  await test.step("asked anew, the email is sent once more, and answered", async () => {
    await olga.goto(membership("alias/new"));
    await ask(olga, { address: after, reason: "It was a misunderstanding; the help desk knows now." });
    await expect(heading(olga)).toHaveText("Check, then ask for the change");
    await olga.getByRole("button", { name: "Ask for the change" }).click();
    await expect(olga.getByRole("status")).toContainText("The change is requested.");
    const second = await referenceIn(olga.getByText(/^\d{4}-\d{3,}$/));
    expect(second).not.toBe(first);
    const emails = async () => (await emailsTo(after)).filter(({ text }) => /\/confirm\/alias\//.test(text)).length;
    await emailToAlias(after, new RegExp(second));
    const sent = await emails();
    await olga.getByRole("button", { name: "Send a new email to the new address" }).click();
    await expect(olga.getByRole("status")).toContainText("A new email was sent to the new address.");
    await expect.poll(emails, { timeout: patience }).toBe(sent + 1);
    await answerAt(browser, { address: after, organization: oceanic.name, about: new RegExp(second) });
    await untilSeen(olga, () =>
      expect(statusBanner(olga)).toContainText("The new contact alias starts to receive emails on", { timeout: 500 }),
    );
    await expect(olga.getByText(before).first()).toBeVisible();
    await expectAccessibleState(olga, "contact alias, waiting");
    await olga.goto(membership());
    await expect(statusBanner(olga)).toHaveText(
      /The new contact alias starts to receive emails on .+\. Anybody who was notified can stop it until then\.$/,
    );
  });
});

test("a change to another domain takes two people; a double click and a second tab count once", async ({ browser }) => {
  const dharma = member("Dharma");
  const [ravi, carol] = [await asReviewer(browser, committee.ravi), await asReviewer(browser, committee.carol)];
  await ravi.goto(changes);
  await expectAccessibleState(ravi, "alias changes");
  const link = ravi.getByRole("link", { name: new RegExp(`^${dharma.name}, \\d`) });
  const reference = await referenceIn(link);
  await link.click();
  await expect(ravi.getByText("The new address is not at a known domain of the organization.")).toBeVisible();
  await expectAccessibleState(ravi, "alias change for the committee");

  const tab = await ravi.context().newPage();
  await tab.goto(`${changes}/${reference}`);
  await ravi.getByLabel("What you checked (optional)").fill("The imprint of the new domain.");
  await ravi.getByRole("button", { name: "Agree to the new address" }).dblclick();
  await expect(ravi.getByText(/^Ravi Menon agreed/)).toHaveCount(1);
  await expect(ravi.getByRole("button", { name: "Agree to the new address" })).toHaveCount(0);
  await expectAccessibleState(ravi, "alias change for the committee, one agreed");
  await tab.getByRole("button", { name: "Agree to the new address" }).click();
  await expect(tab.getByText(/^Ravi Menon agreed/)).toHaveCount(1);
  await expect(tab.getByText("Two people on the committee agreed").locator("xpath=ancestor::li[1]")).not.toContainText("Done");
  await tab.close();

  await carol.goto(`${changes}/${reference}`);
  await carol.getByRole("button", { name: "Agree to the new address" }).click();
  await expect(carol.getByRole("status")).toContainText("Your agreement is saved.");
});

test("a change within the organization's own domain goes on by itself, and the committee can look", async ({ browser }) => {
  const carol = await asReviewer(browser, committee.carol);
  await carol.goto(changes);
  await carol.getByRole("link", { name: new RegExp(`^${stark.name}, \\d`) }).click();
  await expect(carol).toHaveURL(/\/alias-changes\/\d{4}-\d{3,}$/);
  await expect(carol.getByText("Waiting period over")).toBeVisible();
  await expect(carol.getByRole("button", { name: "Agree to the new address" })).toHaveCount(0);
  await expect(carol.getByRole("button", { name: "Object and stop the change" })).toBeVisible();
  await expectAccessibleState(carol, "alias change for the committee, waiting");
  await tellsNobodyElse(browser, carol.url());
});

/** A visitor is asked to sign in, and a representative of another member finds nothing. */
async function tellsNobodyElse(browser: Browser, url: string): Promise<void> {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(url);
  await expect(visitor).toHaveURL(/\/sign-in\?next=/);
  await visitor.context().close();
}

async function ask(page: Page, { address, reason = "" }: { address: string; reason?: string }): Promise<void> {
  await page.getByRole("textbox", { name: "New address" }).fill(address);
  await page.getByRole("radio", { name: "The new address replaces it" }).check();
  await page.getByLabel("Why are you changing the address?").fill(reason);
  await page.getByRole("button", { name: "Continue" }).click();
}
