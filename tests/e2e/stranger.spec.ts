import { expect, test } from "@playwright/test";
import { expectAccessibleState } from "./steps/accessible-state";
import { applyTo, startApplication } from "./steps/apply";
import { criteriaOf, organization } from "./steps/organizations";
import { asPerson } from "./steps/sign-in";

const pages = [
  "",
  "/check",
  "/sent",
  "/withdraw",
  "/invite",
  "/mail",
  "/export.json",
  "/log",
  ...criteriaOf.istio.map((criterion) => `/${criterion}`),
];

test("another applicant finds no page of an application that is not theirs", async ({ page, browser }) => {
  const mine = organization("Gringotts");
  const [draft, sent] = [
    await startApplication(page, mine),
    await applyTo(
      await asPerson(browser, `second@${mine.domain}`),
      { ...mine, email: `second@${mine.domain}`, name: `${mine.name} Two` },
      "layer5",
    ),
  ];

  const stranger = await asPerson(browser, `eve@stranger-${test.info().project.name}.example`);
  for (const reference of [draft, sent, "1999-999"]) {
    for (const path of pages) {
      const answer = await stranger.goto(`/applications/${reference}${path}`);
      expect(answer?.status(), path).toBe(404);
      const body = (await answer?.text()) ?? "";
      expect(body, path).not.toContain(mine.name);
      expect(body, path).not.toContain(mine.alias);
    }
  }
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expectAccessibleState(stranger, "page not found");

  const visitor = await browser.newContext();
  for (const reference of [draft, "1999-999"]) {
    const answer = await (await visitor.newPage()).goto(`/applications/${reference}`);
    expect(new URL(answer?.url() ?? "").pathname).toBe("/sign-in");
  }
});
