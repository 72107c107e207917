import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessUrl, displayUrl } from "@/lib/kernel/url";

const wrongHost = "Link must have a public web address, like https://example.com/security";

describe("a link", () => {
  test.each([
    [" https://acme.example ", "https://acme.example/"],
    ["HTTPS://Acme.Example/Security", "https://acme.example/Security"],
    ["https://acme.example:8443/", "https://acme.example:8443/"],
    ["https://acme.example:443/", "https://acme.example/"],
    ["https://m\u00fcller.example/\u00fcber", "https://xn--mller-kva.example/%C3%BCber"],
    ["https://acme.example/a@b?c=d@e", "https://acme.example/a@b?c=d@e"],
    [`https://acme.example/${"a".repeat(2027)}`, `https://acme.example/${"a".repeat(2027)}`],
  ])("%s is stored as %s", (input, url) => {
    expect(assessUrl(input, "Link")).toEqual({ ok: true, url });
  });

  test.each([
    ["", "Link must start with https://"],
    ["acme.example", "Link must start with https://"],
    ["http://acme.example/", "Link must start with https://"],
    ["https://acme.example/a b", "Link must not include spaces, line breaks or control characters"],
    ["https://acme.example/\u0000", "Link must not include spaces, line breaks or control characters"],
    ["https://acme.example/\ud800", "Link must not include spaces, line breaks or control characters"],
    ["https://ac\u200bme.example/", wrongHost],
    ["https://acme%2eexample/", wrongHost],
    ["https://acme/", wrongHost],
    ["https://acme..example/", wrongHost],
    ["https://acme.example:99999/", wrongHost],
    ["https://intranet.corp/", wrongHost],
    [`https://acme.example/${"a".repeat(2028)}`, "Link must be 2,048 characters or less"],
    [`https://acme.example/${"\u00fc".repeat(400)}`, "Link must be 2,048 characters or less"],
    [`https://acme.example/${"a".repeat(1_000_000)}`, "Link must be 2,048 characters or less"],
  ])("%.60s is refused", (input, message) => {
    expect(assessUrl(input, "Link")).toEqual({ ok: false, message });
  });

  test("any text is reviewed, and what is accepted is plain, stays itself and is shown as itself", () => {
    const piece = fc.oneof(
      fc.constantFrom("https://", "acme.example", "/", "@", "\\", ":", "\u202e", "\t", "%2e", "xn--", "?", "#"),
      fc.string({ unit: "binary" }),
    );
    const input = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc.array(piece).map((pieces) => `https://acme.example${pieces.join("")}`),
    );
    fc.assert(
      fc.property(input, (text) => {
        displayUrl(text);
        const assessment = assessUrl(text, "Link");
        if (!assessment.ok) return;
        expect(assessment.url).toMatch(/^https:\/\/[\x21-\x7e]+$/);
        expect(assessUrl(assessment.url, "Link")).toEqual(assessment);
        const { host, path } = displayUrl(assessment.url);
        expect(`https://${host}${path}`).toBe(assessment.url);
      }),
    );
  });
});

describe("a link as it is shown", () => {
  test.each([
    ["https://acme.example/security?x=1#policy", { host: "acme.example", path: "/security?x=1#policy" }],
    ["https://acme.example:8443/", { host: "acme.example:8443", path: "/" }],
    ["https://\u0430cme.example/", { host: "xn--cme-5cd.example", path: "/", mistakenFor: "acme.example" }],
    ["javascript:alert(1)", { host: "", path: "javascript:alert(1)" }],
    ["https://acme.example@evil.example/", { host: "", path: "https://acme.example@evil.example/" }],
    ["https://acme.example/#", { host: "acme.example", path: "/#" }],
    ["not a link \u202e", { host: "", path: "not%20a%20link%20%E2%80%AE" }],
  ])("%s", (url, shown) => {
    expect(displayUrl(url)).toEqual(shown);
  });
});

test("no file that handles links can open one, but the one client for evidence, which opens none that applicants typed", () => {
  const files = ["lib", "app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const handlesLinks = files.filter((file) => /from "[^"]*\/(?:kernel\/url|links)"/.test(readFileSync(file, "utf8")));
  const opensSomething = handlesLinks.filter((file) =>
    /\bfetch\(|from "(?:node:)?(?:https?|net|tls|undici)"/.test(readFileSync(file, "utf8")),
  );
  expect(opensSomething).toEqual(["lib/evidence/gateways/egress.ts"]);
  const goesOut = files.filter((file) => /from "[^"]*(?:\/egress|gateways\/lookup)"/.test(readFileSync(file, "utf8")));
  expect(goesOut.sort()).toEqual([
    "lib/evidence/gateways/lookup.ts",
    "lib/worker/tasks.ts",
    "lib/worker/tasks/check-evidence.ts",
    "lib/worker/tasks/deliver-email.ts",
  ]);
});
