import { type Browser, expect, type Page, test } from "@playwright/test";
import { soylent } from "@/scripts/demo/organizations";
import { latestEmail, linkIn } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { asRepresentative, emailToAlias, member, membership, openMember, startRecheck, statusBanner, untilSeen } from "./steps/members";
import { asReviewer, oneAtATime } from "./steps/sign-in";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const lacks = "Nobody of it has come to a meeting since spring.";

test("Ravi proposes a removal, Carol agrees, the member sees why and the way back, and it is stopped", async ({ browser }) => {
  const nakatomi = member("Nakatomi");
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];

  const path = await test.step("it is proposed by name, with a reason", async () => {
    await openMember(ravi, nakatomi.name);
    await ravi.getByRole("link", { name: "Propose removal" }).click();
    await expect(heading(ravi)).toHaveText(`Propose to remove ${nakatomi.name}`);
    await expectAccessibleState(ravi, "removal, propose");
    await ravi.getByRole("checkbox", { name: "Working group participant is not met" }).check();
    await ravi.getByLabel(/^Type the name/).fill("Globex");
    await ravi.getByRole("button", { name: "Propose the removal and tell the member" }).click();
    await expectErrors(ravi);
    await expect(ravi.getByRole("checkbox", { name: "Working group participant is not met" })).toBeChecked();
    await expectAccessibleState(ravi, "removal, proposed with problems");
    await ravi.getByLabel("Why: Working group participant").fill(lacks);
    await ravi.getByLabel(/^What would help: Working group participant/).fill("The name of one person, and their first meeting.");
    await ravi.getByLabel(/^Type the name/).fill(nakatomi.name);
    await ravi.getByRole("button", { name: "Propose the removal and tell the member" }).click();
    await expect(ravi.getByRole("status")).toContainText("The removal is proposed, and the member has been told.");
    return new URL(ravi.url()).pathname;
  });

  await test.step("Ravi cannot be the second person, Carol can", async () => {
    await expect(ravi.getByRole("button", { name: "Approve as the second approver" })).toHaveCount(0);
    await carol.goto("/committee/istio/removals");
    await expect(statusBanner(carol)).toContainText("Action needed.");
    await expectAccessibleState(carol, "removals");
    await carol.getByRole("link", { name: nakatomi.name, exact: true }).click();
    await expect(statusBanner(carol)).toContainText("Action needed. Approve the removal as the second approver, or stop it.");
    await expectAccessibleState(carol, "removal, to agree");
    await carol.getByRole("button", { name: "Approve as the second approver" }).click();
    await expect(carol.getByRole("status")).toContainText("You approved the removal as the second approver.");
    await expectAccessibleState(carol, "removal, agreed");
  });

  const nora = await asRepresentative(browser, nakatomi.contact.email);
  await test.step("the member sees reason, day and way back", async () => {
    await latestEmail(nakatomi.contact.email, { says: /Two people|agreed/ });
    await expect(statusBanner(nora)).toContainText("Action needed. Show that the reasons for the removal no longer apply, or appeal.");
    await expectAccessibleState(nora, "membership, removal agreed");
    await nora.getByRole("link", { name: "Read the reasons" }).click();
    await expect(nora.getByText(lacks)).toBeVisible();
    await expect(nora.getByRole("heading", { name: "What you can do" })).toBeVisible();
    await expectAccessibleState(nora, "own removal, agreed");
    await nora.getByRole("button", { name: "Send the appeal" }).click();
    await expectErrors(nora);
    await expectAccessibleState(nora, "own removal, appeal without words");
    await nora.getByLabel("What did we get wrong?").fill("Nora came to the meeting of 12 November; the minutes name her.");
    await nora.getByRole("button", { name: "Send the appeal" }).click();
    await expect(nora.getByRole("status")).toContainText("Your appeal was received.");
    await expect(statusBanner(nora)).toContainText("With the committee. Read the appeal.");
    await expectAccessibleState(nora, "own removal, appealed");
    await nora.goto(membership());
    await expect(statusBanner(nora)).toContainText("With the committee. Read the appeal.");
    await expect(nora.getByRole("row").filter({ hasText: "Working group participant" })).toContainText("Not met");
    await expectAccessibleState(nora, "membership, appealed");
    await nora.goto(membership("removal"));
  });

  await test.step("Carol stops it, with a reason", async () => {
    await carol.goto(path);
    await expectAccessibleState(carol, "removal, appealed");
    await carol.getByRole("link", { name: "Stop the removal" }).click();
    await carol.getByRole("button", { name: "Stop the removal" }).click();
    await expectErrors(carol);
    await carol.getByLabel("Why").fill("The minutes of 12 November name her.");
    await carol.getByRole("button", { name: "Stop the removal" }).click();
    await expect(carol.getByRole("status")).toContainText("The removal was stopped.");
    await expectAccessibleState(carol, "removal, stopped");
    await nora.reload();
    await expect(nora.getByText("The minutes of 12 November name her.")).toBeVisible();
    await expectAccessibleState(nora, "own removal, stopped");
    await nora.goto(membership());
    await expect(statusBanner(nora)).toContainText("No action needed.");
  });
});

test("a reader disowns the alias: an alert, a pause in two clicks, a second person, and the mailing list follows", async ({ browser }) => {
  await oneAtATime("mailing list", () => isPaused(browser));
});

/** One at a time: a plan for the mailing list has what is paused to everybody. */
async function isPaused(browser: Browser): Promise<void> {
  const nakatomi = member("Nakatomi");
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];
  const alias = `security@${nakatomi.domain}`;

  await test.step("the alert", async () => {
    const reference = await startRecheck(carol, nakatomi.name);
    const reader = await (await browser.newContext()).newPage();
    await reader.goto(linkIn(await emailToAlias(alias, new RegExp(reference)), /^\/confirm\/alias\//));
    await expectAccessibleState(reader, "alias of a member, asked");
    await reader.getByLabel("Type NOT OURS").fill("not ours");
    await reader.getByRole("button", { name: "This is not our address" }).click();
    await expect(heading(reader)).not.toHaveText("Is this address monitored?");
    await expectAccessibleState(reader, "alias of a member, disowned");
    await reader.context().close();
    await carol.goto("/committee/istio/alerts");
    const row = carol
      .getByRole("row")
      .filter({ has: carol.getByRole("cell", { name: nakatomi.name, exact: true }) })
      .filter({ hasText: "Open" });
    await untilSeen(carol, () => expect(row).toHaveCount(1, { timeout: 500 }));
    await expectAccessibleState(carol, "alarms");
    await row.getByRole("link").click();
    await expect(carol).toHaveURL(/\/alerts\/[0-9a-f-]{36}$/);
    await expect(statusBanner(carol)).toContainText("Action needed.");
    await expectAccessibleState(carol, "alarm");
  });
  const alert = carol.url();

  await test.step("two clicks pause delivery, and Ravi confirms it", async () => {
    await carol.getByRole("link", { name: `Pause delivery to ${nakatomi.name}` }).click();
    await expect(carol.getByLabel("Why")).not.toHaveValue("");
    await expectAccessibleState(carol, "pause delivery");
    await carol.getByRole("button", { name: "Pause delivery" }).click();
    await expect(carol.getByRole("status")).toContainText(
      "You decided to pause delivery. The pause takes effect when the addresses are removed from the mailing list",
    );
    await expect(carol.getByRole("button", { name: "Confirm the pause" })).toHaveCount(0);
    await expectAccessibleState(carol, "member, delivery paused");
    await openMember(ravi, nakatomi.name);
    await expect(statusBanner(ravi)).toContainText("Action needed. Confirm the delivery pause, or end it.");
    await ravi.getByRole("button", { name: "Confirm the pause" }).click();
    await expect(ravi.getByRole("status")).toContainText("The pause is confirmed.");
    const nora = await asRepresentative(browser, nakatomi.contact.email);
    await expect(statusBanner(nora)).toContainText("Secure the contact alias");
    await expectAccessibleState(nora, "membership, delivery paused");
  });

  await test.step("the mailing list follows by a plan", async () => {
    await carol.goto("/committee/istio/roster");
    const behind = carol.getByRole("row").filter({ has: carol.getByRole("link", { name: nakatomi.name, exact: true }) });
    await expect(behind).toContainText("A delivery pause was decided");
    await expectAccessibleState(carol, "mailing list, behind");
    await carol.getByRole("button", { name: /^Create the plan/ }).click();
    await expect(carol.getByRole("status")).toContainText("The plan was created.");
    const plan = carol.getByRole("table", { name: "Changes in the plan" });
    await expect(plan.getByRole("row").filter({ hasText: alias })).toContainText("Remove");
    await expectAccessibleState(carol, "mailing list, a plan");
    await carol.getByRole("button", { name: /^Mark plan \d+ as applied$/ }).click();
    await expect(carol.getByRole("status")).toContainText("The plan is marked as applied");
    await expect(carol.getByText("No plan is open.").first()).toBeVisible();
  });

  await test.step("the alert is closed with what was found, and the pause ends", async () => {
    await carol.goto(alert);
    await carol.getByRole("button", { name: "Close the alert" }).click();
    await expectErrors(carol);
    await carol
      .getByLabel("What you found, and what was done")
      .fill("The help desk pressed the wrong button; Nora confirmed it by telephone.");
    await carol.getByRole("button", { name: "Close the alert" }).click();
    await expect(carol.getByRole("status")).toContainText("The alert is closed.");
    await expectAccessibleState(carol, "alerts, one closed");
    await openMember(carol, nakatomi.name);
    await carol.getByRole("button", { name: "End the pause" }).click();
    await expect(carol.getByRole("status")).toContainText("The pause has ended.");
  });
}

test("Soylent's people read what the demo shows: an agreed removal with its dates", async ({ browser }) => {
  const sol = await asRepresentative(browser, soylent.contact.email, "removal");
  await expect(heading(sol)).toHaveText(/^Removal \d{4}-\d{3,}$/);
  await expect(statusBanner(sol)).toContainText("Action needed. Show that the reasons for the removal no longer apply, or appeal.");
  await expect(sol.getByRole("heading", { name: "Timeline" })).toBeVisible();
});
