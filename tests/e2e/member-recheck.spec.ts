import { type Browser, expect, type Page, test } from "@playwright/test";
import { globex } from "@/scripts/demo/organizations";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import {
  answerAt,
  asRepresentative,
  daysOfWorld,
  member,
  membership,
  openMember,
  referenceIn,
  startRecheck,
  statusBanner,
  untilSeen,
} from "./steps/members";
import { asReviewer, oneAtATime } from "./steps/sign-in";

const board = "/committee/istio/rechecks";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("Globex answers its re-check with one change, and Ravi, not Rita, decides it", async ({ browser }) => {
  await oneAtATime("recheck of globex", () => globexIsRechecked(browser));
});

async function globexIsRechecked(browser: Browser): Promise<void> {
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];
  const reference = await test.step("its re-check is open, and its team has answered", () => openForGlobex(browser, carol));

  const gwen = await asRepresentative(browser, globex.contact.email);
  await test.step("the membership says who has to act", async () => {
    await expect(heading(gwen)).toHaveText(globex.name);
    await expect(statusBanner(gwen)).toContainText("Action needed. Answer the re-check.");
    await expectAccessibleState(gwen, "membership, re-check open");
    await gwen.getByRole("link", { name: "Answer the re-check" }).click();
    await expect(heading(gwen)).toHaveText("Is everything still true?");
    await untilSeen(gwen, () => expect(gwen.getByText(/^A person answered after \d+ hours?$/)).toBeVisible({ timeout: 500 }));
    await expectAccessibleState(gwen, "re-check, criteria");
  });

  await test.step("a wrong answer is kept and said", async () => {
    await gwen.getByRole("link", { name: "Users beyond your organization" }).click();
    await expect(gwen).toHaveURL(/\/recheck\/user-base/);
    await expect(gwen.getByRole("radio", { name: "Changed" })).toBeVisible();
    await expectAccessibleState(gwen, "re-check, criterion");
    await gwen.getByRole("button", { name: "Save and continue" }).click();
    await expectErrors(gwen, ["Select whether it is still true"]);
    await gwen.getByRole("radio", { name: "Changed" }).check();
    const fields = gwen.locator("details", { hasText: "What has changed" });
    if ((await fields.getAttribute("open")) === null) await fields.locator("summary").click();
    await gwen.locator("[name=text]").fill("");
    await gwen.locator("[name='links.0.url']").fill("our site");
    await gwen.getByLabel("Anything the committee should know").fill("We sold the free edition.");
    await gwen.getByRole("button", { name: "Save and continue" }).click();
    await expectErrors(gwen, [
      "Enter who uses the product outside your organization",
      "Link must not include spaces, line breaks or control characters",
    ]);
    await expect(gwen.getByRole("radio", { name: "Changed" })).toBeChecked();
    await expect(gwen.locator("[name='links.0.url']")).toHaveValue("our site");
    await expect(gwen.getByLabel("Anything the committee should know")).toHaveValue("We sold the free edition.");
    await expectAccessibleState(gwen, "re-check, criterion with problems");
    await gwen.goto(membership("recheck"));
    await expect(gwen.getByText("There is a problem")).toBeVisible();
  });

  await test.step("she corrects it, and the rest is still true", async () => {
    await gwen.getByRole("link", { name: "Users beyond your organization" }).click();
    await gwen.locator("[name=text]").fill("More than 700 customers in 21 countries.");
    await gwen.locator("[name='links.0.url']").fill("https://www.globex.example/customers");
    await gwen.getByRole("button", { name: "Save and continue" }).click();
    await expect(gwen).not.toHaveURL(/user-base/);
    await gwen.goto(membership("recheck"));
    await gwen.getByRole("button", { name: "Everything is still true" }).click();
    await expect(heading(gwen)).toHaveText("Check your answers, then send them");
    await expect(gwen.getByText("More than 700 customers in 21 countries.")).toBeVisible();
    await expectAccessibleState(gwen, "re-check, check and send");
    await gwen.getByRole("button", { name: "Send the answers" }).click();
    await expectErrors(gwen, ["Confirm that the information here is true"]);
    await gwen.getByRole("checkbox", { name: /The information here is true/ }).check();
    await gwen.getByRole("button", { name: "Send the answers" }).click();
    await expect(gwen.getByRole("status")).toContainText("Your answers were sent. The committee will read them.");
    await expect(statusBanner(gwen)).toContainText("With the committee. Review the answers to the re-check.");
    await expectAccessibleState(gwen, "re-check, sent");
  });

  await test.step("Rita of Globex sees that there is one, and nothing else", async () => {
    const rita = await asReviewer(browser, committee.rita);
    await rita.goto(`${board}?show=answered`);
    const row = rita.getByRole("row").filter({ has: rita.getByRole("rowheader", { name: globex.name, exact: true }) });
    await expect(row).toContainText("You have a conflict of interest");
    await expect(row.getByRole("link")).toHaveCount(0);
    await expectAccessibleState(rita, "re-checks, recused");
    await rita.goto(`${board}/${reference}`);
    await expect(heading(rita)).toHaveText(globex.name);
    await expect(rita.getByRole("main")).not.toContainText("700 customers");
    await expect(rita.getByRole("button", { name: "Send my decision" })).toHaveCount(0);
    await expectAccessibleState(rita, "re-check for the committee, recused");
  });

  const before = new Date();
  await test.step("Ravi decides what has changed", async () => {
    await ravi.goto(`${board}?show=answered`);
    await expectAccessibleState(ravi, "re-checks, to review");
    await ravi.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await expect(statusBanner(ravi)).toContainText("Action needed. Review the answers to the re-check.");
    await expectAccessibleState(ravi, "re-check for the committee, to review");
    await ravi.getByRole("button", { name: "Send my decision" }).click();
    await expectErrors(ravi, ["Users beyond your organization: select whether it is met"]);
    await ravi.getByRole("radio", { name: "Met", exact: true }).check();
    await ravi.getByRole("button", { name: "Send my decision" }).click();
    await expect(ravi.getByRole("status")).toContainText("The re-check passed. The member has been told.");
  });

  await test.step("the member and the board show it", async () => {
    await gwen.goto(membership());
    await expect(statusBanner(gwen)).toContainText("No action needed.");
    await expect(gwen.getByRole("row").filter({ hasText: "Users beyond your organization" })).toContainText(dayBetween(before, new Date()));
    await expectAccessibleState(gwen, "membership, no action needed");
    await carol.goto(`${board}?show=ended`);
    await expect(carol.getByRole("row").filter({ hasText: reference })).toContainText("Passed");
    await expectAccessibleState(carol, "re-checks, ended");
  });
}

/** The re-check that the demo opened; once that is over (in another project), the chair asks anew. */
async function openForGlobex(browser: Browser, carol: Page): Promise<string> {
  await carol.goto("/committee/istio/members?show=recheck&find=Globex");
  if ((await carol.getByRole("link", { name: globex.name, exact: true }).count()) === 0) {
    const reference = await startRecheck(carol, globex.name);
    await answerAt(browser, { address: "security@globex.example", organization: globex.name, about: new RegExp(reference) });
    return reference;
  }
  await openMember(carol, globex.name);
  return referenceIn(carol.getByRole("link", { name: /^Re-check \d/ }));
}

test("a re-check outside the schedule is answered in two presses, and passes once the alias has answered", async ({ browser }) => {
  const aperture = member("Aperture");
  const carol = await asReviewer(browser, committee.carol);
  await openMember(carol, aperture.name);
  await carol.getByRole("link", { name: "Start a re-check" }).click();
  await expect(heading(carol)).toHaveText("Start a re-check outside the schedule");
  await expectAccessibleState(carol, "re-check, start one");
  const reference = await startRecheck(carol, aperture.name);

  const abel = await asRepresentative(browser, aperture.contact.email, "recheck");
  await abel.getByRole("button", { name: "Everything is still true" }).click();
  await abel.getByRole("checkbox", { name: /The information here is true/ }).check();
  await abel.getByRole("button", { name: "Send the answers" }).click();
  await expect(abel.getByRole("status")).toContainText("The re-check now needs an answer from your contact alias.");
  await expect(statusBanner(abel)).toContainText("Action needed. Have somebody answer the email sent to the contact alias.");
  await expectAccessibleState(abel, "re-check, waits for the alias");

  await answerAt(browser, { address: `security@${aperture.domain}`, organization: aperture.name, about: new RegExp(reference) });
  await untilSeen(abel, () => expect(heading(abel)).toHaveText("The re-check passed", { timeout: 500 }));
  await expectAccessibleState(abel, "re-check, passed");
});

test("no longer true is a calm page, and what follows is for people", async ({ browser }) => {
  const cyberdyne = member("Cyberdyne");
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];
  const reference = await startRecheck(carol, cyberdyne.name);
  const cora = await asRepresentative(browser, cyberdyne.contact.email, "recheck/user-base");
  await cora.getByRole("radio", { name: "No longer true" }).check();
  await cora.getByLabel("Anything the committee should know").fill("We sold the business with outside users in October.");
  await cora.getByRole("button", { name: "Save and continue" }).click();
  await expect(heading(cora)).toHaveText("Thank you for telling us. Nothing changes today");
  await expect(cora.getByText("There is a problem")).toHaveCount(0);
  await expectAccessibleState(cora, "re-check, no longer true");
  await cora.getByRole("link", { name: "Continue with the other criteria" }).click();
  await cora.getByRole("button", { name: "Everything is still true" }).click();
  await cora.getByRole("checkbox", { name: /The information here is true/ }).check();
  await cora.getByRole("button", { name: "Send the answers" }).click();
  await expect(cora.getByRole("status")).toContainText("Your answers were sent. The committee will read them.");

  await ravi.goto(`${board}/${reference}`);
  const met = (criterion: number) => ravi.getByRole("group", { name: `Is criterion ${criterion} met?` });
  await met(3).getByRole("radio", { name: "Not met", exact: true }).check();
  await ravi.getByRole("button", { name: "Send my decision" }).click();
  await expectErrors(ravi, ["Contact alias: select whether it is met. Nobody answered", "Enter a reason. The member will read it"]);
  await met(1).getByRole("radio", { name: "Cannot tell", exact: true }).check(); // nobody has read the email that was sent there
  await ravi.getByLabel("Reason: Users beyond your organization").fill("Nobody outside the organization uses it since October.");
  await ravi.getByRole("button", { name: "Send my decision" }).click();
  await expect(ravi.getByRole("status")).toContainText("A removal is proposed with you as the first approver.");
  await expectAccessibleState(ravi, "re-check for the committee, not met");

  await cora.goto(membership());
  await expect(statusBanner(cora)).toContainText("Action needed. Show that the reasons for the removal no longer apply.");
  await cora.goto(membership("recheck"));
  await expect(heading(cora)).toHaveText("The committee found that a criterion is not met");
  await expectAccessibleState(cora, "re-check, not met");
});

test("a late member gets more time, and its answer is taken on the telephone", async ({ browser }) => {
  const weyland = member("Weyland");
  const ravi = await asReviewer(browser, committee.ravi);
  await ravi.goto(`${board}?show=overdue`);
  const row = ravi.getByRole("row").filter({ has: ravi.getByRole("link", { name: weyland.name, exact: true }) });
  await expect(row).toContainText(`overdue by ${8 + (await daysOfWorld())} days`);
  await expect(row).toContainText("the grace period ends on");
  await expect(row).toContainText("Member: answer the re-check, by");
  await expect(row).toContainText(weyland.contact.email);
  await expectAccessibleState(ravi, "re-checks, overdue");
  await row.getByRole("link").click();
  await expect(statusBanner(ravi)).toContainText("Action needed. Call the member.");
  await expectAccessibleState(ravi, "re-check for the committee, overdue");

  await test.step("more time", async () => {
    await ravi.getByText("Give the member more time").click();
    const form = ravi.getByRole("form", { name: "Give the member more time" });
    await form.getByRole("button", { name: "Change the date" }).click();
    await expectErrors(ravi);
    await form.getByLabel("Answer due on").fill(dayFromNow(20));
    await form.getByLabel("Reason").fill("Will is away until the end of the month.");
    await form.getByRole("button", { name: "Change the date" }).click();
    await expect(ravi.getByRole("status")).toContainText("The member has more time, and has been told why.");
    await expect(statusBanner(ravi)).toContainText("With the member. Answer the re-check.");
  });

  await test.step("the member sees it", async () => {
    const will = await asRepresentative(browser, weyland.contact.email, "recheck");
    await expect(will.getByText("Will is away until the end of the month.")).toBeVisible();
    await expectAccessibleState(will, "re-check, extended");
  });

  await test.step("by telephone", async () => {
    await ravi.getByText("Record what the member said by phone or in a reply").click();
    const form = ravi.getByRole("form", { name: "Record a conversation" });
    await form.getByRole("button", { name: "Record the conversation" }).click();
    await expectErrors(ravi);
    await expectAccessibleState(ravi, "re-check for the committee, conversation incomplete");
    await form.getByLabel("Who you spoke with, or who wrote").fill("Will Asante");
    await form.getByLabel("What was said").fill("Everything is as it was; the emails went to a wrong folder.");
    await form.getByRole("radio", { name: "Everything is still true" }).check();
    await form.getByRole("button", { name: "Record the conversation" }).click();
    await expect(ravi.getByRole("status")).toContainText("The conversation is recorded.");
    await expect(ravi.getByText("Everything is as it was; the emails went to a wrong folder.")).toBeVisible();
    await expectAccessibleState(ravi, "re-check for the committee, answered on the telephone");
  });
});

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** "22 Nov 2026" as the portal writes it, or the day after when a midnight lies between two moments. */
function dayBetween(from: Date, to: Date): RegExp {
  const written = [from, to].map((day) =>
    day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  );
  return new RegExp(written.join("|"));
}
