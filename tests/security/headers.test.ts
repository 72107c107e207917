import { readdirSync } from "node:fs";
import { NextRequest } from "next/server";
import { afterEach, expect, it } from "vitest";
import { proxy } from "@/proxy";

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

it("HC-PRV-008: everything but the public pages tells search engines and link previews to keep nothing of it", () => {
  const folders = readdirSync("app", { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const open = ["[list]", ".well-known", "accessibility", "audit", "source"];
  const kept = (path: string) => headersOf(path).get("x-robots-tag") !== "noindex";
  expect(folders.filter((folder) => kept(`/${folder.replace("[list]", "istio")}/x`)).sort()).toEqual(open.sort());
  expect(["/", "/istio", "/istio/criteria", "/istio/roster", "/istio/apply"].filter((path) => !kept(path))).toEqual([]);
  expect(["/account", "/sign-in", "/committee"].filter(kept)).toEqual([]);
});
