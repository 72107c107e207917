import { expect, type Page, test } from "@playwright/test";
import { globex, hooli, soylent, tyrell } from "@/scripts/demo/organizations";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { openMember } from "./steps/members";
import { asReviewer } from "./steps/sign-in";

const members = "/committee/istio/members";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("the members are found, filtered and taken along", async ({ browser }) => {
  const carol = await asReviewer(browser, committee.carol);
  await carol.goto(members);
  await expect(carol.getByRole("row").filter({ hasText: tyrell.name })).toContainText(tyrell.contact.name);
  await expect(carol.getByRole("row").filter({ hasText: hooli.name })).toHaveCount(0);
  await expectAccessibleState(carol, "members");

  await carol.getByLabel("Part of a name").fill("SOYL");
  await carol.getByRole("button", { name: "Find" }).click();
  await expect(carol).toHaveURL(/find=SOYL/);
  await expect(carol.getByRole("row")).toHaveCount(2);
  await expect(carol.getByRole("row").filter({ hasText: soylent.name })).toContainText("Removal approved");
  await expectAccessibleState(carol, "members, found");
  for (const [words, type] of [
    ["CSV", "text/csv"],
    ["JSON", "application/json"],
  ] as const) {
    const href = (await carol.getByRole("link", { name: words, exact: true }).getAttribute("href")) ?? "";
    const answer = await carol.request.get(href);
    expect(answer.headers()["content-type"]).toContain(type);
    const text = await answer.text();
    expect(text).toContain(soylent.name);
    expect(text).not.toContain(tyrell.name);
    expect(text).not.toContain("security@");
  }

  await carol.getByLabel("Part of a name").fill("nobody of that name");
  await carol.getByRole("button", { name: "Find" }).click();
  await expect(carol.getByText(/^No name in "Members" contains this text\./)).toBeVisible();
  await expectAccessibleState(carol, "members, none found");
  await carol.goto(members);
  await carol.getByRole("link", { name: /^Removal open \(\d+\)$/ }).click();
  await expect(carol.getByRole("row").filter({ hasText: soylent.name })).toHaveCount(1);
  await expect(carol.getByRole("row").filter({ hasText: tyrell.name })).toHaveCount(0);
});

test("a member's pages show everything to people who may read it", async ({ browser }) => {
  const carol = await asReviewer(browser, committee.carol);
  await openMember(carol, tyrell.name);
  await expectAccessibleState(carol, "member");
  for (const tab of ["Criteria", "Emails", "Log"] as const) {
    await carol.getByRole("navigation", { name: "Pages of this member" }).getByRole("link", { name: tab, exact: true }).click();
    await expect(carol).toHaveURL(new RegExp(`/${tab.toLowerCase()}$`));
    await expect(carol).toHaveTitle(new RegExp(tyrell.name));
    await expectAccessibleState(carol, `member, ${tab.toLowerCase()}`);
  }
  await expect(carol.getByRole("main")).toContainText(String(yearOfJoining()));

  const [rita, ann] = [await asReviewer(browser, committee.rita), await asReviewer(browser, committee.ann)];
  await rita.goto(`${members}?find=${globex.name}`);
  await expect(rita.getByRole("row").filter({ hasText: globex.name })).toContainText("You have a conflict of interest");
  await expect(rita.getByRole("main")).not.toContainText("globex.example");
  await expectAccessibleState(rita, "members, recused");
  await openMember(ann, tyrell.name);
  await expect(ann.getByRole("main")).not.toContainText(tyrell.contact.email);
  await expect(ann.getByRole("link", { name: "Propose removal" })).toHaveCount(0);
  await expectAccessibleState(ann, "member, for an administrator");
});

/** Tyrell joined the demo's list 300 days ago. */
function yearOfJoining(): number {
  return new Date(Date.now() - 296 * 86_400_000).getUTCFullYear();
}

test("results of automatic checks are shown, and the checks run again", async ({ browser }) => {
  const carol = await asReviewer(browser, committee.carol);
  await openMember(carol, tyrell.name);
  const id = new URL(carol.url()).pathname.split("/").at(-1);
  await carol.goto(`/committee/istio/checks/${id}`);
  await expect(heading(carol)).toHaveText("Checked automatically");
  await expectAccessibleState(carol, "checks of a member");
  await carol.goto(`/committee/istio/criteria/${id}`);
  await expect(heading(carol)).toHaveText("Standing for each criterion");
  await expectAccessibleState(carol, "criteria of a member");
});

test("the criteria page says who would no longer qualify on a day, before anybody is told", async ({ browser }) => {
  const ravi = await asReviewer(browser, committee.ravi);
  await ravi.goto("/committee/istio/criteria");
  await expect(ravi.getByRole("heading", { level: 2, name: /would qualify, \d+ would not$/ })).toBeVisible();
  await expectAccessibleState(ravi, "criteria for the committee");
  await ravi.getByRole("textbox", { name: "Another date" }).fill("2030-01-31");
  await ravi.getByRole("button", { name: "Show that date" }).click();
  await expect(ravi.getByRole("heading", { level: 2, name: /^On 31 January 2030: / })).toBeVisible();
});

test("the results of re-checks are shown as a chart and as a table", async ({ browser }) => {
  const ravi = await asReviewer(browser, committee.ravi);
  await ravi.goto("/committee/istio/rechecks?show=ended");
  await expect(ravi.getByRole("img", { name: /^Re-check health by member and quarter/ })).toBeVisible();
  await expect(ravi.getByRole("img", { name: /^Response time of contact aliases/ })).toBeVisible();
  await expect(ravi.getByText(/^\d+ of \d+ re-checks in the last two years were passed on time\.$/)).toBeVisible();
  for (const summary of await ravi.getByText("Show as a table").all()) await summary.click();
  await expect(ravi.getByRole("table", { name: "Re-check health by member and quarter" })).toBeVisible();
  const answers = ravi.getByRole("table", { name: "Answers from contact aliases by quarter" });
  await expect(answers.getByRole("row")).not.toHaveCount(1);
  await expectAccessibleState(ravi, "re-checks, pictures as tables");
});
