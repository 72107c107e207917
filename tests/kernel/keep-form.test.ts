import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/client";
import { keptForm } from "@/db/schema";
import { newBrowserCookie } from "@/lib/identity/cookies";
import { signInLimits } from "@/lib/identity/sign-in-limits";
import type { Command } from "@/lib/kernel/command";
import { formPost } from "@/lib/kernel/form-post";
import { keptFormLimits } from "@/lib/kernel/keep-form";
import { keptHere } from "@/lib/kernel/kept-form";
import { refuseVulnerabilityDetails } from "@/lib/kernel/vulnerability-details";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";
import { addresses, fromOurPages, inStrangersBrowser, sendTo } from "../visibility/browser";

vi.mock("next/headers", () => import("../visibility/browser"));

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await empty("kept_form", "request_limit", "sign_in_code", "email", "person");
});

/** A form that is refused, with a text of so many kilobytes in it. */
function refusedForm(cookie: string | null, at = "203.0.113.9", kilobytes = 1) {
  return inStrangersBrowser(cookie, at, () =>
    sendTo("/sign-in/ask", { fields: { email: `nobody@nowhere@${"x".repeat(kilobytes * 1024)}` } }),
  );
}

async function keptBytes(): Promise<number> {
  const [row] = await db.select({ bytes: sql<number>`coalesce(sum(pg_column_size(${keptForm})), 0)::int` }).from(keptForm);
  return row?.bytes ?? 0;
}

describe("what a stranger types", () => {
  it.each([
    ["no cookie", null],
    ["a cookie that somebody made up", "x".repeat(43)],
    ["a cookie with a made-up signature", `${"x".repeat(43)}.${"y".repeat(43)}`],
  ])("is not kept for a browser with %s, and the page says where the text is", async (_, cookie) => {
    for (let turn = 1; turn <= 8; turn += 1) {
      const sent = await refusedForm(cookie, `203.0.${turn}.9`, 200);
      expect(sent.status).toBe(400);
      expect(sent.body).toContain("Go back to the form; your text is still there.");
    }
    expect(await db.$count(keptForm)).toBe(0);
  });

  it("is kept for a browser with our cookie, and read by that one only", async () => {
    const sent = await refusedForm(newBrowserCookie().value);
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/sign-in\?next=%2F&kept=[0-9a-f-]{36}$/)]);
    expect(await db.$count(keptForm)).toBe(1);
  });

  it("is shown by the current names of its fields when an earlier version kept it", async () => {
    const mine = newBrowserCookie();
    const fields = { succession: "1", "ground.alias": "yes", "reason.alias": "Nobody answers" };
    const row = {
      path: "/committee/istio/successions",
      message: "",
      problems: [],
      fields,
      browserHash: mine.hash,
      bytes: 600,
      signedIn: false,
    };
    const [kept] = await db.insert(keptForm).values(row).returning({ id: keptForm.id });
    const shown = await inStrangersBrowser(mine.value, "203.0.113.9", () => keptHere(kept?.id));
    expect(shown?.fields).toEqual({ accessRecovery: "1", "unmet.alias": "yes", "reason.alias": "Nobody answers" });
  });

  it("is not kept past 64 KB", async () => {
    expect((await refusedForm(newBrowserCookie().value, "203.0.113.9", 64)).status).toBe(400);
    expect(await db.$count(keptForm)).toBe(0);
  });

  it("of one browser, only the newest forms are kept", async () => {
    const mine = newBrowserCookie();
    const other = newBrowserCookie();
    await refusedForm(other.value);
    for (let turn = 1; turn <= 30; turn += 1) await refusedForm(mine.value);
    expect(await db.$count(keptForm, eq(keptForm.browserHash, mine.hash))).toBe(keptFormLimits.formsPerBrowser);
    expect(await db.$count(keptForm, eq(keptForm.browserHash, other.hash))).toBe(1);
  });

  it("of one source, is bounded whatever cookies it collects, and the text of others stays", async () => {
    const other = newBrowserCookie();
    await refusedForm(other.value, "192.0.2.1");
    for (let turn = 1; turn <= 80; turn += 1) await refusedForm(newBrowserCookie().value, "203.0.113.9", 60);
    expect(await keptBytes()).toBeLessThan((keptFormLimits.perSource.most + 10) * 1024);
    expect(await db.$count(keptForm, eq(keptForm.browserHash, other.hash))).toBe(1);
  });

  it("of all of them together is limited: then nothing more is kept, and no text is deleted", async () => {
    const full = { path: "/", message: "", problems: [], fields: {}, browserHash: "a".repeat(64) };
    await db.insert(keptForm).values({ ...full, bytes: keptFormLimits.bytesOfStrangers - 100 });
    expect((await refusedForm(newBrowserCookie().value)).status).toBe(400);
    expect(await db.$count(keptForm)).toBe(1);
    await db.update(keptForm).set({ signedIn: true }); // the share of people who are signed in is another
    expect((await refusedForm(newBrowserCookie().value)).status).toBe(303);
  });
});

describe("a request past a limit", () => {
  it("answers 429, says when to try again, and links back to what was typed", async () => {
    const cookie = newBrowserCookie().value;
    const ask = () => inStrangersBrowser(cookie, "203.0.113.9", () => sendTo("/sign-in/ask", { fields: { email: "ada@acme.example" } }));
    for (let turn = 1; turn <= signInLimits.codesPerSourceAndAddress.most; turn += 1) expect((await ask()).status).toBe(303);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect(refused.body).toMatch(/Too many codes were requested for this address\. Try again in \d+ minutes\./);
    expect(refused.body).toMatch(/href="\/sign-in\?next=%2F&amp;kept=[0-9a-f-]{36}"/);
    expect((await db.select({ fields: keptForm.fields }).from(keptForm))[0]?.fields).toEqual({ email: "ada@acme.example" });
  });
});

describe("details of a vulnerability", () => {
  const hostile = "This is CVE-2026-12345, mended in 0123456789abcdef0123456789abcdef01234567.";
  const examples = { "person.*": "person.1", "*": "description" } as Record<string, string>;

  /** Sends every form of the portal, each from a browser and a source of its own, with the same text in every field. */
  async function everyForm(text: string): Promise<number> {
    let sent = 0;
    for (const { address, fields: declared } of await addresses()) {
      if (declared === undefined) continue;
      sent += 1;
      const names = declared.map((name) => examples[name] ?? name.replace("*", "1"));
      const fields = Object.fromEntries(names.map((name) => [name, text]));
      const params = { list: "istio", reference: "IST-1", memberId: "m", criterion: "user-base", person: "p", alert: "a", token: "t" };
      await inStrangersBrowser(newBrowserCookie().value, `198.51.${sent}.7`, () => sendTo(address, { params, fields }));
    }
    return sent;
  }

  it("is kept from no form of the portal", async () => {
    const forms = await everyForm(hostile);
    expect(await db.select({ path: keptForm.path }).from(keptForm)).toEqual([]);
    await everyForm("This is plain text.");
    expect(forms).toBeGreaterThan(80);
    expect(await db.$count(keptForm)).toBeGreaterThan(forms / 2); // with other text, most of these forms are kept
  });

  it.each(["CVE\u20112026\u201112345", "CV\0E-2026-12345", "C\u200bVE-2026-12345", "\uff23VE-2026-12345", "goroutine 1 [running]:"])(
    "is found although it is written in another way: %j",
    async (text) => {
      const fields = { email: text };
      await inStrangersBrowser(newBrowserCookie().value, "203.0.113.9", () => sendTo("/sign-in/ask", { fields }));
      expect(await db.$count(keptForm)).toBe(0);
    },
  );

  it("that a command refuses is not kept, and the answer says where the text is", async () => {
    const refusing: Command<{ reason: string }, void> = Object.assign(
      async () => refuseVulnerabilityDetails("reason", hostile, "This was not sent."),
      { commandName: "refusing" },
    );
    const send = formPost({
      page: () => "/books",
      leadsTo: () => "/books",
      command: refusing,
      fields: ["reason"],
      input: (_params, { reason }) => ({ reason }),
    });
    const body = new URLSearchParams({ reason: "Text that only the command reads as details." });
    const answer = await inStrangersBrowser(newBrowserCookie().value, "203.0.113.9", () =>
      send(new Request("http://localhost:3000/books", { method: "POST", body, headers: fromOurPages }), { params: Promise.resolve({}) }),
    );
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/Leave out details of vulnerabilities: .* Go back to the form; your text is still there\./);
    expect(await db.$count(keptForm)).toBe(0);
  });

  it.each([
    ["that looks like details of a vulnerability", newBrowserCookie().value, hostile],
    ["in a browser that lost our cookie", "", "We ship it to 400 customers."],
  ])("typed by somebody who was signed out %s is not kept, and the answer says to copy it", async (_, cookie, evidence) => {
    const fields = { member: "00000000-0000-4000-8000-000000000000", criterion: "user-base", evidence };
    const address = "/membership/[list]/removal/evidence";
    const sent = await inStrangersBrowser(cookie, "203.0.113.9", () => sendTo(address, { params: { list: "istio" }, fields }));
    expect([sent.status, sent.location]).toEqual([401, ""]);
    expect(sent.body).toContain("Go back to the form, copy your text, then sign in.");
    expect(sent.body).not.toContain("CVE");
  });
});
