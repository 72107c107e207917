import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { openAliasEmail } from "./steps/alias";
import { answer, finish, isEligible, referenceHere, save, send, type } from "./steps/apply";
import { type ApplicationRef, committee, decideAndSend, findAll, pageOf, record, saveEmail, untilGiven, vote } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { type Organization, organization } from "./steps/organizations";
import { asPerson, asReviewer, signIn } from "./steps/sign-in";

test("an organization applies to Istio, is asked nothing, is accepted and is on the roster", async ({ page, browser, request }) => {
  const wonka = organization("Wonka");
  const reference = await test.step("it starts from the start page", () => starts(page, wonka));
  await test.step("its alias is answered from the email", () => aliasAnswered(browser, wonka));
  await test.step("it answers the first criteria, one of them wrong at first", () => answersFirst(page, reference, wonka));

  const other = await test.step("it comes back on another device", () => asPerson(browser, wonka.email));
  await test.step("it answers the rest and sends", () => answersRest(other, reference, wonka));

  const about: ApplicationRef = { list: "istio", reference };
  const [carol, ravi, rita] = await Promise.all(
    [committee.carol, committee.ravi, committee.rita].map((email) => asReviewer(browser, email)),
  );
  if (!carol || !ravi || !rita) throw new Error("Nobody sits on the committee.");
  await test.step("three reviewers judge it, each alone first", () => isReviewed(about, wonka, { carol, ravi, rita }));
  await test.step("they vote, and the chair decides and sends the email", () => isDecided(about, wonka, { carol, ravi, rita }));
  await test.step("it is a member, and stands on the roster", () => isMember(other, request, wonka));
});

async function starts(page: Page, wonka: Organization): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: /Istio/ }).first().click();
  await page.getByRole("link", { name: "Start an application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you start");
  await expectAccessibleState(page, "first questions");
  await isEligible(page);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expectAccessibleState(page, "sign in");
  await signIn(page, wonka.email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Which organization is applying?");
  await expectAccessibleState(page, "which organization applies");
  await page.getByRole("button", { name: "Start the application" }).click();
  await expectErrors(page, ["Enter the name of your organization"]);
  await page.getByLabel("Name of your organization").fill(wonka.name);
  await page.getByRole("button", { name: "Start the application" }).click();

  const reference = await referenceHere(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(wonka.name);
  await expect(page.getByText("0 of 7 completed")).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("Action needed");
  await expectAccessibleState(page, "task list, new");
  await page.getByRole("link", { name: "Contact alias" }).click();
  await expect(page).toHaveURL(/\/security-alias$/);
  await expect(page.getByRole("button", { name: "Save and continue" })).toBeVisible();
  await expectAccessibleState(page, "security-alias");
  await answer(page, reference, "security-alias", wonka.answers["security-alias"] ?? {});
  return reference;
}

async function aliasAnswered(browser: Browser, wonka: Organization): Promise<void> {
  const page = await openAliasEmail(browser, wonka);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is this address monitored?");
  await expectAccessibleState(page, "alias check");
  await page.getByLabel("Your name or team").fill("Product security team");
  await page.getByLabel(/Which organization/).fill("Somebody else entirely");
  await page.getByRole("button", { name: "Yes, this address is monitored" }).click();
  await expectErrors(page, ["This is not the organization that named the address. Its name is shown above; 4 attempts are left"]);
  await expect(page.getByLabel("Your name or team")).toHaveValue("Product security team");
  await expectAccessibleState(page, "alias check, wrong organization");

  await page.getByLabel(/Which organization/).fill(wonka.name.toLowerCase());
  await page.getByRole("button", { name: "Yes, this address is monitored" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This email was already answered");
  await expectAccessibleState(page, "alias check, answered");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This email was already answered");
  await page.context().close();
}

async function answersFirst(page: Page, reference: string, { answers, email }: Organization): Promise<void> {
  const at = (criterion: string) => `/applications/${reference}/${criterion}`;

  await page.goto(at("redistribution"));
  await expectAccessibleState(page, "redistribution");
  const wrong = { ...answers.redistribution, link: "ftp://www.wonka.example/mesh", since: "2012-05" };
  await type(page, wrong);
  await finish(page);
  await save(page);
  await expectErrors(page, ["Year must be 2017 or later", "Link must start with https://"]);
  for (const [field, text] of Object.entries(wrong)) {
    if (field !== "relation") await expect(page.locator(`#answer [name="${field}"]`)).toHaveValue(text);
  }
  await expect(page.locator('#answer [name="relation"]:checked')).toHaveValue("distribution");
  await type(page, { link: answers.redistribution?.link ?? "", since: "2021-03" });
  await save(page);
  await expect(page).toHaveURL(at("user-base"));

  await expectAccessibleState(page, "user-base");
  await type(page, answers["user-base"] ?? {});
  await finish(page);
  await save(page);
  await expect(page).toHaveURL(at("community"));

  await expectAccessibleState(page, "community");
  await type(page, answers.community ?? {});
  await page.getByRole("button", { name: "Add another person" }).click();
  await expect(page.locator('[name="people.3.name"]')).toBeVisible();
  await expect(page.locator('[name="people.0.name"]')).toHaveValue("Ben Okafor");
  await type(page, { "people.3.name": "Dana Fox", "people.3.link": "https://github.com/dfox" });
  await expectAccessibleState(page, "community, with a fourth row");
  await page.getByRole("button", { name: "Save and come back later" }).click();
  await expect(page.getByRole("status")).toContainText("Your answers are saved.");
  await expect(page.getByText("3 of 7 completed")).toBeVisible();
  await expectAccessibleState(page, "task list, saved for later");
  const message = await latestEmail(email, { about: new RegExp(reference) });
  expect(message.text).toContain(`/applications/${reference}`);
}

async function answersRest(page: Page, reference: string, wonka: Organization): Promise<void> {
  const { answers } = wonka;
  await page.getByRole("link", { name: wonka.name }).click();
  await page.getByRole("link", { name: "Active in the community" }).click();
  await expect(page.locator('[name="people.3.name"]')).toHaveValue("Dana Fox");
  await finish(page);
  await save(page);
  await expect(page).toHaveURL(/embargo-policy/);

  await expectAccessibleState(page, "embargo-policy");
  await type(page, { accept: "no" });
  await save(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You cannot apply without accepting the embargo policy");
  await expectAccessibleState(page, "embargo policy, not accepted");
  await page.getByRole("link", { name: "Change the answer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/ends here$/);
  await type(page, answers["embargo-policy"] ?? {});
  await save(page);
  await expect(page).toHaveURL(/envoy-list/);

  await expectAccessibleState(page, "envoy-list");
  await type(page, { listed: "not-yet" });
  await save(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You can continue, but the committee may ask about this");
  await expectAccessibleState(page, "envoy list, not yet");
  await answer(page, reference, "envoy-list", answers["envoy-list"] ?? {});

  await page.goto(`/applications/${reference}/check`);
  await page.locator("[name=truth]").check();
  await page.getByRole("button", { name: "Send application" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(summary.getByRole("link")).toHaveText(["7. Working group participant: Not answered yet"]);
  await expectAccessibleState(page, "check, with a gap");
  await page.goto(`/applications/${reference}/working-group`);
  await expectAccessibleState(page, "working-group");
  await answer(page, reference, "working-group", answers["working-group"] ?? {});
  await expect(page).toHaveURL(/check/);
  await page.getByRole("link", { name: "Change Name", exact: true }).first().click();
  await expect(page).not.toHaveURL(/\/check$/);
  await save(page);
  await expect(page).toHaveURL(/\/check$/);
  await expectAccessibleState(page, "check, complete");

  await page.getByRole("button", { name: "Send application" }).click();
  await expectErrors(page);
  await expectAccessibleState(page, "check, not said to be true");
  await send(page, reference);
  await expect(page.getByText(reference, { exact: true })).toBeVisible();
  await expect(page.getByText(/^We will answer by .+ \d{4}\.$/)).toBeVisible();
  await expectAccessibleState(page, "receipt, alias answered");
}

type Roles = { readonly carol: Page; readonly ravi: Page; readonly rita: Page };

async function isReviewed(about: ApplicationRef, wonka: Organization, { carol, ravi, rita }: Roles): Promise<void> {
  await untilGiven(ravi, about);
  await expectAccessibleState(ravi, "queue, for me");
  await ravi.getByRole("link", { name: wonka.name, exact: true }).click();
  await expect(ravi).toHaveURL(/\/security-alias$/);
  await expect(ravi.getByText(wonka.alias, { exact: true })).toBeVisible();
  await expect(ravi.getByText("You will see other reviewers' findings once you have sent yours")).toBeVisible();
  await expectAccessibleState(ravi, "review, first criterion");
  await ravi.getByRole("button", { name: "Save and next criterion" }).click();
  await expectErrors(ravi);
  await expectAccessibleState(ravi, "review, nothing said");
  await record(ravi);
  await expect(ravi.getByRole("status")).toContainText("Your finding is saved.");
  await expectAccessibleState(ravi, "review, finding saved");
  await ravi.getByRole("button", { name: "Send my findings" }).click();
  await expect(ravi.getByRole("alert").first()).toContainText("2. Redistribution or close coupling: say whether it is met");

  await ravi.goto(pageOf(about, "discussion"));
  await expectAccessibleState(ravi, "discussion, empty");
  await ravi.getByLabel("Your note").fill("Their gateway tests are known to me: <script>alert(1)</script> aside.");
  await ravi.getByRole("button", { name: "Save the note" }).click();
  await expect(ravi.getByText("<script>alert(1)</script> aside.")).toBeVisible();
  await expectAccessibleState(ravi, "discussion, with a note");
  await ravi.goto(pageOf(about, "vote"));
  await expect(ravi.getByRole("heading", { name: "The vote is not open yet" })).toBeVisible();
  await expectAccessibleState(ravi, "vote, not open");

  await findAll(ravi, about);
  await expectAccessibleState(ravi, "vote, own findings sent");
  await findAll(rita, about);
  await findAll(carol, about);
}

async function isDecided(about: ApplicationRef, wonka: Organization, { carol, ravi, rita }: Roles): Promise<void> {
  await ravi.goto(pageOf(about, "vote"));
  await expectAccessibleState(ravi, "vote, open");
  await ravi.getByRole("button", { name: "Save my vote" }).click();
  await expectErrors(ravi, ["Select how you vote"]);
  await vote(ravi, about, "Accept", "All criteria are met.");
  await expect(ravi.getByText("1 of 3 have voted.")).toBeVisible();
  await vote(rita, about, "Accept");
  await carol.goto(pageOf(about, "vote"));
  await expect(carol.getByText("All criteria are met.")).toHaveCount(0);
  await vote(carol, about, "Accept");
  await expect(carol.getByRole("heading", { name: /^The vote was closed on / })).toBeVisible();
  await expectAccessibleState(carol, "vote, closed");

  await carol.getByRole("link", { name: "Write the email" }).click();
  await expect(carol.getByRole("heading", { level: 1 })).toHaveText("Decision email");
  await expectAccessibleState(carol, "email, drafted");
  await carol.getByLabel("Before the criteria").fill("Welcome. We know your work on the gateway tests.");
  await saveEmail(carol);
  await expect(carol.locator("pre")).toContainText("Welcome. We know your work on the gateway tests.");
  await carol.goto(pageOf(about, "email/confirm"));
  await expect(carol.getByRole("main")).toContainText(wonka.email);
  await expectAccessibleState(carol, "decide");
  await carol.goto(pageOf(about, "email"));
  await decideAndSend(carol, "Accept");
  await expectAccessibleState(carol, "email, sent");
  await carol.goto(pageOf(about, "log"));
  await expectAccessibleState(carol, "log");
}

async function isMember(page: Page, request: APIRequestContext, wonka: Organization): Promise<void> {
  const message = await latestEmail(wonka.email, { says: /was accepted/ });
  expect(message.text).toContain("Welcome. We know your work on the gateway tests.");
  await latestEmail(wonka.alias, { says: /This is a test email/ });

  await page.goto("/applications");
  await expectAccessibleState(page, "my applications");
  await page.getByRole("link", { name: wonka.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your application was accepted");
  await expectAccessibleState(page, "status, accepted");
  await page.goto("/membership/istio");
  await expect(page.getByRole("main")).toContainText(wonka.name);
  await expectAccessibleState(page, "membership, new");

  await page.goto("/istio/roster");
  await expect(page.getByRole("row").filter({ hasText: wonka.name }).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(wonka.alias);
  await expectAccessibleState(page, "roster");
  const json = await (await request.get("/istio/roster.json")).text();
  expect(json).toContain(`"${wonka.name}"`);
  expect(json).not.toContain(wonka.alias);
  const table = await (await request.get("/istio/roster.md")).text();
  expect(table.split("\n").filter((line) => line.startsWith("|") && line.includes(` ${wonka.name} `))).toHaveLength(1);
}
