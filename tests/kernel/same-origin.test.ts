import { describe, expect, it } from "vitest";
import { isSameOrigin, safePath } from "@/lib/kernel/same-origin";

const portal = "https://portal.example.org";

describe("whether a form comes from the portal's own pages", () => {
  it.each([
    ["a browser's own form", { "sec-fetch-site": "same-origin", origin: portal }, true],
    ["a page that sends no referrer, so a null origin", { "sec-fetch-site": "same-origin", origin: "null" }, true],
    ["an older browser that names the origin only", { origin: portal }, true],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["another site that sends a null origin", { "sec-fetch-site": "cross-site", origin: "null" }, false],
    ["a neighbour on the same site", { "sec-fetch-site": "same-site", origin: "https://blog.example.org" }, false],
    ["an address typed by hand", { "sec-fetch-site": "none" }, false],
    ["the right site header with a wrong origin", { "sec-fetch-site": "same-origin", origin: "https://evil.example" }, false],
    ["a null origin and nothing else", { origin: "null" }, false],
    ["nothing at all", {}, false],
    ["http in place of https", { origin: "http://portal.example.org" }, false],
  ])("%s", (_, headers, expected) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>), portal)).toBe(expected);
  });
});

describe("a path to go on to", () => {
  it.each([
    ["/applications/2026-001?check=1", "/applications/2026-001?check=1"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/a\\b", "/"],
    ["/a\r\nset-cookie: x", "/"],
    ["", "/"],
    [undefined, "/"],
    [`/${"a".repeat(600)}`, "/"],
  ])("%j leads to %j", (path, expected) => {
    expect(safePath(path, "/")).toBe(expected);
  });
});
