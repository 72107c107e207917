import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimDelivery } from "@/lib/email/commands/claim-delivery";
import { recordDelivery } from "@/lib/email/commands/record-delivery";
import { later } from "@/lib/email/rules";
import { resendTransport } from "@/lib/email/transport/resend";
import type { Transport } from "@/lib/email/transport/transport";
import { worker } from "@/lib/kernel/actor";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { selfSigned } from "../simulators/certificate";
import { type Behaviour, type ResendSimulator, refusals, startResend } from "../simulators/resend";
import { jobsFor, post, row } from "./post";

const start = new Date("2026-11-23T08:00:00.000Z");
let provider: ResendSimulator;
let resend: Transport;

beforeAll(async () => {
  await testDatabase();
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  resend = through(resendTransport("re_test", 1.5));
  return provider.stop;
});
beforeEach(() => provider.clear());
afterAll(() => {
  delete process.env.RESEND_BASE_URL;
});

/** The gate has tests of its own; here every email has its turn at once. */
function through(transport: Transport): Transport {
  return { ...transport, turn: async () => null };
}

const deliver = (emailId: string, at: Date, via = resend) => deliverEmail({ emailId }, { via, now: at });

test("an email is sent once, as it was rendered, under its own id", async () => {
  const id = await post({ at: start });
  await deliver(id, start);
  const sent = await row(id);
  expect(provider.sent).toHaveLength(1);
  expect(provider.sent[0]).toMatchObject({
    key: id,
    payload: {
      from: "Forewarned <portal@forewarned.example>",
      to: "rhea@committee.example",
      reply_to: expect.stringContaining("@"),
      subject: sent.subject,
      text: sent.text,
      html: sent.html,
      headers: { References: "<2026-042.application@localhost>" },
      tags: [
        { name: "kind", value: "review-assigned" },
        { name: "ref", value: "2026-042" },
        { name: "step", value: "application" },
      ],
    },
  });
  expect(sent).toMatchObject({
    status: "accepted",
    attempts: 1,
    providerId: provider.sent[0]?.id,
    messageId: `<${provider.sent[0]?.id}@simulator.example>`,
    acceptedAt: start,
  });
  await deliver(id, later(start, 60));
  expect(provider.calls).toHaveLength(1);
});

test("no email carries a header that ticket queues refuse", async () => {
  await deliver(await post({ at: start }), start);
  const names = Object.keys(provider.sent[0]?.payload.headers as object);
  expect(names.filter((name) => /^(auto-submitted|precedence|x-auto-response-suppress|list-.*)$/i.test(name))).toEqual([]);
});

test("a later email of the thread answers the first one to the same address", async () => {
  const thread = "2026-077.application";
  await deliver(await post({ at: start, thread, to: "ada@acme.example" }), start);
  await deliver(await post({ at: start, thread, to: "ada@acme.example" }), later(start, 60));
  await deliver(await post({ at: start, thread, to: "security@acme.example" }), later(start, 60));
  const first = `<${provider.sent[0]?.id}@simulator.example>`;
  expect(provider.sent.map(({ payload }) => payload.headers)).toEqual([
    { References: "<2026-077.application@localhost>" },
    { References: `<2026-077.application@localhost> ${first}`, "In-Reply-To": first },
    { References: "<2026-077.application@localhost>" },
  ]);
});

/** What the provider does first; what the email's row then says; how long it waits. It is always sent once in the end. */
const passing: readonly [string, Behaviour, { trouble: string; wait: number; firstAttempt: "counts" | "does not count" }][] = [
  ["asks to wait", refusals.rateLimited(30), { trouble: "rate-limited", wait: 30, firstAttempt: "does not count" }],
  ["has a used-up quota", refusals.quota, { trouble: "quota-used-up", wait: 900, firstAttempt: "does not count" }],
  ["refuses the key with 403", refusals.keyRevoked, { trouble: "key-refused", wait: 300, firstAttempt: "does not count" }],
  ["refuses the key with 401", refusals.keyUnknown, { trouble: "key-refused", wait: 300, firstAttempt: "does not count" }],
  ["has a fault", refusals.fault, { trouble: "provider-down", wait: 10, firstAttempt: "counts" }],
  [
    "answers a fault with a page",
    { does: "refuse", status: 502, name: "<html>" },
    { trouble: "provider-down", wait: 10, firstAttempt: "counts" },
  ],
  ["is busy with the same key (HC-MAI-004)", refusals.inFlight, { trouble: "in-flight", wait: 10, firstAttempt: "counts" }],
  ["breaks off before taking it", { does: "vanish", taken: false }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  ["breaks off after taking it (HC-MAI-001)", { does: "vanish", taken: true }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  ["never answers, without taking it", { does: "hang", taken: false }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  ["never answers, after taking it", { does: "hang", taken: true }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  ["answers in broken JSON (HC-MAI-007)", { does: "mumble", body: '{"id": "' }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  [
    "answers with a page",
    { does: "mumble", body: "<html>ok</html>", type: "text/html" },
    { trouble: "no-answer", wait: 10, firstAttempt: "counts" },
  ],
  ["answers with nothing", { does: "mumble", body: "" }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
  ["answers without an id", { does: "mumble", body: "{}" }, { trouble: "no-answer", wait: 10, firstAttempt: "counts" }],
];

describe.each(passing)("when the provider %s", (_, behaviour, { trouble, wait, firstAttempt }) => {
  test("the email waits, goes again with the same key and the same bytes, and is sent once", async () => {
    const id = await post({ at: start });
    provider.next(behaviour);
    await deliver(id, start);
    const next = later(start, wait);
    expect(await row(id)).toMatchObject({
      status: "queued",
      trouble,
      providerId: null,
      nextAttemptAt: next,
      firstAttemptAt: firstAttempt === "counts" ? start : null,
    });
    expect(await jobsFor(id)).toContain(next.toISOString().replace(".000", ""));

    await deliver(id, later(next, -1)); // too early: a job that came by another way
    expect(provider.calls).toHaveLength(1);
    await deliver(id, next);
    expect(await row(id)).toMatchObject({ status: "accepted", trouble: null, attempts: 2, providerId: provider.sent[0]?.id });
    expect(provider.sent.map(({ key }) => key)).toEqual([id]);
    expect(new Set(provider.calls.map(({ body }) => body)).size).toBe(1);
  });
});

test.each([
  ["says that the email is wrong", refusals.validation, "refused"],
  [
    "knows another email under the key (HC-MAI-005)",
    { does: "refuse", status: 409, name: "invalid_idempotent_request" } satisfies Behaviour,
    "changed-after-sending",
  ],
])("when the provider %s, the email waits for a person and is not tried again", async (_, behaviour, trouble) => {
  const id = await post({ at: start });
  provider.next(behaviour);
  await deliver(id, start);
  expect(await row(id)).toMatchObject({ status: "failed", trouble });
  await deliver(id, later(start, 3600));
  expect(provider.calls).toHaveLength(1);
});

test("after 20 hours without a clear answer nothing goes out by itself any more", async () => {
  const id = await post({ at: start });
  let at = start;
  for (let attempts = 0; (await row(id)).status === "queued"; attempts += 1) {
    expect(attempts).toBeLessThan(40);
    provider.next(refusals.fault);
    await deliver(id, at);
    at = (await row(id)).nextAttemptAt ?? at;
  }
  const { status, trouble, lastAttemptAt } = await row(id);
  expect({ status, trouble }).toEqual({ status: "failed", trouble: "not-confirmed" });
  expect((lastAttemptAt?.getTime() ?? 0) - start.getTime()).toBeLessThanOrEqual(20 * 3_600_000);
  expect((lastAttemptAt?.getTime() ?? 0) - start.getTime()).toBeGreaterThan(18 * 3_600_000);
});

test("a key that is refused for days costs no email: nothing was taken, so no time has run", async () => {
  const id = await post({ at: start });
  for (let day = 0; day < 4; day += 1) {
    provider.next(refusals.keyRevoked);
    await deliver(id, later(start, day * 86_400));
  }
  await deliver(id, later(start, 5 * 86_400));
  expect(await row(id)).toMatchObject({ status: "accepted", attempts: 5 });
  expect(provider.sent).toHaveLength(1);
});

test("a worker that died between sending and recording leaves an email that is sent once", async () => {
  const id = await post({ at: start });
  const dying: Transport = { ...resend, send: (parcel) => resend.send(parcel).then(() => Promise.reject(new Error("killed"))) };
  await expect(deliver(id, start, dying)).rejects.toThrow("killed");
  expect(await row(id)).toMatchObject({ status: "attempting", attempts: 1 });

  await deliver(id, later(start, 45));
  expect(await row(id)).toMatchObject({ status: "accepted", attempts: 2 });
  expect(provider.sent).toHaveLength(1);
  expect(provider.calls).toHaveLength(2);
});

test("HC-KIL-002: a worker that died before sending leaves an email that is sent once", async () => {
  const id = await post({ at: start });
  await expect(deliver(id, start, { ...resend, send: () => Promise.reject(new Error("killed")) })).rejects.toThrow("killed");
  await deliver(id, later(start, 45));
  expect(provider.sent).toHaveLength(1);
});

test("HC-KIL-006: a zombie that wakes up after another worker took over records nothing", async () => {
  const id = await post({ at: start });
  const old = await claim(id, start);
  const newer = await claim(id, later(start, 60));
  const refused = { is: "failed", trouble: "refused" } as const;
  expect(await recordDelivery({ actor: worker, now: later(start, 61) }, { emailId: id, claim: old, outcome: refused })).toEqual({
    is: "superseded",
  });
  expect(await row(id)).toMatchObject({ status: "attempting", claim: newer, trouble: null });
  const accepted = { is: "accepted", providerId: "p1", messageId: null, forgetSecret: true } as const;
  expect(await recordDelivery({ actor: worker, now: later(start, 62) }, { emailId: id, claim: newer, outcome: accepted })).toEqual({
    is: "accepted",
  });
  expect(await recordDelivery({ actor: worker, now: later(start, 63) }, { emailId: id, claim: newer, outcome: refused })).toEqual({
    is: "superseded",
  });
  expect(await row(id)).toMatchObject({ status: "accepted", providerId: "p1" });
});

test("two workers with one email make one call, and the second tries again after the first one's claim", async () => {
  const id = await post({ at: start });
  await readyToRace();
  await Promise.all([deliver(id, start), deliver(id, start)]);
  expect(provider.calls).toHaveLength(1);
  expect(await row(id)).toMatchObject({ status: "accepted", attempts: 1 });
});

test("HC-CON-007: two workers that both think the email is theirs still send it once", async () => {
  const id = await post({ at: start });
  provider.next({ does: "dawdle", ms: 150 });
  await Promise.all([deliver(id, start), soon().then(() => deliver(id, later(start, 31)))]);
  expect(provider.sent).toHaveLength(1);
  await deliver(id, later(start, 120));
  expect(provider.sent).toHaveLength(1);
  expect((await row(id)).status).toBe("accepted");
});

test("40 emails at once, with faults among them, are each sent once", async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => post({ at: start })));
  provider.next(refusals.fault, { does: "vanish", taken: true }, { does: "mumble", body: "" }, refusals.inFlight, refusals.rateLimited(1));
  await Promise.all(ids.map((id) => deliver(id, start)));
  await Promise.all(ids.map((id) => deliver(id, later(start, 3600))));
  expect(provider.sent.map(({ key }) => key).sort()).toEqual([...ids].sort());
  expect(await Promise.all(ids.map(async (id) => (await row(id)).status))).toEqual(ids.map(() => "accepted"));
});

test("HC-MAI-008: a provider whose certificate does not prove it is told nothing, and the email waits", async () => {
  const { key, certificate: cert } = selfSigned(["localhost"]);
  let asked = 0;
  const server = createServer({ key, cert }, (_request, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.RESEND_BASE_URL = `https://localhost:${(server.address() as AddressInfo).port}`;
  try {
    const id = await post({ at: start });
    await deliver(id, start, through(resendTransport("re_test", 5)));
    expect(await row(id)).toMatchObject({ status: "queued", trouble: "no-answer", nextAttemptAt: later(start, 10) });
    expect(asked).toBe(0);
    expect(provider.calls).toEqual([]);
  } finally {
    process.env.RESEND_BASE_URL = provider.url;
    await new Promise((resolve) => server.close(resolve));
  }
});

test("a one-time secret does not stay once the provider has the email", async () => {
  const id = await post({ at: start, kind: "alias-check", to: "security@acme.example" });
  await deliver(id, start);
  expect(String(provider.sent[0]?.payload.text)).toContain("/confirm/alias/t0k3n-Alias_");
  const kept = await row(id);
  expect(kept).toMatchObject({
    status: "accepted",
    text: null,
    html: null,
    subject: "[Istio early disclosure] Acme Cloud 2026-042: confirm the contact alias",
  });
  expect(JSON.stringify(kept)).not.toContain("t0k3n");
});

test("a secret that has expired is not sent", async () => {
  const id = await post({ at: start, kind: "sign-in-code", data: { code: "12345678", expiresAt: "2026-11-23T08:15:00.000Z" } });
  await deliver(id, new Date("2026-11-23T08:15:00.000Z"));
  expect(await row(id)).toMatchObject({ status: "failed", trouble: "expired" });
  expect(provider.calls).toEqual([]);
});

async function claim(emailId: string, now: Date): Promise<string> {
  const claimed = await claimDelivery(
    { actor: worker, now },
    { emailId, rendered: { subject: "s", text: "t", html: "h" }, origin: "http://localhost:3000", from: "a@b.example", replyTo: null },
  );
  if (claimed.is !== "claimed") throw new Error(claimed.is);
  return claimed.claim;
}

/** Until the provider has begun with the first call. */
async function soon(): Promise<void> {
  while (provider.calls.length === 0) await new Promise(setImmediate);
}
