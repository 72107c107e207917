import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { latestEmail, linkIn } from "./emails";
import { answer, applyTo, startApplication } from "./steps/apply";
import { committee } from "./steps/committee";
import { inDatabase } from "./steps/members";
import { organization } from "./steps/organizations";
import { asReviewer } from "./steps/sign-in";

test("HC-FWK-005: an answer is for one person, and no cache may keep it", async ({ browser }) => {
  const people = [committee.carol, committee.ravi];
  const pages = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];
  const varied: readonly Record<string, string>[] = [
    {},
    { rsc: "1" },
    { accept: "text/x-component" },
    { "x-forwarded-host": "evil.example" },
  ];
  for (const path of ["/account", "/committee/istio", "/account/export.json"])
    for (const headers of varied)
      for (const [at, { request }] of pages.entries()) {
        const given = await request.get(path, { headers });
        expect([path, given.headers()["cache-control"]]).toEqual([path, expect.stringContaining("no-store")]);
        const text = await given.text();
        expect(text, path).not.toContain(people[1 - at]);
        if (path.startsWith("/account")) expect(text, path).toContain(people[at]);
      }
});

test("HC-AUN-007: no log holds a code, a session or the token of a link", async ({ page, context }) => {
  const quiet = organization("Quiet");
  const reference = await startApplication(page, quiet);
  await answer(page, reference, "security-alias", quiet.answers["security-alias"] ?? {});
  const link = linkIn(await latestEmail(quiet.alias), /^\/confirm\/alias\//);
  await page.goto(link);
  const mailed = await inDatabase<{ secret: string }>(
    "select secret from email, lateral (values (data->>'code'), (data->>'token')) s (secret) where secret is not null",
    [],
  );
  const issued = [...mailed.map(({ secret }) => secret), ...(await context.cookies()).map(({ value }) => value)];
  expect(issued).toContain(new URL(link).pathname.split("/").at(-1));
  expect(issued.length).toBeGreaterThanOrEqual(4);

  const folder = process.env.E2E_LOG_FOLDER ?? "";
  const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  expect(logs.join("")).toContain("Forewarned serves");
  expect(logs.join("")).toContain("worker.started");
  for (const secret of issued) {
    expect(secret.length).toBeGreaterThanOrEqual(8);
    expect(logs.filter((log) => log.includes(secret))).toEqual([]);
  }
});

test("HC-PRV-008: link previews get nothing protected, and are told not to store anything", async ({ request }) => {
  const headers = { "user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" };
  const paths = [
    "/account",
    "/applications",
    "/applications/2026-001",
    "/applications/2026-001/export.json",
    "/committee/istio/members",
    "/committee/istio/applications/2026-001",
    "/committee/istio/members.json",
    "/confirm/alias/not-a-token-of-anybody",
    "/membership/istio",
  ];
  for (const path of paths) {
    const first = await request.get(path, { headers, maxRedirects: 0 });
    if (first.status() !== 404) expect(first.headers()["x-robots-tag"], path).toBe("noindex");
    const text = await (await request.get(path, { headers })).text();
    expect(text, path).not.toMatch(/property="og:|name="twitter:|Globex|Umbrella|Soylent/);
  }
  for (const path of ["/", "/istio", "/istio/roster", "/istio/criteria"]) {
    const given = await request.get(path, { headers });
    expect(given.headers()["x-robots-tag"], path).toBeUndefined();
    expect(await given.text(), path).not.toMatch(/noindex|property="og:|name="twitter:/);
  }
});

test("HC-MNB-003: an application is sent from a browser that keeps nothing and names no origin when it only reads", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
  });
  await page.route("**/*", (route) => {
    const { origin, ...headers } = route.request().headers();
    return route.continue(route.request().method() === "GET" ? { headers } : { headers: { ...headers, ...(origin && { origin }) } });
  });
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => {
    if (!/^Transition was (aborted|skipped)/.test(message)) faults.push(message); // Chromium, because the test holds requests up
  });
  await applyTo(page, organization("Guarded"), "layer5");
  expect(faults).toEqual([]);
});
