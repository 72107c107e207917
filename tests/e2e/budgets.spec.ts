import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { acme, globex, tyrell, umbrella } from "@/scripts/demo/organizations";
import { committee } from "@/scripts/demo/people";
import { asRepresentative, membership, openMember } from "./steps/members";
import { asReviewer, signIn } from "./steps/sign-in";

/** What a page weighs on the way to a browser that has seen nothing yet, in bytes as they travel. */
type Weight = {
  readonly html: number;
  readonly script: number;
  readonly framework: number;
  readonly css: number;
  readonly fonts: number;
  readonly foreign: number;
};

const kib = 1024;

/** Bars of the budget: script with the framework, what the page adds to an empty one, and the page itself. */
const bars = {
  open: { script: 140 * kib, growth: 5 * kib, html: 30 * kib },
  committee: { script: 150 * kib, growth: 15 * kib, html: 60 * kib },
} as const;

const memberPages = [
  ["membership", ""],
  ["re-check", "recheck"],
  ["contact alias", "alias"],
  ["another contact alias", "alias/new"],
  ["representatives", "people"],
  ["leave", "leave"],
] as const;
const rooms = ["members", "alias-changes", "rechecks?show=ended", "removals", "alerts", "criteria", "roster"] as const;

/** The scripts that an empty page has, too: the framework's own start, and the parts that it loads on every page. */
function frameworkFiles(): readonly string[] {
  const folder = process.env.NEXT_DIST_DIR || join(".data", "next-e2e");
  const { rootMainFiles } = JSON.parse(readFileSync(join(folder, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] };
  const manifest = readFileSync(join(folder, "server", "app", "[list]", "page_client-reference-manifest.js"), "utf8");
  const { clientModules } = JSON.parse(manifest.slice(manifest.indexOf('{"moduleLoading"')).replace(/;\s*$/, "")) as ClientManifest;
  const own = Object.entries(clientModules).filter(([module]) => module.includes("node_modules/next/"));
  const files = [...rootMainFiles, ...own.flatMap(([, { chunks }]) => chunks)];
  return [...new Set(files.map((file) => file.split("/").at(-1) ?? file))];
}

type ClientManifest = { readonly clientModules: Readonly<Record<string, { readonly chunks: readonly string[] }>> };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "without scripts there is no script to weigh");

test("pages stay within their budget", async ({ page: visitor, browser }) => {
  let page = visitor;
  const rows: string[] = [];
  const over: string[] = [];
  const measure = async (name: string, path: string, bar: keyof typeof bars) => {
    const { html, script, framework, css, fonts, foreign } = await transferSizeOf(page, path);
    const growth = script - framework;
    rows.push(
      `${name}: html ${inKib(html)}, script ${inKib(script)} (+${inKib(growth)}), css ${inKib(css)}, fonts ${inKib(fonts)}, other hosts ${foreign}`,
    );
    const limits = bars[bar];
    if (script > limits.script) over.push(`${name}: script ${inKib(script)}`);
    if (growth > limits.growth) over.push(`${name}: growth ${inKib(growth)}`);
    if (html > limits.html) over.push(`${name}: html ${inKib(html)}`);
    if (css > 12 * kib) over.push(`${name}: css ${inKib(css)}`);
    if (fonts > 56_000) over.push(`${name}: fonts ${inKib(fonts)}`);
    if (foreign > 0) over.push(`${name}: ${foreign} requests to other hosts`);
  };

  await measure("start page", "/istio", "open");
  await measure("criteria", "/istio/criteria", "open");
  await measure("roster", "/istio/roster", "open");
  await measure("sign in", "/sign-in", "open");

  await signIn(page, acme.contact.email);
  await page.goto("/applications");
  await page.getByRole("link", { name: acme.name, exact: true }).click();
  await page.waitForURL(/\/applications\/\d/);
  const application = new URL(page.url()).pathname;
  await measure("task list", application, "open");
  await measure("check answers", `${application}/check`, "open");

  page = await asRepresentative(browser, globex.contact.email);
  for (const [name, path] of memberPages) await measure(name, membership(path), "open");

  page = await asReviewer(browser, committee[0]?.email ?? "");
  await measure("queue", "/committee/istio?for=open", "committee");
  await page.goto("/committee/istio?for=open");
  await page.getByRole("link", { name: umbrella.name, exact: true }).click();
  await page.waitForURL(/\/applications\//);
  await measure("review", new URL("user-base", page.url()).pathname, "committee");

  for (const room of rooms) await measure(room, `/committee/istio/${room}`, "committee");
  await openMember(page, tyrell.name);
  await measure("member, for the committee", new URL(page.url()).pathname, "committee");

  for (const row of rows) process.stdout.write(`budget: ${row}\n`);
  expect(over).toEqual([]);
});

async function transferSizeOf(page: Page, path: string): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  const bytes = await counted(session, async () => {
    await page.goto(path, { waitUntil: "networkidle" });
  });
  await session.detach();
  return bytes;
}

async function counted(session: CDPSession, visit: () => Promise<void>): Promise<Weight> {
  const kinds = new Map<string, string>();
  const ofFramework = new Set<string>();
  const files = frameworkFiles();
  const sums = { html: 0, script: 0, framework: 0, css: 0, fonts: 0, foreign: 0 };
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    kinds.set(requestId, type);
    if (files.some((file) => response.url.includes(file))) ofFramework.add(requestId);
    if (!response.url.startsWith(process.env.E2E_URL ?? "") && /^https?:/.test(response.url)) sums.foreign += 1;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind === "Document") sums.html += encodedDataLength;
    if (kind === "Script") sums.script += encodedDataLength;
    if (kind === "Script" && ofFramework.has(requestId)) sums.framework += encodedDataLength;
    if (kind === "Stylesheet") sums.css += encodedDataLength;
    if (kind === "Font") sums.fonts += encodedDataLength;
  });
  await visit();
  return sums;
}

function inKib(bytes: number): string {
  return `${(bytes / kib).toFixed(1)} KiB`;
}
