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
