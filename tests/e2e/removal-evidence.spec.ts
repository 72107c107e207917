import { expect, type Page, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { asRepresentative, member, membership } from "./steps/members";
import { proposeRemoval } from "./steps/removal";
import { asReviewer } from "./steps/sign-in";

const agree = "Approve as the second approver";
const first = "Two public users are named at https://www.sterling.example/users.";
const second = "Karin Ohm of Stark wrote to you on 12 November that they run our product.";

test("a member submits evidence against the reason of its removal; nobody can agree before it is answered, and it can end the removal", async ({
  browser,
}) => {
  const sterling = member("Sterling");
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];
  const path = await test.step("Ravi proposes the removal", () => proposeRemoval(ravi, sterling.name));
  const stella = await asRepresentative(browser, sterling.contact.email, "removal");

  await test.step("the member sends evidence", async () => {
    await carol.goto(path);
    await expect(carol.getByRole("button", { name: agree })).toBeVisible();
    await stella.getByRole("button", { name: "Send the evidence" }).click();
    await expectErrors(stella, ["Enter what shows that the reason does not apply"]);
    await expectAccessibleState(stella, "own removal, evidence without words");
    await send(stella, `${first} It also fixes CVE-2026-12345.`);
    await expect(stella.getByText("Leave out details of vulnerabilities")).toBeVisible(); // on a page of its own: nothing of it is kept
    await stella.goto(membership("removal"));
    await sends(stella, first);
    await expect(stella.getByText("Nobody can approve the removal until it has.")).toBeVisible();
    await expectAccessibleState(stella, "own removal, evidence sent");
  });

  await test.step("while it is unread nobody can agree, also not with a page that was opened before", async () => {
    await latestEmail(committee.carol, { about: new RegExp(sterling.name), says: /evidence/ });
    await carol.getByRole("button", { name: agree }).click();
    await expect(carol.getByRole("alert", { name: "There is a problem" })).toContainText("The member sent evidence");
    await carol.goto(path);
    await expect(carol.getByRole("button", { name: agree })).toHaveCount(0);
    await expect(carol.getByText("Nobody can approve the removal until somebody reads this:")).toBeVisible();
    await carol.getByRole("link", { name: "Read the evidence" }).click();
    await expect(carol.getByText(first)).toBeVisible();
    await expectAccessibleState(carol, "removal, evidence to read");
  });

  await test.step("Carol answers that the reason stands, and can agree again", async () => {
    const form = carol.getByRole("form", { name: "Respond to the evidence" });
    await form.getByRole("button", { name: "Respond to the evidence" }).click();
    await expectErrors(carol, ["Select whether the reason still applies", "Enter your answer. The member will read it"]);
    await expectAccessibleState(carol, "removal, evidence answered with problems");
    await answers(carol, "Yes, it still applies", "Both belong to your own organization.");
    await expect(carol.getByRole("button", { name: agree })).toBeVisible();
    await expectAccessibleState(carol, "removal, evidence answered");
    await stella.goto(membership("removal"));
    await expect(stella.getByText("Both belong to your own organization.")).toBeVisible();
    await latestEmail(sterling.contact.email, { says: /Both belong to your own organization/ });
  });

  await test.step("what convinces strikes the reason, and the removal ends with it", async () => {
    await sends(stella, second);
    await carol.goto(path);
    await answers(carol, "No, withdraw it", "Stark confirmed it by email.");
    await expect(carol.getByText("The reason was withdrawn.")).toBeVisible();
    await expect(carol.getByRole("button", { name: agree })).toHaveCount(0);
    await expectAccessibleState(carol, "removal, stopped by evidence");
    await stella.goto(membership("removal"));
    await expect(stella.getByText("The removal was stopped. Your organization stays a member.")).toBeVisible();
    await expectAccessibleState(stella, "own removal, stopped by evidence");
  });
});

async function send(stella: Page, evidence: string): Promise<void> {
  await stella.getByLabel("What shows that the reason does not apply?").fill(evidence);
  await stella.getByRole("button", { name: "Send the evidence" }).click();
}

async function sends(stella: Page, evidence: string): Promise<void> {
  await send(stella, evidence);
  await expect(stella.getByRole("status")).toContainText("Your evidence was sent.");
}

async function answers(carol: Page, outcome: string, words: string): Promise<void> {
  const form = carol.getByRole("form", { name: "Respond to the evidence" });
  await form.getByRole("radio", { name: outcome }).check();
  await form.getByLabel("Your answer").fill(words);
  await form.getByRole("button", { name: "Respond to the evidence" }).click();
  await expect(carol.getByRole("status")).toContainText("You responded to the evidence. The member gets an email.");
}
