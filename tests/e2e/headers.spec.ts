import { expect, type Page, test } from "@playwright/test";
import { expectAccessibleState } from "./steps/accessible-state";
import { startApplication } from "./steps/apply";
import { organization } from "./steps/organizations";

const publicPages = [
  "/",
  "/istio",
  "/istio/criteria",
  "/istio/embargo-policy",
  "/istio/roster",
  "/istio/apply",
  "/layer5",
  "/sign-in",
  "/accessibility",
  "/no-such-page",
];

test("HC-FWK-009, HC-CFG-008 and HC-PRV-006: every page carries its headers and the nonce on each script, and asks nobody else for anything", async ({
  page,
  baseURL,
}) => {
  const complaints = watched(page, new URL(baseURL ?? "").host);
  for (const path of publicPages) {
    const answer = await page.goto(path);
    const headers = answer?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    const scripts = ((await answer?.text()) ?? "").match(/<script\b[^>]*>/g) ?? [];
    expect(
      scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([]);
    expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval/);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy, path).toContain(part);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["x-powered-by"], path).toBeUndefined();
    await expectAccessibleState(page, `public page ${path}`);
  }
  expect(complaints).toEqual([]);
});

test("the pages of an application are kept by nobody, and hold no secret in their address", async ({ page, baseURL }) => {
  const complaints = watched(page, new URL(baseURL ?? "").host);
  const reference = await startApplication(page, organization("Monarch"));
  for (const path of ["", "/security-alias", "/user-base", "/check"]) {
    const answer = await page.goto(`/applications/${reference}${path}`);
    expect(answer?.headers()["cache-control"], path).toMatch(/no-store/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(complaints).toEqual([]);
});

test("an email is shown with its styles, and its page still runs no foreign script", async ({ page, baseURL }) => {
  const complaints = watched(page, new URL(baseURL ?? "").host);
  await startApplication(page, organization("Preview"));
  await page.goto("/outbox");
  await page.locator("main table a").first().click();
  await page.getByText("Show the email as HTML").click();
  const email = page.frameLocator("iframe.email-frame");
  await expect(email.locator("p").first()).toHaveCSS("font-weight", "700");
  await expect(email.locator("p").first()).toHaveCSS("font-size", "20px");
  await expect(email.locator("script")).toHaveCount(0);
  await expectAccessibleState(page, "email, shown as HTML");
  // The sandbox keeps out the scripts with which this test looks into the frame; the email itself has none.
  expect(complaints.filter((each) => !each.startsWith("Blocked script execution in 'about:srcdoc'"))).toEqual([]);
});

/** Everything that a browser complains about, and every request that leaves the portal. */
function watched(page: Page, host: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) complaints.push(`asked ${request.url()}`);
  });
  return complaints;
}
