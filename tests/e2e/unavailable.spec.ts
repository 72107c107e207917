import { randomBytes } from "node:crypto";
import { get, request as send } from "node:http";
import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { type APIRequestContext, expect, request as requests, test } from "@playwright/test";
import { Client } from "pg";
import { freePort } from "@/db/embedded";
import { sha256 } from "@/lib/kernel/token";
import { untilAnswering } from "@/scripts/local";
import { type PassingPortal, passingSettings, startPassingPortal } from "@/scripts/passing-portal";
import { startPart } from "@/scripts/processes";
import { healthDuring } from "./health";

/** A portal of its own: what is locked, cut off or overloaded here would stop every other spec. */
let portal: PassingPortal;
let request: APIRequestContext;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  portal = await startPassingPortal("unavailable");
  request = await requests.newContext({ baseURL: portal.portalUrl });
});

test.afterAll(async () => {
  await request.dispose();
  await portal.stop();
});

const html = { accept: "text/html" };
const asForm = "application/x-www-form-urlencoded";

async function inDatabase<Row>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    return (await (values.length > 0 ? client.query(statement, [...values]) : client.query(statement))).rows as Row[];
  } finally {
    await client.end();
  }
}

/** As a browser that was never here before: one browser may ask for a few codes only. */
const askForCode = (email: string) =>
  request.post("/sign-in/ask", {
    form: { email },
    headers: { origin: portal.portalUrl, cookie: "another=browser" },
    maxRedirects: 0,
    timeout: 60_000,
  });

/** Waits until the portal is healthy again. */
async function untilServing(): Promise<void> {
  await expect(async () => expect((await request.get("/api/health")).status()).toBe(200)).toPass({ timeout: 90_000 });
}

/** While another connection holds tables so that nobody can even read them. */
async function whileLocked(tables: string, run: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    await client.query(`begin; lock table ${tables} in access exclusive mode`);
    await run();
  } finally {
    await client.end();
  }
}

test("a locked table is 503 with Retry-After for pages, exports and forms alike, and passes", async () => {
  test.setTimeout(120_000);
  await whileLocked("member, session, sign_in_code, kept_form", async () => {
    const page = await request.get("/istio/roster", { headers: html });
    expect([page.status(), page.headers()["retry-after"]]).toEqual([503, "60"]);
    const text = await page.text();
    expect(text).toContain("The portal cannot answer now. Nothing was changed. Try again in a minute.");
    expect(text).not.toMatch(/select|timeout|__next/i);
    expect(page.headers()).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });

    const file = await request.get("/istio/roster.json");
    expect([file.status(), file.headers()["retry-after"], file.headers()["content-type"]]).toEqual([
      503,
      "60",
      "text/plain; charset=utf-8",
    ]);

    const form = await request.post("/sign-in/ask", { form: { email: "ada@acme.example" }, headers: { origin: portal.portalUrl } });
    expect([form.status(), form.headers()["retry-after"]]).toEqual([503, "60"]);
    expect(await form.text()).toContain("Go back to the form; your text is still there");
  });
  expect((await request.get("/istio/roster")).status()).toBe(200);
  expect((await request.get("/istio/roster.json")).status()).toBe(200);
});

/** What a restart of the server does to everybody else's connections. */
const cutOthers =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()";

test("HC-DBF-001: after the database ended every connection people can try again, and web and worker go on by themselves", async () => {
  for (let round = 0; round < 3; round += 1) {
    const flight = Array.from({ length: 20 }, (_, number) =>
      number % 2 === 0 ? request.get("/istio/roster", { headers: html }) : askForCode(`cut${round}x${number}@acme.example`),
    );
    await inDatabase(cutOthers);
    for (const answer of await Promise.all(flight)) {
      expect([200, 303, 503]).toContain(answer.status());
      expect(await answer.text()).not.toMatch(/terminating connection|at .*\.ts:|node_modules/);
    }
  }
  await untilServing();
  const listening = "select from pg_stat_activity where datname = current_database() and query ilike 'listen %'";
  await expect.poll(async () => (await inDatabase(listening)).length, { timeout: 240_000 }).toBeGreaterThan(0);
  expect((await askForCode("after@acme.example")).status()).toBe(303);
  const sent = "select status from email where recipient = 'after@acme.example'";
  await expect.poll(() => inDatabase(sent), { timeout: 240_000 }).toEqual([{ status: "accepted" }]);
});

test("HC-DBF-003: while the database is read-only pages are read, and a form says that it cannot be saved now", async () => {
  const session = randomBytes(16).toString("hex");
  await inDatabase(
    `insert into session (session_token, person_id, expires_at, signed_in_at)
     select $1, id, now() + interval '1 hour', now() from person where email = 'carol@meshproject.example'`,
    [sha256(session)],
  );
  await inDatabase("alter role current_user set default_transaction_read_only = on");
  try {
    await inDatabase(cutOthers);
    await expect(async () => expect((await request.get("/istio/roster")).status()).toBe(200)).toPass({ timeout: 60_000 });
    const queue = await request.get("/committee/istio", { headers: { ...html, cookie: `forewarned-session=${session}` } });
    expect([queue.status(), await queue.text()]).toEqual([200, expect.stringContaining("Applications")]);
    const form = await askForCode("readonly@acme.example");
    expect([form.status(), form.headers()["retry-after"]]).toEqual([503, "60"]);
    expect(await form.text()).toContain("The portal cannot save right now. Go back to the form; your text is still there");
  } finally {
    await inDatabase("begin read write; alter role current_user reset default_transaction_read_only; commit");
    await inDatabase(cutOthers);
  }
  await untilServing();
  const none = "select count(*)::int as emails from email where recipient = 'readonly@acme.example'";
  expect(await inDatabase(none)).toEqual([{ emails: 0 }]);
  await expect(async () => expect((await askForCode("writable@acme.example")).status()).toBe(303)).toPass({ timeout: 60_000 });
});

test("HC-FWK-004: 200 bodies that are much work to read do not stop the portal, and none is over the limits", async () => {
  const fields = Array.from({ length: 40_000 }, (_, number) => `f${number}=`).join("&");
  const headers = { origin: portal.portalUrl };
  /** What the framework would read as the arguments of a server action: many parts that refer to each other. */
  const parts = Array.from(
    { length: 2_000 },
    (_, at) => `--b\r\ncontent-disposition: form-data; name="1_${at}"\r\n\r\n["$@${at + 1}","$F${at + 1}"]\r\n`,
  ).join("");
  const action = (body: string) =>
    statusOf("/sign-in", body, { ...headers, "content-type": "multipart/form-data; boundary=b", "next-action": "7f".repeat(20) });
  const post = (number: number) =>
    number % 2 === 0
      ? statusOf("/sign-in/ask", fields.slice(0, 250_000), { ...headers, "content-type": asForm })
      : action(`${parts}--b--\r\n`);
  const all = Promise.all(Array.from({ length: 200 }, (_, number) => post(number)));
  const { statuses, longestMs } = await healthDuring(portal.portalUrl, all);
  expect(statuses).toEqual(new Set([200]));
  expect(longestMs).toBeLessThan(30_000);
  // The portal has no server actions, so a body in parts is refused before the framework reads it.
  for (const [at, answer] of (await all).entries()) expect(answer).toBe(at % 2 === 0 ? 400 : 415);
  expect(await action("a".repeat(300_000))).toBe(413);
});

/** Posts a body with a plain request, and gives the status of the answer. */
function statusOf(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = send(new URL(path, portal.portalUrl), { method: "POST", headers }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode));
    });
    sent.once("error", reject).end(body);
  });
}

test("HC-LOD-002: 2,000 bodies that come slowly keep nobody else waiting, and each is answered when it is whole", async () => {
  const { hostname, port, host } = new URL(portal.portalUrl);
  const body = (number: number) => `email=slow${number}%40nowhere%40example`;
  const head = `POST /sign-in/ask HTTP/1.1\r\nhost: ${host}\r\norigin: ${portal.portalUrl}\r\ncontent-type: ${asForm}\r\nconnection: close\r\n`;
  const begun = performance.now();
  const slow = await Promise.all(
    Array.from({ length: 2_000 }, async (_, number) => {
      const socket = connect(Number(port), hostname);
      await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
      socket.write(`${head}content-length: ${body(number).length}\r\n\r\n${body(number).slice(0, 6)}`);
      return socket;
    }),
  );
  expect((await healthDuring(portal.portalUrl, wait(2_000))).statuses).toEqual(new Set([200]));
  expect((await request.get("/istio/roster")).status()).toBe(200);
  const answers = await Promise.all(slow.map((socket, number) => rest(socket, body(number).slice(6))));
  const busy = /^HTTP\/1\.1 503 .*\r\nretry-after: \d+\r\n/is; // tried again later, it is answered
  const late = performance.now() - begun > 25_000; // a machine this slow comes to the limit for a whole request, 30 s
  const answered = (text: string) => text.startsWith("HTTP/1.1 400 ") || busy.test(text);
  expect(answers.filter((text) => !(answered(text) || (late && /^(HTTP\/1\.1 408 |read ECONNRESET|write E)/.test(text))))).toEqual([]);
  expect((await askForCode("nobody@nowhere@example")).status()).toBe(400);
});

/** Sends what is left, and reads the whole answer; the fault where the connection was cut instead. */
function rest(socket: Socket, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let read = "";
    socket.setEncoding("utf8").on("data", (part) => {
      read += part;
    });
    socket.once("end", () => resolve(read)).once("error", ({ message }) => resolve(read || message));
    socket.write(bytes);
  });
}

test("HC-KIL-007: a web process that is killed while it sends a file sends nothing that looks whole, and starts again cleanly", async () => {
  const members = 19_000; // a file holds 20,000
  await inDatabase(
    "insert into organization (name, created_at) select 'Bulk ' || n || repeat('x', 180), now() from generate_series(1, $1::int) n",
    [members],
  );
  await inDatabase(
    `insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
     select 'istio', id, name, current_date, current_date + 300, now() from organization where name like 'Bulk %'`,
  );
  const port = await freePort();
  const env = passingSettings({ databaseUrl: portal.databaseUrl, port });
  const url = env.PORTAL_URL;
  const start = async () => {
    const web = startPart({
      name: "second web",
      run: ["scripts/start.ts"],
      env,
      log: `${portal.logFolder}/second-web.log`,
    });
    expect(await untilAnswering(url, web.ended), web.lastLines()).toBe(true);
    return web;
  };

  const first = await start();
  const cut = await new Promise<string>((resolve, reject) => {
    get(`${url}/istio/roster.json`, (response) => {
      response.once("error", (error) => resolve(`${error.message}, whole: ${response.complete}`));
      response.once("end", () => resolve(`ended, whole: ${response.complete}`));
      response.once("data", () => {
        response.pause(); // far more is on its way than fits between the two
        process.kill(first.pid, "SIGKILL");
        void first.ended.then(() => response.resume());
      });
    }).once("error", reject);
  });
  expect(cut).toBe("aborted, whole: false");

  const second = await start();
  try {
    const whole = (await (await request.get(`${url}/istio/roster.json`)).json()) as { members: { organization: string }[] };
    expect(whole.members.filter(({ organization }) => organization.startsWith("Bulk "))).toHaveLength(members);
  } finally {
    await second.stop();
  }
});

test("methods that the portal does not take are 405 with Allow, on every path", async () => {
  for (const path of ["/", "/istio/roster.json", "/sign-in/ask", "/api/health", "/no-such-page", "/_next/static/x.js"])
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
      const answer = await request.fetch(path, { method });
      expect([path, method, answer.status(), answer.headers().allow]).toEqual([path, method, 405, "GET, HEAD, POST"]);
    }
});
