import { readFileSync } from "node:fs";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import { auditEvent, committeeRole, emailMessage, person } from "@/db/schema";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { istio } from "@/lists/istio";
import { givenFor } from "../visibility/ask";
import { andUndo, stateOfTheWorld } from "../visibility/asking";
import { addresses, filesNamed, inBrowserOf, sendTo } from "../visibility/browser";
import { secrets } from "../visibility/canaries";
import { of } from "../visibility/cast";
import { acts } from "../visibility/surfaces";
import { stageKeys } from "../visibility/world";
import { securityWorld } from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

const { world, cast } = securityWorld();
const routes = await addresses();

/** The mail provider's events come without a browser: a signature stands for the origin (tests/evidence/webhook.test.ts). */
const ofTheProvider = "/api/webhooks/resend";

/** The POST addresses of the house, each with a form that would do something when it came from our own page. */
async function posts() {
  const found: { address: string; params: Record<string, string>; fields: Record<string, string> }[] = [];
  for (const { address, methods } of routes) {
    if (address === ofTheProvider || !methods.includes("POST")) continue;
    const act = acts.find(({ entryPoints }) => entryPoints.some((entryPoint) => entryPoint.address === address));
    const entryPoint = act?.entryPoints.find((each) => each.address === address);
    const given = act && (await givenFor(act, world()));
    found.push({
      address,
      params: entryPoint && given ? entryPoint.params(given) : { list: "istio" },
      fields: entryPoint && given ? entryPoint.fields(given) : { now: "yes", name: "Eve", email: "eve@evil.example", code: "00000000" },
    });
  }
  return found;
}

const foreign: readonly (readonly [string, Record<string, string>])[] = [
  ["HC-AUN-018: from another site, by its origin", { origin: "https://evil.example" }],
  ["HC-AUN-018: from another site, as the browser says", { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" }],
  ["HC-AUN-018: from a sibling of our host", { "sec-fetch-site": "same-site" }],
  ["HC-AUN-018: from an address that was typed", { "sec-fetch-site": "none" }],
  ["HC-AUN-019: without a word of where it comes from", {}],
  ["HC-AUN-019: with an origin that names nothing", { origin: "null" }],
];

describe("a form's address", () => {
  it.each(foreign)("%s, every one refuses and changes nothing", async (_case, headers) => {
    const sum = await stateOfTheWorld();
    const found = await posts();
    expect(found.length).toBeGreaterThanOrEqual(40);
    const carol = of(cast(), "carol");
    for (const { address, ...form } of found) {
      const { result, traces } = await inBrowserOf(carol, "fresh", () => andUndo(() => sendTo(address, { ...form, headers })));
      expect([address, result.status, traces]).toEqual([address, 403, []]);
    }
    expect(await stateOfTheWorld()).toBe(sum);
  });

  it("HC-AUN-012: answers to POST or GET alone, and no GET changes anything", async () => {
    const sum = await stateOfTheWorld();
    for (const { address, methods } of routes) {
      expect([address, methods.length]).toEqual([address, 1]);
      const params = { list: "istio", reference: world().stages.review.reference };
      const { status } = await inBrowserOf(of(cast(), "carol"), "fresh", () => sendTo(address, { method: "GET", params }));
      expect([address, status === 405]).toEqual([address, methods[0] === "POST"]);
    }
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("a page of an earlier build", () => {
  it("HC-FRM-006: posts to addresses that every build has: no form calls a server action", async () => {
    const files = ["app", "components", "lib"].flatMap((folder) => filesNamed(folder, /\.tsx?$/));
    const actions = files.filter((file) => /["']use server["']|formAction=|action=\{(?!["'`])[^}]*=>/.test(readFileSync(file, "utf8")));
    expect(actions).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });
});

describe("what machines did", () => {
  it("HC-AUD-012: is traced to a named system principal with the id of its run, and never to a person", async () => {
    const events = await database().select().from(auditEvent).where(eq(auditEvent.actorKind, "system"));
    expect(events.filter(({ actorId }) => actorId === "worker").length).toBeGreaterThan(10);
    const principals: readonly (string | null)[] = ["worker", "operator", "demo"];
    const odd = events.filter(
      ({ actorId, actorRole, requestId }) => !principals.includes(actorId) || actorRole !== null || requestId === null,
    );
    expect(odd.map(({ action, actorId }) => `${action} by ${actorId}`)).toEqual([]);
  });
});

describe("the sign-in library", () => {
  it("HC-FWK-003: has no address of its own: nothing under /api but the health check and the provider's events", () => {
    expect(filesNamed("app", /\.tsx?$/).filter((file) => file.startsWith("app/api/"))).toEqual([
      "app/api/health/route.ts",
      "app/api/webhooks/resend/route.ts",
    ]);
    expect(filesNamed("app", /\.tsx?$/).filter((file) => /auth|callback|nextauth/.test(file))).toEqual([]);
    // Of any length are only the addresses of some forms, which are in tables.
    expect(filesNamed("app", /\.tsx?$/).filter((file) => /\[\[?\.\.\.(?!action\]\/route\.ts$)/.test(file))).toEqual([]);
  });
});

describe("emails to the committee", () => {
  it("HC-PRV-007: hold no answer, no address of a contact, and nothing that was said inside", async () => {
    const withRole = await database()
      .selectDistinct({ email: person.email })
      .from(person)
      .innerJoin(committeeRole, eq(committeeRole.personId, person.id));
    const rows = await database()
      .select()
      .from(emailMessage)
      .where(
        inArray(
          emailMessage.recipient,
          withRole.map(({ email }) => email),
        ),
      );
    const kinds = new Set(rows.map(({ kind }) => kind));
    expect(kinds).toContain("review-assigned");
    const inside = secrets.filter(({ what }) => what !== "name");
    for (const { kind, data, id } of rows) {
      const drawn = await renderEmail(
        { kind, data } as { [K in EmailKind]: { kind: K; data: EmailData[K] } }[EmailKind],
        istio,
        "http://localhost:3000",
      );
      const text = [drawn.subject, drawn.text, drawn.html, JSON.stringify(data)].join("\n");
      expect([id, kind, inside.filter(({ word }) => text.includes(word)).map(({ what, stage }) => `${what} of ${stage}`)]).toEqual([
        id,
        kind,
        [],
      ]);
    }
    expect(rows.length).toBeGreaterThan(stageKeys.length);
  });
});
