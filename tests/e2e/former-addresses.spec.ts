import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { currentPath } from "@/lib/kernel/former-names";
import { expectAccessibleState } from "./steps/accessible-state";
import { membership, statusBanner } from "./steps/members";
import { asPerson } from "./steps/sign-in";

/** Every address of version 0.2 that has another name now, with a value in each of its parts. */
const moved = readFileSync("tests/migrations/addresses-0.2.txt", "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [method = "", address = ""] = line.split(" ");
    return { method, path: address.replace("[list]", "istio").replace(/\[[^\]]+\]/g, "2026-001") };
  })
  .filter(({ path }) => currentPath(path) !== null);

test("each renamed address of version 0.2 is redirected for good to one that answers a visitor like any other", async ({
  request,
  baseURL,
}) => {
  expect(moved.length).toBeGreaterThan(20);
  for (const { method, path } of moved) {
    const to = currentPath(path);
    const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
    const asked = { method, headers, maxRedirects: 0, ...(method === "POST" ? { form: { reason: "Kept" } } : {}) };
    const answer = await request.fetch(`${path}?member=a%2Bb`, asked);
    expect.soft([answer.status(), answer.headers().location], path).toEqual([308, `${to}?member=a%2Bb`]);
    expect.soft(answer.headers(), path).toMatchObject({ "cache-control": "no-store", "x-robots-tag": "noindex" });
    const current = await request.fetch(`${to}`, asked);
    expect.soft([307, 303, 400, 401, 404], `${method} ${to}`).toContain(current.status());
  }
});

test("a form that another site sends to a former address is refused at the current one", async ({ request }) => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const answer = await request.post("/membership/istio/succession/ask", { headers, form: { words: "x" } });
  expect(answer.status()).toBe(403);
});

test("a form that was open during the upgrade is sent on with what was typed, under its former field names", async ({ browser }) => {
  const page = await asPerson(browser, `old-form-${test.info().project.name}@left-open.example`);
  await asVersion02(page);
  const posted: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posted.push(new URL(request.url()).pathname));
  await page.goto("/membership/istio/succession?organization=Nobody+of+that+name");
  await expect(page).toHaveURL(/\/membership\/istio\/access-recovery\?organization=Nobody\+of\+that\+name$/);
  await page.goto(membership("access-recovery?organization=Nobody+of+that+name")); // what a redirect leads to is not intercepted
  await page.getByLabel("What happened, and what your role in the organization is").fill("I lead product security now.");
  await page.getByRole("button", { name: "Ask to take over" }).click();
  await expect(page).toHaveURL(/\/membership\/istio\/access-recovery\?done=asked$/);
  await expect(page.getByRole("status")).toContainText("Your request was sent.");
  await expect(statusBanner(page)).toContainText("Prove that you control the contact alias and the domain.");
  await expectAccessibleState(page, "access recovery, asked from a form of version 0.2");
  await page.goto(membership("access-recovery"));
  await page.getByRole("button", { name: "Withdraw the request" }).click();
  await expect(page.getByRole("status")).toContainText("The request was stopped.");
  expect(posted).toEqual(["succession/ask", "access-recovery/ask", "succession/stop", "access-recovery/stop"].map((at) => membership(at)));
});

/** Gives the page its forms as version 0.2 wrote them. */
async function asVersion02(page: Page): Promise<void> {
  await page.route(/\/membership\/istio\/access-recovery/, async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const response = await route.fetch();
    const body = (await response.text()).replaceAll("/access-recovery/", "/succession/").replaceAll('"accessRecovery"', '"succession"');
    await route.fulfill({ response, body });
  });
}
