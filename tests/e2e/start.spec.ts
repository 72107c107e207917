import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";

test("the start page shows the lists, and nothing is wrong with it", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));

  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /Istio/ }).first()).toBeVisible();
  await expectAccessible(page);
  expect(refused).toEqual([]);
});

test("every script of a page carries the nonce of its own answer", async ({ request }) => {
  const seen = new Set<string>();
  for (let times = 0; times < 2; times += 1) {
    const answer = await request.get("/");
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "none";
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    seen.add(nonce);
  }
  expect(seen.size).toBe(2);
});

test("a body of more than 256 KB is refused before it is read", async ({ request }) => {
  const answer = await request.post("/", { data: "x".repeat(256 * 1024 + 1), headers: { "content-type": "text/plain" } });
  expect(answer.status()).toBe(413);
});
