import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { NextRequest } from "next/server";
import { afterEach, expect, it } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { proxy } from "@/proxy";
import { list, origin, samples } from "../email/samples";

const before = process.env.PORTAL_URL;
afterEach(() => {
  if (before === undefined) delete process.env.PORTAL_URL;
  else process.env.PORTAL_URL = before;
});

const headersOf = (path: string) => proxy(new NextRequest(new URL(path, "https://portal.example.org"))).headers;

it.each(["/", "/istio/roster", "/committee/istio", "/api/health", "/no-such-page"])(
  "HC-FWK-009: %s of a portal on https is answered with all security headers",
  (path) => {
    process.env.PORTAL_URL = "https://portal.example.org";
    const headers = headersOf(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
    });
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-inline");
    expect(headersOf(path).get("content-security-policy")).not.toBe(policy); // another nonce each time
  },
);

it("a page that shows an email allows its styles, by attribute and by the hash of its one style element, and no other page does", async () => {
  const styles = (path: string) => /(style-src .*?);/.exec(headersOf(path).get("content-security-policy") ?? "")?.[1];
  const { html } = await renderEmail({ kind: "review-assigned", data: samples["review-assigned"] }, list, origin);
  const element = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(element).digest("base64");
  for (const path of ["/outbox/1", "/committee/istio/applications/2026-042/email"]) {
    expect(styles(path)).toBe(`style-src 'self' 'sha256-${hash}'`);
    expect(headersOf(path).get("content-security-policy")).toContain("style-src-attr 'unsafe-inline'");
  }
  expect(styles("/outbox")).toBe("style-src 'self'");
});

it("HC-PRV-008: everything but the public pages tells search engines and link previews to keep nothing of it", () => {
  const folders = readdirSync("app", { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const open = ["[list]", ".well-known", "accessibility", "audit", "source"];
  const kept = (path: string) => headersOf(path).get("x-robots-tag") !== "noindex";
  expect(folders.filter((folder) => kept(`/${folder.replace("[list]", "istio")}/x`)).sort()).toEqual(open.sort());
  expect(["/", "/istio", "/istio/criteria", "/istio/roster", "/istio/apply"].filter((path) => !kept(path))).toEqual([]);
  expect(["/account", "/sign-in", "/committee"].filter(kept)).toEqual([]);
});
