import { type Browser, expect, type Page, test } from "@playwright/test";
import { hooli } from "@/scripts/demo/organizations";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { finish, isEligible, referenceHere, save, send, type } from "./steps/apply";
import { committee, decideAndSend, findAll, pageOf, saveEmail, untilGiven, vote } from "./steps/committee";
import { criteriaOf } from "./steps/organizations";
import { asPerson, asReviewer, oneAtATime } from "./steps/sign-in";

const lacks = {
  "user-base": "Everyone who is named works for Hooli itself.",
  "envoy-list": "The published Envoy table has no row for that name.",
};

test("Hooli sees why it was declined, applies again with its old answers, and is told what would help", async ({ browser }) => {
  await oneAtATime("hooli", () => appliesAgain(browser));
});

async function appliesAgain(browser: Browser): Promise<void> {
  const hal = await asPerson(browser, hooli.contact.email);
  await test.step("it sees why", async () => {
    await hal.goto("/applications");
    await hal.getByRole("row").filter({ hasText: "Your application was declined" }).first().getByRole("link").click();
    await expect(hal.getByRole("heading", { level: 1 })).toHaveText("Your application was declined");
    await expect(hal.getByText(lacks["user-base"])).toBeVisible();
    await expect(hal.getByText("What would help:").first()).toBeVisible();
    await expectAccessibleState(hal, "status, declined");
  });
  const reference = await test.step("it applies again with its old answers", () => startsAgain(hal));
  const about = { list: "istio", reference } as const;

  const [carol, ravi, rita] = [
    await asReviewer(browser, committee.carol),
    await asReviewer(browser, committee.ravi),
    await asReviewer(browser, committee.rita),
  ];
  await test.step("the committee declines it", async () => {
    await untilGiven(ravi, about);
    for (const page of [ravi, rita, carol]) await findAll(page, about, lacks);
    for (const page of [ravi, rita, carol]) await vote(page, about, "Decline", "See the findings.");
    await carol.goto(pageOf(about, "email"));
    await carol.getByLabel("What would help: Users beyond your organization").fill("Two organizations outside Hooli that we may ask.");
    await carol.getByLabel("Reason: Envoy early disclosure list").fill("");
    await saveEmail(carol);
    await carol.getByRole("link", { name: "Continue to the decision" }).click();
    await carol.getByRole("button", { name: "Decline the application" }).click();
    await expect(carol.getByRole("alert").first()).toContainText(
      "6. Envoy early disclosure list: enter the reason. The applicant will read it",
    );
    await expectAccessibleState(carol, "decide, a reason is missing");
    await carol.goto(pageOf(about, "email"));
    await carol.getByLabel("Reason: Envoy early disclosure list").fill(lacks["envoy-list"]);
    await saveEmail(carol);
    await expectAccessibleState(carol, "email, saved");
    await decideAndSend(carol, "Decline");
  });

  await test.step("the email says what was not met and what would help", async () => {
    const { text } = await latestEmail(hooli.contact.email, { about: new RegExp(reference), says: /was declined/ });
    const flowing = text.replace(/\s*\n(> ?)?/g, " ");
    expect(flowing).toContain("Your application was declined. You can apply again at any time.");
    expect(flowing).toContain("5 of 7 criteria are met. We did not find that these 2 are met:");
    for (const words of [
      ...Object.values(lacks),
      "Two organizations outside Hooli that we may ask.",
      "3. Users beyond your organization: not met.",
      "6. Envoy early disclosure list: not met.",
    ]) {
      expect(flowing).toContain(words);
    }
    expect(flowing.split(lacks["user-base"])).toHaveLength(2); // three reviewers said it, the email says it once
    await hal.goto(`/applications/${reference}`);
    await expect(hal.getByRole("heading", { level: 1 })).toHaveText("Your application was declined");
  });
}

async function startsAgain(hal: Page): Promise<string> {
  await hal.getByRole("link", { name: "Apply again" }).click();
  await isEligible(hal);
  await hal.getByRole("radio", { name: hooli.name, exact: true }).check();
  await expectAccessibleState(hal, "which organization applies, known");
  await hal.getByRole("button", { name: "Start the application" }).click();
  const reference = await referenceHere(hal);
  await expect(hal.getByText("From your earlier application: check it").first()).toBeVisible();
  await expectAccessibleState(hal, "task list, with earlier answers");

  for (const criterion of criteriaOf.istio) {
    await hal.goto(`/applications/${reference}/${criterion}`);
    if (criterion === "user-base") await expect(hal.locator("#answer [name=text]")).toHaveValue(/All departments of Hooli use it/);
    if (criterion === "embargo-policy") {
      await expect(hal.locator("#answer [name=accept]:checked")).toHaveCount(0); // it is accepted anew, by name
      await type(hal, hooli.answers["embargo-policy"] ?? {});
    }
    await finish(hal);
    await save(hal);
    await expect(hal).not.toHaveURL(new RegExp(`/${criterion}(\\?.*)?$`));
  }
  await send(hal, reference);
  return reference;
}
