import { type APIRequestContext, expect, request as requests, test } from "@playwright/test";
import { Client } from "pg";
import { type PassingPortal, startPassingPortal } from "@/scripts/passing-portal";

/** A portal of its own: what is locked here would stop every other spec. */
let portal: PassingPortal;
let request: APIRequestContext;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  portal = await startPassingPortal();
  request = await requests.newContext({ baseURL: portal.portalUrl });
});

test.afterAll(async () => {
  await request.dispose();
  await portal.stop();
});

/** While another connection holds tables so that nobody can even read them. */
async function whileLocked(tables: string, run: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    await client.query(`begin; lock table ${tables} in access exclusive mode`);
    await run();
  } finally {
    await client.end();
  }
}

test("a locked table is 503 with Retry-After for pages, exports and forms alike, and passes", async () => {
  test.setTimeout(120_000);
  const html = { accept: "text/html" };
  await whileLocked("member, session, sign_in_code, kept_form", async () => {
    const page = await request.get("/istio/roster", { headers: html });
    expect([page.status(), page.headers()["retry-after"]]).toEqual([503, "60"]);
    const text = await page.text();
    expect(text).toContain("The portal cannot answer now. Nothing was changed. Try again in a minute.");
    expect(text).not.toMatch(/select|timeout|__next/i);
    expect(page.headers()).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });

    const file = await request.get("/istio/roster.json");
    expect([file.status(), file.headers()["retry-after"], file.headers()["content-type"]]).toEqual([
      503,
      "60",
      "text/plain; charset=utf-8",
    ]);

    const form = await request.post("/sign-in/ask", { form: { email: "ada@acme.example" }, headers: { origin: portal.portalUrl } });
    expect([form.status(), form.headers()["retry-after"]]).toEqual([503, "60"]);
    expect(await form.text()).toContain("Go back to the form, where your text still is");
  });
  expect((await request.get("/istio/roster")).status()).toBe(200);
  expect((await request.get("/istio/roster.json")).status()).toBe(200);
});

test("methods that the portal does not take are 405 with Allow, on every path", async () => {
  for (const path of ["/", "/istio/roster.json", "/sign-in/ask", "/api/health", "/no-such-page", "/_next/static/x.js"])
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
      const answer = await request.fetch(path, { method });
      expect([path, method, answer.status(), answer.headers().allow]).toEqual([path, method, 405, "GET, HEAD, POST"]);
    }
});
