import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import https from "node:https";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isLoopback, isPublicAddress } from "@/lib/evidence/assess/public-address";
import { fetchPublic } from "@/lib/evidence/gateways/egress";
import { hostileCases } from "../data/hostile";
import { type DnsSimulator, startDns, type ZoneScript } from "../simulators/dns";
import { startWeb, type WebSimulator } from "../simulators/web";

let dns: DnsSimulator;
let web: WebSimulator;
let elsewhere: WebSimulator;

beforeAll(async () => {
  dns = await startDns();
  web = await startWeb(["corp.example", "www.corp.example"]);
  elsewhere = await startWeb(["evil.example"]);
  process.env.EVIDENCE_LOOPBACK = web.authority;
});
beforeEach(() => {
  dns.clear();
  web.clear();
  elsewhere.clear();
  dns.set("corp.example", { a: ["127.0.0.1"] });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await Promise.all([dns.stop(), web.stop(), elsewhere.stop()]);
});

function open(url: string, options: { patienceMs?: number; mostBytes?: number; types?: readonly string[] } = {}) {
  return fetchPublic(url, { types: ["text/plain"], dns: dns.via(), ...options });
}

async function text(url: string): Promise<string> {
  const fetched = await open(url);
  return fetched.is === "page" ? Buffer.from(fetched.bytes).toString("utf8") : JSON.stringify(fetched);
}

const whenOf = (id: string) => hostileCases("input-url").find((each) => each.id === id)?.when ?? "";

describe("an address of the open internet", () => {
  it.each(["8.8.8.8", "192.0.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])("%s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "::8.8.8.8",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "corp.example",
    "0x7f.1",
    "2130706433",
    "",
  ])("is not %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("is this machine's own only in its plain forms", () => {
    expect(["127.0.0.1", "::1"].map(isLoopback)).toEqual([true, true]);
    expect(["127.evil.example", "10.0.0.1", "::ffff:127.0.0.1", "0.0.0.0"].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe("a page", () => {
  it("is read, with nothing sent along", async () => {
    web.set("corp.example", "/a?b=c", { body: "Grüße" });
    expect(await text(web.url("corp.example", "/a?b=c#d"))).toBe("Grüße");
    const [{ headers, method } = { headers: {}, method: "" }] = web.asked;
    expect(method).toBe("GET");
    expect(Object.keys(headers).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
    expect(headers.host).toBe(`corp.example:${web.port}`);
    expect(headers["user-agent"]).toBe("Forewarned evidence check");
  });

  it.each([
    ["gzip", gzipSync("packed")],
    ["br", brotliCompressSync("packed")],
  ])("is unpacked from %s", async (encoding, body) => {
    web.set("corp.example", "/", { body, headers: { "content-encoding": encoding } });
    expect(await text(web.url("corp.example", "/"))).toBe("packed");
  });

  it("that moved is not followed", async () => {
    web.set("corp.example", "/", { status: 302, headers: { location: elsewhere.url("evil.example", "/") } });
    expect(await open(web.url("corp.example", "/"))).toEqual({ is: "status", status: 302 });
    expect(elsewhere.connections()).toBe(0);
    expect(dns.asked.filter((each) => each.includes("evil"))).toEqual([]);
  });

  it("that is not there is told by its status", async () => {
    expect(await open(web.url("corp.example", "/none"))).toEqual({ is: "status", status: 404 });
  });

  it("that is not there, and says so in a packed page, is left unread and ends nothing else", async () => {
    web.set("corp.example", "/packed", { status: 404, headers: { "content-encoding": "gzip" }, body: gzipSync(randomBytes(50_000)) });
    const faults: unknown[] = [];
    const fault = (error: unknown) => faults.push(error);
    process.on("uncaughtException", fault);
    try {
      expect(await open(web.url("corp.example", "/packed"))).toEqual({ is: "status", status: 404 });
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off("uncaughtException", fault);
    }
    expect(faults).toEqual([]);
  });

  it.each<[string, Parameters<WebSimulator["set"]>[2], string]>([
    ["of another kind", { type: "text/html", body: "<p>" }, "the page has an unexpected type"],
    [
      "of another kind, and packed",
      { type: "text/html", headers: { "content-encoding": "gzip" }, body: gzipSync(randomBytes(50_000)) },
      "the page has an unexpected type",
    ],
    [
      "that says it is too large, and is packed",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(randomBytes(2_000_000)) },
      "the page is larger than a megabyte",
    ],
    ["without a kind", (response) => void response.writeHead(200).end("x"), "the page has an unexpected type"],
    ["packed in another way", { headers: { "content-encoding": "zstd" }, body: "x" }, "the page has an unsupported encoding"],
    [
      "packed, it says, by a constructor",
      { headers: { "content-encoding": "constructor" }, body: "x" },
      "the page has an unsupported encoding",
    ],
    [
      "packed, it says, by a prototype",
      { headers: { "content-encoding": "__proto__" }, body: "x" },
      "the page has an unsupported encoding",
    ],
    ["that is no packed page", { headers: { "content-encoding": "gzip" }, body: "not packed" }, "the page ended early"],
    ["that says it is too large", { body: "x".repeat(2_000_000) }, "the page is larger than a megabyte"],
    [
      "that is small and unpacks to a hundred megabytes",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(100_000_000)) },
      "the page is larger than a megabyte",
    ],
    [
      "that never ends",
      (response) => {
        response.writeHead(200, { "content-type": "text/plain" });
        const more = () => response.write("x".repeat(65_536), (error) => void (error || setImmediate(more)));
        more();
      },
      "the page is larger than a megabyte",
    ],
    [
      "that breaks off",
      (response) => {
        response.writeHead(200, { "content-type": "text/plain", "content-length": "100" });
        response.write("half", () => response.socket?.destroy());
      },
      "the page ended early",
    ],
    ["that is no answer", (response) => void response.socket?.end("SSH-2.0-OpenSSH_9.9\r\n"), "the host does not answer like a web server"],
    [
      "that goes on in another protocol",
      (response) => void response.socket?.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
      "the host does not answer like a web server",
    ],
    ["that hangs up", (response) => void response.socket?.destroy(), "the host does not answer like a web server"],
  ])("%s is not read", async (_, page, why) => {
    web.set("corp.example", "/", page);
    expect(await open(web.url("corp.example", "/"))).toEqual({ is: "cannot-tell", why });
  });

  it(`HC-URL-016: ${whenOf("HC-URL-016")}: one byte a second ends within its time, and others go on`, async () => {
    web.set("corp.example", "/drip", (response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      const drip = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(drip));
    });
    web.set("corp.example", "/", { body: "fine" });
    const began = performance.now();
    const ended: string[] = [];
    const told = async <Told>(name: string, reading: Promise<Told>) => reading.finally(() => ended.push(name));
    const [slow, quick] = await Promise.all([
      told("slow", open(web.url("corp.example", "/drip"), { patienceMs: 600 })),
      told("quick", text(web.url("corp.example", "/"))),
    ]);
    expect(slow).toEqual({ is: "cannot-tell", why: "the host does not answer in time" });
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(quick).toBe("fine");
    expect(ended).toEqual(["quick", "slow"]);
  });

  it("that never begins ends within its time", async () => {
    web.set("corp.example", "/", () => {});
    expect(await open(web.url("corp.example", "/"), { patienceMs: 300 })).toEqual({
      is: "cannot-tell",
      why: "the host does not answer in time",
    });
  });
});

describe("a certificate", () => {
  it("of another name is not believed", async () => {
    dns.set("other.example", { a: ["127.0.0.1"] });
    expect(await open(web.url("other.example", "/"))).toEqual({ is: "cannot-tell", why: "the certificate does not match the host" });
    expect(web.asked).toEqual([]);
  });

  it("of an unknown authority is not believed", async () => {
    dns.set("evil.example", { a: ["127.0.0.1"] });
    expect(await open(elsewhere.url("evil.example", "/"))).toEqual({
      is: "cannot-tell",
      why: "the certificate does not match the host",
    });
  });
});

describe("what is never reached", () => {
  const links: readonly (readonly [id: string, ...urls: string[]])[] = [
    ["HC-URL-001", "JaVaScRiPt&#58;alert(1)", "java\tscript:alert(1)"],
    ["HC-URL-002", "vbscript:msgbox(1)", "blob:https://corp.example/uuid"],
    ["HC-URL-003", "file:///etc/passwd"],
    ["HC-URL-004", "gopher://127.0.0.1:6379/_INFO", "ftp://corp.example/x"],
    ["HC-URL-005", "http://[::ffff:169.254.169.254]/", "https://[::ffff:169.254.169.254]/"],
    ["HC-URL-006", "http://0x7f.1/", "https://0x7f.1/", "https://017700000001/"],
    ["HC-URL-007", "http://①②⑦.⓪.⓪.①/", "https://①②⑦.⓪.⓪.①/"],
    ["HC-URL-008", "http://0.0.0.0/", "https://127.1/", "https://[::1]/", "https://localhost/"],
    ["HC-URL-009", "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.0.1/", "https://100.64.0.1/"],
    ["HC-URL-011", "https://user:pass@corp.example/", "https://corp.example@evil.example/"],
    ["HC-URL-012", "https://corp.example\t.evil.example/"],
    ["HC-URL-015", "//evil.example/x", "https:evil.example", "https:///evil.example"],
  ];

  it.each(links.map(([id, ...urls]) => [id, whenOf(id), urls] as const))("%s: %s", async (_id, _when, urls) => {
    const request = vi.spyOn(https, "request");
    for (const url of urls) expect(await open(url)).toEqual({ is: "cannot-tell", why: "the link must not be opened" });
    expect(request).not.toHaveBeenCalled();
    expect(dns.asked).toEqual([]);
  });

  const inside = "the host has an address that is not public";
  it.each<[string, ZoneScript]>([
    ["a private address", { a: ["10.0.0.1"] }],
    ["the address of a machine's own settings", { a: ["169.254.169.254"] }],
    ["a mapped address", { aaaa: ["::ffff:7f00:1"] }],
    ["a translated address", { aaaa: ["64:ff9b::7f00:1"] }],
    ["an address of a neighbour", { aaaa: ["fe80::1"] }],
    ["a public address beside a private one", { a: ["198.41.0.4", "192.168.0.1"] }],
    ["a public address beside a private one of the other family", { a: ["198.41.0.4"], aaaa: ["fd00::1"] }],
  ])("a name with %s", async (_, zone) => {
    dns.set("inside.example", zone);
    const request = vi.spyOn(https, "request");
    expect(await open("https://inside.example/")).toEqual({ is: "cannot-tell", why: inside });
    expect(request).not.toHaveBeenCalled();
  });

  it("HC-URL-010: a name that is public first and this machine later is connected to as it was reviewed", async () => {
    dns.set("corp.example", (nth, type) => (type === "A" ? { a: [nth === 0 ? "198.41.0.4" : "127.0.0.1"] } : {}));
    const dialled: unknown[] = [];
    vi.spyOn(https, "request").mockImplementation(((options: https.RequestOptions) => {
      dialled.push([options.host, options.port, options.servername, options.agent, "lookup" in options]);
      throw new Error("not in a test");
    }) as typeof https.request);
    await expect(open("https://corp.example/")).rejects.toThrow("not in a test");
    expect(dialled).toEqual([["198.41.0.4", 443, "corp.example", false, false]]);
    expect(dns.asked.toSorted()).toEqual(["A corp.example", "AAAA corp.example"]);
    expect(web.connections()).toBe(0);
  });

  it("HC-URL-010: the name is looked up once, and the answer that was reviewed is the one that is used", async () => {
    dns.set("corp.example", (nth, type) => (type === "A" ? { a: [nth === 0 ? "127.0.0.1" : "127.0.0.9"] } : {}));
    web.set("corp.example", "/", { body: "the reviewed one" });
    expect(await text(web.url("corp.example", "/"))).toBe("the reviewed one");
    expect(dns.asked.toSorted()).toEqual(["A corp.example", "AAAA corp.example"]);
  });

  it.each<[string, ZoneScript, string]>([
    ["gone", "nxdomain", "the host has no address"],
    ["without an address", {}, "the host has no address"],
    ["that nobody answers for", "silent", "the name server does not answer"],
    ["of a faulty name server", "servfail", "the name server has a problem"],
  ])("a name %s", async (_, zone, why) => {
    dns.set("corp.example", zone);
    expect(await open(web.url("corp.example", "/"))).toEqual({ is: "cannot-tell", why });
  });

  it("a port where nobody listens", async () => {
    expect(await open("https://corp.example:1/")).toEqual({ is: "cannot-tell", why: "the host cannot be reached" });
  });
});

it("knows no database, no session and no secret", () => {
  const source = readFileSync("lib/evidence/gateways/egress.ts", "utf8");
  expect([...source.matchAll(/from "([^"]+)"/g)].map(([, module]) => module).sort()).toEqual([
    "../assess/public-address",
    "../seen",
    "./dns",
    "@/lib/kernel/env",
    "@/lib/kernel/url",
    "node:fs",
    "node:http",
    "node:https",
    "node:net",
    "node:stream",
    "node:zlib",
  ]);
});
