import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { organization } from "./steps/organizations";

/** What no browser sends: each test speaks to the running portal as a client of its own. */
const asForm = "application/x-www-form-urlencoded";

/** Sends bytes as they are, and gives everything that comes back until the portal closes, or for some seconds. */
async function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let read = "";
  socket.setEncoding("utf8").on("data", (part) => {
    read += part;
  });
  socket.on("error", () => {}); // cut by the portal: what was read until then counts
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(bytes);
  await Promise.race([closed, wait(5_000)]);
  socket.destroy();
  return read;
}

test("HC-FWK-001: no header of the framework opens a protected page", async ({ request }) => {
  const names = ["middleware", "src/middleware", "proxy", "src/proxy", "pages/_middleware", "app/proxy"];
  for (const path of ["/account", "/applications", "/committee/istio", "/committee/istio/members", "/membership/istio"]) {
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const given = await request.get(path, { headers, maxRedirects: 0 });
      return [given.status(), given.headers().location, given.headers()["content-security-policy"] !== undefined];
    };
    const plain = await ask({});
    expect(plain[0], path).not.toBe(200);
    for (const name of names)
      for (const times of [1, 5, 10])
        expect([path, name, await ask({ "x-middleware-subrequest": Array(times).fill(name).join(":") })]).toEqual([path, name, plain]);
  }
});

test("HC-FWK-006: a body that is not text is refused, and another one to the same address has its own answer", async ({
  request,
  baseURL,
}) => {
  const post = async (data: Buffer) => {
    const headers = { "content-type": asForm, origin: baseURL ?? "" };
    const given = await request.post("/sign-in/ask", { data, headers, maxRedirects: 0 });
    return [given.status(), given.headers().location?.split("?")[0], given.headers()["cache-control"]];
  };
  const [broken, wrong] = [Buffer.from([...Buffer.from("email="), 0xc3, 0x28]), Buffer.from("email=nobody%40nowhere%40example")];
  await request.get("/sign-in");
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await post(broken))[0]).toBe(400);
    expect(await post(wrong)).toEqual([303, "/sign-in", "no-store"]);
  }
});

test("HC-FWK-008: a request of two lengths is refused as one, and nothing that hides in it is answered", async ({ baseURL }) => {
  const hidden = "GET /istio/roster.json HTTP/1.1\r\nhost: hidden.example\r\n\r\n";
  const start = "POST /sign-in/ask HTTP/1.1\r\nhost: localhost\r\n";
  const probes = [
    `${start}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${start}transfer-encoding: chunked\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`,
    `${start}content-length: 0\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`,
    `${start}content-length : ${hidden.length}\r\n\r\n${hidden}`,
    `${start}transfer-encoding: xchunked\r\n\r\n${hidden}`,
    `${start}transfer-encoding:\x0bchunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${start}x: y\ncontent-length: 0\n\n${hidden}`,
  ];
  for (const probe of probes) {
    const read = await raw(baseURL ?? "", probe);
    expect([probe, read.match(/HTTP\/1\.1 \d{3}/g)?.length, /^HTTP\/1\.1 4\d\d /.test(read)]).toEqual([probe, 1, true]);
    expect(read).not.toContain('"members"');
  }
});

test("HC-AUN-009: the email to sign in leads to the portal, whatever host the request names", async ({ request, baseURL }) => {
  const { email } = organization("Hosted");
  const cookie = String((await request.get("/sign-in")).headers()["set-cookie"]).split(";")[0] ?? "";
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = httpRequest(`${baseURL}/sign-in/ask`, {
      method: "POST",
      headers: {
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        forwarded: "host=evil.example",
        origin: baseURL,
        cookie,
        "content-type": asForm,
      },
    });
    asked.once("response", (given) => resolve(given.resume().statusCode)).once("error", reject);
    asked.end(new URLSearchParams({ email, next: "/applications" }).toString());
  });
  expect(status).toBe(303);
  const { text } = await latestEmail(email, { about: /sign in/i });
  expect(text).not.toContain("evil.example");
  const links = text.match(/https?:\/\/\S+/g) ?? [];
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => new URL(link).origin !== baseURL)).toEqual([]);
});
