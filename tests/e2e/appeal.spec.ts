import { type Browser, expect, type Page, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { answerAt, asRepresentative, member, membership, openMember, statusBanner, untilSeen } from "./steps/members";
import { asReviewer } from "./steps/sign-in";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("an appeal is read by two who did not vote: Ravi may not, Carol and Rita uphold it", async ({ browser }) => {
  const wernham = member("Wernham");
  const wes = await asRepresentative(browser, wernham.contact.email, "removal");
  await expect(heading(wes)).toHaveText(/^Removal \d{4}-\d{3,}$/);
  const reference = /\d{4}-\d{3,}/.exec((await heading(wes).textContent()) ?? "")?.[0] ?? "";
  await test.step("the member appeals", async () => {
    await wes.getByLabel("What did we get wrong?").fill("Four of the users who are named are no part of us; their emails are public.");
    await wes.getByRole("button", { name: "Send the appeal" }).click();
    await expect(wes.getByRole("status")).toContainText("Your appeal was received.");
    await latestEmail(committee.rita, { about: new RegExp(reference), says: /appeal/ });
  });

  const path = `/committee/istio/removals/${reference}`;
  await test.step("Ravi approved the removal, and reads the appeal without a vote", async () => {
    const ravi = await asReviewer(browser, committee.ravi);
    await ravi.goto(path);
    await expect(ravi.getByText("Four of the users who are named are no part of us")).toBeVisible();
    await expect(ravi.getByRole("button", { name: "Send my decision" })).toHaveCount(0);
  });
  await test.step("Carol and Rita find that it is right", () => isUpheld(browser, path));

  await test.step("the member stays, and hears it", async () => {
    await latestEmail(wernham.contact.email, { about: new RegExp(reference), says: /agreed with it/ });
    await wes.reload();
    await expect(wes.getByText("Two people read it and agreed with you.")).toBeVisible();
    await expectAccessibleState(wes, "own removal, appeal upheld");
    await wes.goto(membership());
    await expect(statusBanner(wes)).toContainText("No action needed.");
  });
});

async function isUpheld(browser: Browser, path: string): Promise<void> {
  const [carol, rita] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.rita)];
  const say = async (page: Page, reason: string) => {
    const form = page.getByRole("form", { name: "Decide the appeal" });
    await form.getByRole("radio", { name: "Yes", exact: true }).check();
    await form.getByLabel("Why").fill(reason);
    await form.getByRole("button", { name: "Send my decision" }).click();
    await expect(page.getByRole("status")).toContainText("Your decision on the appeal is saved.");
  };
  await carol.goto(path);
  await expect(statusBanner(carol)).toContainText("Action needed. Read the appeal.");
  await expectAccessibleState(carol, "removal, an appeal to read");
  await carol.getByRole("button", { name: "Send my decision" }).click();
  await expectErrors(carol, ["Select whether the removal was wrong", "Enter why"]);
  await say(carol, "I wrote to two of them; they are customers.");
  await expect(carol.getByText("Two people who did not approve the removal decide the appeal.")).toBeVisible();

  await rita.goto(path);
  await say(rita, "So did I.");
  await expect(rita.getByText("Appeal accepted: the removal was wrong.")).toBeVisible();
  await expect(statusBanner(rita)).toContainText("It was stopped.");
  await expectAccessibleState(rita, "removal, appeal upheld");
}

test("a removed member is reinstated by two, and nothing is delivered before its alias has answered", async ({ browser }) => {
  const xanadu = member("Xanadu");
  const alias = `security@${xanadu.domain}`;
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];

  await test.step("Carol asks, with a reason", async () => {
    await openMember(carol, xanadu.name, "left");
    await expect(carol.getByText(/^Removed on /)).toBeVisible();
    await expectAccessibleState(carol, "member, removed");
    await carol.getByRole("link", { name: "Reinstate", exact: true }).click();
    await expect(heading(carol)).toHaveText(`Reinstate ${xanadu.name}`);
    await expectAccessibleState(carol, "member, reinstate");
    await carol.getByRole("button", { name: "Ask a second person" }).click();
    await expectErrors(carol, ["Enter why the member is reinstated"]);
    await carol.getByLabel("Why").fill("Two of its users wrote to us; we had looked at an old page.");
    await carol.getByRole("button", { name: "Ask a second person" }).click();
    await expect(carol.getByRole("status")).toContainText("A second person has to agree.");
    await expect(carol.getByRole("button", { name: /^Agree/ })).toHaveCount(0);
  });

  await test.step("Ravi agrees", async () => {
    await openMember(ravi, xanadu.name, "left");
    await expect(statusBanner(ravi)).toContainText(/Action needed\. .+ has asked to reinstate this organization\./);
    await expectAccessibleState(ravi, "member, asked to reinstate");
    await ravi.getByRole("button", { name: "Agree, and make it a member again" }).click();
    await expect(ravi.getByRole("status")).toContainText("The organization is a member again.");
    await expect(ravi.getByText("Nobody has answered an email there yet")).toBeVisible();
    await expectAccessibleState(ravi, "member, reinstated");
  });

  await test.step("its people hear it, and its alias is proved anew", async () => {
    await latestEmail(xanadu.contact.email, { says: /was reinstated as a member/ });
    const xenia = await asRepresentative(browser, xanadu.contact.email);
    await expect(heading(xenia)).toHaveText(xanadu.name);
    await expect(xenia.getByText("Nobody has answered an email there yet")).toBeVisible();
    await answerAt(browser, { address: alias, organization: xanadu.name });
    await untilSeen(xenia, () => expect(xenia.getByText("Nobody has answered an email there yet")).toHaveCount(0, { timeout: 500 }));
    await xenia.goto("/istio/roster");
    await expect(xenia.getByRole("main").getByText(xanadu.name, { exact: true })).toBeVisible();
  });
});
