import { expect, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { answerAlias } from "./steps/alias";
import { applyTo, type } from "./steps/apply";
import { committee, pageOf, record, untilGiven } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { organization } from "./steps/organizations";
import { asReviewer } from "./steps/sign-in";

const question = "Which of these organizations may we write to?";

test("a question opens one answer again, pauses the deadline, and makes findings on it stale", async ({ page, browser }) => {
  const bluth = organization("Bluth");
  const reference = await applyTo(page, bluth);
  await answerAlias(browser, bluth);
  const about = { list: "istio", reference } as const;
  const ravi = await asReviewer(browser, committee.ravi);
  await untilGiven(ravi, about);

  await test.step("a reviewer records a finding, then asks", async () => {
    await ravi.goto(pageOf(about, "user-base"));
    await record(ravi);
    await expect(ravi.getByRole("status")).toContainText("Your finding is saved.");
    await ravi.goto(pageOf(about, "user-base"));
    await ravi.getByRole("link", { name: "Ask the applicant about this" }).click();
    await expect(ravi.getByRole("heading", { level: 1 })).toHaveText("Questions to the applicant");
    await expectAccessibleState(ravi, "questions, none yet");
    await ravi.getByRole("button", { name: "Send the question" }).click();
    await expectErrors(ravi);
    await ravi.getByLabel("Your question").fill(question);
    await ravi.getByRole("button", { name: "Send the question" }).dblclick(); // sent once, and no error
    await expect(ravi.getByRole("status")).toContainText("The question was sent.");
    await expectAccessibleState(ravi, "questions, one open");
    await ravi.goto(`/committee/istio?for=waiting&q=${reference}`);
    const row = ravi.getByRole("row").filter({ hasText: reference });
    await expect(row).toContainText("Assess 6 other criteria"); // a reviewer can go on meanwhile
    await expect(row).toContainText("The deadline is paused");
    await expectAccessibleState(ravi, "queue, waiting for the applicant");
  });

  await test.step("the applicant sees who has to act, and can change that one answer only", async () => {
    const message = await latestEmail(bluth.email, { says: /The committee asks/ });
    expect(message.text).toContain(question);
    expect(message.text).toContain(`/applications/${reference}/user-base`);
    await page.goto(`/applications/${reference}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The committee has a question for you");
    await expect(page.getByRole("complementary")).toContainText("Action needed");
    await expect(page.getByText("The deadline is paused until you answer.", { exact: true })).toBeVisible();
    await expectAccessibleState(page, "status, question");
    await page.goto(`/applications/${reference}/redistribution`);
    await expect(page.getByText("The answer can no longer be changed here.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^S(ave|end)/ })).toHaveCount(0);
    await expectAccessibleState(page, "criterion, closed");
  });

  await test.step("it answers, and the move is the committee's again", async () => {
    await page.goto(`/applications/${reference}/user-base`);
    await expect(page.getByText(question)).toBeVisible();
    await expectAccessibleState(page, "criterion, with a question");
    await type(page, { text: "" });
    await page.getByRole("button", { name: "Send the answer" }).click();
    await expectErrors(page, ["Enter who uses the product outside your organization"]);
    await type(page, { text: "About 140 organizations. You may write to the railways of Ruritania." });
    await page.getByRole("button", { name: "Send the answer" }).click();
    await expect(page.getByRole("status")).toContainText("Your answer was sent.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The committee is reviewing your application");
    await page.goto(`/applications/${reference}/user-base`);
    await expect(page.getByText("The answer can no longer be changed here.")).toBeVisible();
  });

  await test.step("the reviewer sees what changed, and that the finding is stale", async () => {
    await ravi.goto(pageOf(about, "user-base"));
    await expect(ravi.getByText("Changed since your finding")).toBeVisible();
    await expect(ravi.getByText("railways of Ruritania")).toBeVisible();
    await expect(ravi.getByText(/^Previous answer/)).toBeVisible();
    await expect(
      ravi.getByRole("listitem").filter({ has: ravi.getByRole("link", { name: "Users beyond your organization" }) }),
    ).toContainText("Answer changed");
    await expectAccessibleState(ravi, "review, answer changed");
  });
});
