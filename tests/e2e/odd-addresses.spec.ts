import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { committee } from "./steps/committee";
import { asReviewer } from "./steps/sign-in";

/** What nobody types: a sign of code 0, half a surrogate pair, what only looks like an id, what is no number or no day. */
const odd = ["a%00b", "%ED%A0%80", "-".repeat(36), "2026-99999999999999999999", "'%22%5C%25_"];
const parameters = [
  "find",
  "q",
  "cursor",
  "after",
  "page",
  "member",
  "kept",
  "day",
  "on",
  "show",
  "tab",
  "version",
  "next",
  "filter",
  "code",
];
const cursors = ["9999-99-99", "0000-01-01", "2026-02-31", "2026-02-31T25:61:61Z"].map(
  (day) => `${day}_00000000-0000-4000-8000-000000000000`,
);

/** Every page, and every other address that answers to a GET, with its parts in brackets. */
function addresses(): readonly string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .filter((file) => file.endsWith("page.tsx") || /\bGET\b/.test(readFileSync(`app/${file}`, "utf8")))
    .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, "")}`)
    .sort();
}

function asked(address: string): readonly string[] {
  const whole = address.replaceAll("[list]", "istio");
  const filled = (part: string) => whole.replace(/\[[^\]]+\]/g, part);
  if (whole.includes("[")) return odd.map(filled);
  const all = (value: string) => parameters.map((name) => `${name}=${value}`).join("&");
  return [
    ...odd.map((value) => `${whole}?${all(value)}`),
    ...cursors.map((cursor) => `${whole}?cursor=${cursor}&tab=decided&day=${cursor.slice(0, 10)}`),
    `${whole}?${all("a")}&${all("b")}`,
  ];
}

test("no address, however odd, is a fault of the portal", async ({ browser }) => {
  const { request } = await asReviewer(browser, committee.carol);
  const faults: string[] = [];
  let count = 0;
  for (const address of addresses().flatMap(asked)) {
    const answer = await request.get(address, { maxRedirects: 0 });
    count += 1;
    if (answer.status() >= 500) faults.push(`${answer.status()} ${address}`);
  }
  process.stdout.write(`odd addresses: ${count} asked for, ${faults.length} faults\n`);
  expect(faults).toEqual([]);
});

test("a form that does not exist is answered with the page for that, as any address", async ({ request, baseURL }) => {
  const review = "/committee/istio/applications/2026-001";
  const removal = "/committee/istio/removals/2026-001";
  for (const address of [
    "/nope/nope",
    "/account/constructor",
    `${review}/vote/nope`,
    `${review}/vote/c%61st`,
    `${removal}/contact/nope`,
    `${removal}/contact%2Frecord`,
  ]) {
    for (const method of ["GET", "POST"]) {
      const answer = await request.fetch(address, { method, headers: { origin: baseURL ?? "" } });
      expect([method, address, answer.status()]).toEqual([method, address, 404]);
      expect(await answer.text()).toContain("Page not found</h1>");
    }
  }
  expect((await request.get(`${review}/vote/cast`)).status()).toBe(405);
  expect((await request.get(`${removal}/contact/record`)).status()).toBe(405);
});

test("HC-FWK-007: another server's address in the request line is no page of this one, and is not asked for", async ({ baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? "");
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write("GET http://169.254.169.254/latest HTTP/1.1\r\nhost: 169.254.169.254\r\nconnection: close\r\n\r\n");
    });
    let read = "";
    socket.setEncoding("utf8").on("data", (part) => {
      read += part;
    });
    socket.on("end", () => resolve(read)).on("error", reject);
  });
  expect(answer.split("\r\n")[0]).toBe("HTTP/1.1 404 Not Found");
});
