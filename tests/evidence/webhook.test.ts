import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, database, openDatabase } from "@/db/client";
import { emailMessage, providerEvent } from "@/db/schema";
import { deliveryWords } from "@/lib/email/delivery";
import { localOutbox } from "@/lib/email/transport/local-outbox";
import { resendTransport } from "@/lib/email/transport/resend";
import type { Transport } from "@/lib/email/transport/transport";
import { applyProviderEvents } from "@/lib/evidence/commands/apply-provider-events";
import { tellUnknownEvents } from "@/lib/evidence/commands/tell-unknown-events";
import { receiveFromProvider } from "@/lib/evidence/gateways/provider-webhook";
import { forgetPassing } from "@/lib/worker/forget";
import { catchUp, morningSweep } from "@/lib/worker/sweep";
import { askProvider } from "@/lib/worker/tasks/ask-provider";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { hostileCases } from "../data/hostile";
import { jobsFor, post, row } from "../email/post";
import { type Admitted, admitted, asWorker, committee, eventsAbout, forget, later, monday } from "../member/world";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";
import { eventOf, type ResendSimulator, signed, startResend, storm, webhookRequest } from "../simulators/resend";
import { alerts } from "./world";

const secret = `whsec_${Buffer.from("a secret of thirty-two bytes, ok").toString("base64")}`;
const other = `whsec_${Buffer.from("another one of thirty-two bytes!").toString("base64")}`;
const when = (id: string) => `${id}: ${hostileCases("webhook").find((each) => each.id === id)?.when}`;

let url: string;
let globex: Admitted;
let provider: ResendSimulator;
let resend: Transport;

beforeAll(async () => {
  ({ url } = await testDatabase());
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  const transport = resendTransport("re_test");
  resend = { ...transport, turn: async () => null };
  return provider.stop;
});
beforeEach(async () => {
  await forget();
  await empty("provider_event", "sweep");
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  provider.clear();
  await committee();
  globex = await admitted("Globex");
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const bring = (request: Request, now = monday, key: string | null = secret) => receiveFromProvider(request, { secret: key, now });
const inbox = async () =>
  (await database().select().from(providerEvent).orderBy(providerEvent.id)).map(({ type, outcome }) => `${type} ${outcome}`);

/** An email to Globex's alias that the provider has taken. */
async function taken({ to = globex.alias, at = monday }: { to?: string; at?: Date } = {}): Promise<{ id: string; providerId: string }> {
  const id = await post({ kind: "review-assigned", to, at });
  await deliverEmail({ emailId: id }, { via: resend, now: at });
  return { id, providerId: (await row(id)).providerId ?? "" };
}

const moments = async (id: string) => {
  const { deliveredAt, bouncedAt, complainedAt, suppressedAt } = await row(id);
  return { deliveredAt, bouncedAt, complainedAt, suppressedAt };
};
const nothing = { deliveredAt: null, bouncedAt: null, complainedAt: null, suppressedAt: null };
const wholeMember = async () => (await database().execute(sql`select * from member`)).rows;
const aliasesNow = async () => (await database().execute(sql`select address, until_at from contact_alias`)).rows;

describe("the entry point", () => {
  it(`${when("HC-WHK-001")}: is refused, and nothing is stored`, async () => {
    const { id, providerId } = await taken();
    const before = await aliasesNow();
    const body = JSON.stringify(eventOf("email.bounced", providerId, monday));
    expect((await bring(webhookRequest(body, {}))).status).toBe(401);
    expect((await bring(webhookRequest(body, { "svix-id": "msg_1", "svix-timestamp": String(monday.getTime() / 1000) }))).status).toBe(401);
    expect(await inbox()).toEqual([]);
    expect(await moments(id)).toEqual(nothing);
    expect(await alerts()).toEqual([]);
    expect(await aliasesNow()).toEqual(before);
  });

  it(`${when("HC-WHK-002")}: is refused`, async () => {
    const { id, providerId } = await taken();
    expect((await bring(signed(eventOf("email.bounced", providerId, monday), { secret: other, at: monday }))).status).toBe(401);
    expect(await moments(id)).toEqual(nothing);
  });

  it(`${when("HC-WHK-003")}: refuses everything`, async () => {
    const { providerId } = await taken();
    const event = eventOf("email.bounced", providerId, monday);
    const emptyKey = `whsec_${Buffer.alloc(0).toString("base64")}`;
    expect((await bring(webhookRequest(JSON.stringify(event), {}), monday, null)).status).toBe(401);
    expect((await bring(signed(event, { secret, at: monday }), monday, null)).status).toBe(401);
    expect((await bring(signed(event, { secret: emptyKey, at: monday }), monday, null)).status).toBe(401);
    expect((await bring(signed(event, { secret: emptyKey, at: monday }), monday, emptyKey)).status).toBe(401);
    expect(await inbox()).toEqual([]);
  });

  it(`${when("HC-WHK-004")}: is taken once`, async () => {
    const { id, providerId } = await taken();
    const event = eventOf("email.bounced", providerId, monday);
    const again = later({ hours: 30 });
    expect((await bring(signed(event, { secret, at: monday, id: "msg_1" }))).status).toBe(200);
    await forgetPassing(again);
    expect((await bring(signed(event, { secret, at: again, id: "msg_1" }), again)).status).toBe(200);
    expect(await inbox()).toEqual(["email.bounced recorded"]);
    expect(await moments(id)).toEqual({ ...nothing, bouncedAt: monday });
    expect((await eventsAbout(id)).filter((each) => each === "email.bounced")).toHaveLength(1);
    await forgetPassing(later({ days: 31 }));
    expect(await inbox()).toEqual([]);
  });

  it(`${when("HC-WHK-005")}: is content with both`, async () => {
    const strange = signed({ type: "email.teleported", created_at: monday.toISOString(), data: {} }, { secret, at: monday, id: "msg_a" });
    expect((await bring(strange)).status).toBe(200);
    expect((await bring(signed(eventOf("email.delivered", "nobody-knows", monday), { secret, at: monday, id: "msg_b" }))).status).toBe(200);
    expect((await bring(signed(eventOf("email.opened", "nobody-knows", monday), { secret, at: monday, id: "msg_c" }))).status).toBe(200);
    expect(await inbox()).toEqual(["email.teleported unknown-type", "email.delivered unknown-email", "email.opened noted"]);
    expect(await alerts()).toEqual([]);
  });

  it("HC-LOD-005: a storm of 2,000 requests, which bring 1,000 events twice, is stored once each", { timeout: 300_000 }, async () => {
    const events = Array.from({ length: 1000 }, (_, number) => eventOf("email.delivered", `letter-${number}`, monday));
    const requests = storm(events, { copies: 2, seed: 7, secret, at: monday });
    expect(requests).toHaveLength(2000);
    const insist = async (request: Request): Promise<number> => {
      const { status } = await bring(request.clone());
      return status === 503 ? insist(request) : status; // the provider tries again
    };
    for (let first = 0; first < requests.length; first += 20) {
      const statuses = await Promise.all(requests.slice(first, first + 20).map(insist));
      expect(statuses).toEqual(statuses.map(() => 200));
    }
    const { rows } = await database().execute<{ count: number }>(sql`select count(*)::int as count from provider_event`);
    expect(rows[0]?.count).toBe(1000);
  });

  it("tells the chairs once when there are many of them", async () => {
    for (let at = 0; at < 20; at += 1) await bring(signed(eventOf("email.delivered", `unknown-${at}`, monday), { secret, at: monday }));
    const day = { list: "istio", day: "2026-11-17" };
    await tellUnknownEvents(asWorker(later({ days: 1 })), day);
    await tellUnknownEvents(asWorker(later({ days: 1 })), day);
    await tellUnknownEvents(asWorker(later({ days: 2 })), { ...day, day: "2026-11-18" });
    expect(await alerts()).toEqual(["provider-unknown"]);
  });

  it(`${when("HC-WHK-006")}: is refused before it is read`, async () => {
    let asked = 0;
    const endless = new ReadableStream({
      pull(controller) {
        asked += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const headers = { "svix-id": "msg_1", "svix-timestamp": String(monday.getTime() / 1000), "svix-signature": `v1,${"A".repeat(43)}=` };
    expect((await bring(webhookRequest("{}", { ...headers, "content-length": String(100 * 1024 * 1024) }))).status).toBe(413);
    expect((await bring(webhookRequest(endless, headers))).status).toBe(413);
    expect(asked).toBeLessThan(40);
    expect((await bring(signed(`"${"x".repeat(1_000_000)}"`, { secret, at: monday }))).status).toBe(413);
  });

  it.each(["", "{", "[]", "null", '"email.bounced"', '{"type":5}', '{"data":{}}', '{"type":"","data":{}}'])(
    "refuses a signed body that is no event: %s",
    async (body) => {
      expect((await bring(signed(body, { secret, at: monday }))).status).toBe(400);
      expect(await inbox()).toEqual([]);
    },
  );

  it(`${when("HC-WHK-009")}: says so, and has every event once when it is back`, async () => {
    const { id, providerId } = await taken();
    const events = ["email.delivered", "email.complained"].map((type, at) => ({
      event: eventOf(type, providerId, monday),
      id: `msg_${at}`,
    }));
    await closeDatabase();
    await openDatabase("postgres://nobody@127.0.0.1:1/away");
    for (const { event, id: msg } of events) expect((await bring(signed(event, { secret, at: monday, id: msg }))).status).toBe(503);
    await openDatabase(url);
    for (const { event, id: msg } of [...events, ...events])
      expect((await bring(signed(event, { secret, at: monday, id: msg }))).status).toBe(200);
    expect(await inbox()).toEqual(["email.delivered recorded", "email.complained recorded"]);
    expect(await moments(id)).toEqual({ ...nothing, deliveredAt: monday, complainedAt: monday });
  });
});

describe("what is reported about an email", () => {
  it(`${when("HC-WHK-008")}: is an alert, and never a removal; later emails are not counted as delivered`, async () => {
    const before = [await wholeMember(), await aliasesNow()];
    const { id, providerId } = await taken();
    await bring(signed(eventOf("email.delivered", providerId, monday), { secret, at: monday }));
    await bring(signed(eventOf("email.complained", providerId, later({ hours: 1 })), { secret, at: monday }));
    expect(await moments(id)).toEqual({ ...nothing, deliveredAt: monday, complainedAt: later({ hours: 1 }) });
    expect(await alerts(globex.memberId)).toEqual(["reader-complained"]);
    const next = await taken({ at: later({ days: 1 }) });
    await bring(signed(eventOf("email.suppressed", next.providerId, later({ days: 1 })), { secret, at: monday }));
    expect(await moments(next.id)).toEqual({ ...nothing, suppressedAt: later({ days: 1 }) });
    expect(await alerts(globex.memberId)).toEqual(["reader-complained", "emails-suppressed"].sort());
    expect([await wholeMember(), await aliasesNow()]).toEqual(before);
  });

  it("raises each alert once, however many emails come back", async () => {
    for (let at = 0; at < 3; at += 1) {
      const { providerId } = await taken({ at: later({ minutes: at }) });
      await bring(signed(eventOf("email.bounced", providerId, later({ minutes: at })), { secret, at: monday }));
    }
    expect(await alerts()).toEqual(["emails-bounce"]);
  });

  it("raises none when the address is nobody's alias, or was one's", async () => {
    const person = await taken({ to: "gus@globex.example" });
    await bring(signed(eventOf("email.bounced", person.providerId, monday), { secret, at: monday }));
    const { providerId } = await taken();
    await database().execute(sql`update contact_alias set until_at = now()`);
    await bring(signed(eventOf("email.bounced", providerId, monday), { secret, at: monday }));
    expect(await alerts()).toEqual([]);
  });

  it("keeps the first moment of each kind, in whatever order they come", async () => {
    const { id, providerId } = await taken();
    const told = [
      eventOf("email.sent", providerId, later({ seconds: 1 })),
      eventOf("email.delivery_delayed", providerId, later({ seconds: 2 })),
      eventOf("email.delivered", providerId, later({ seconds: 3 })),
      eventOf("email.delivered", providerId, later({ seconds: 9 })),
      eventOf("email.bounced", providerId, later({ seconds: 20 })),
      eventOf("email.bounced", providerId, later({ seconds: 10 })),
      eventOf("email.complained", providerId, later({ seconds: 30 })),
    ];
    for (const seed of [1, 7, 42]) {
      await database().update(emailMessage).set(nothing);
      const answers = await Promise.all(storm(told, { copies: 3, seed, secret, at: monday }).map((request) => bring(request)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 21 }, () => 200));
      expect(await moments(id)).toEqual({
        deliveredAt: later({ seconds: 3 }),
        bouncedAt: later({ seconds: 10 }),
        complainedAt: later({ seconds: 30 }),
        suppressedAt: null,
      });
    }
    expect(await inbox()).toHaveLength(21);
    expect(await alerts()).toEqual(["emails-bounce", "reader-complained"]);
  });

  it("is applied later when it comes before the email is known to be with the provider", async () => {
    const id = await post({ at: monday, to: globex.alias });
    const early: Transport = {
      ...resend,
      send: async (parcel) => {
        const outcome = await resend.send(parcel);
        if (outcome.is === "accepted")
          await bring(signed(eventOf("email.bounced", outcome.providerId, later({ seconds: 1 })), { secret, at: monday }));
        return outcome;
      },
    };
    await deliverEmail({ emailId: id }, { via: early, now: monday });
    expect(await inbox()).toEqual(["email.bounced unknown-email"]);
    expect(await moments(id)).toEqual(nothing);
    expect(await jobsFor(id)).toHaveLength(2);
    await applyProviderEvents(asWorker(monday), { emailId: id });
    await applyProviderEvents(asWorker(monday), { emailId: id });
    expect(await inbox()).toEqual(["email.bounced recorded"]);
    expect(await moments(id)).toEqual({ ...nothing, bouncedAt: later({ seconds: 1 }) });
    expect(await alerts()).toEqual(["emails-bounce"]);
  });

  it("is applied by the sweep when the email's own job was lost", async () => {
    await bring(signed(eventOf("email.delivered", "known-later", monday), { secret, at: monday }));
    const { id } = await taken();
    await database().execute(sql`update email set provider_id = 'known-later' where id = ${id}`);
    await database().execute(sql`delete from graphile_worker._private_jobs`);
    await catchUp(later({ hours: 1 }));
    const { rows } = await database().execute(sql`select task_identifier as task from graphile_worker.jobs`);
    expect(rows).toContainEqual({ task: "apply-provider-events" });
  });
});

describe("an email without any event (HC-MAI-002)", () => {
  it("is shown as unknown after two days, and the provider is asked", async () => {
    const { id, providerId } = await taken();
    const words = async (now: Date) => deliveryWords(await row(id), now);
    expect(await words(later({ days: 2 }))).toBe("Accepted by the mail provider. We cannot tell whether it was read.");
    expect(await words(later({ days: 2, minutes: 1 }))).toBe(
      "Not confirmed: the mail provider has not reported for 2 days whether it was delivered.",
    );

    await morningSweep(later({ days: 3 }));
    const { rows } = await database().execute<{ payload: object }>(
      sql`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'ask-provider'`,
    );
    expect(rows).toEqual([{ payload: { emailId: id } }]);

    await askProvider({ emailId: id }, { via: resend, now: later({ days: 3 }) });
    expect(await moments(id)).toEqual(nothing); // "sent" tells nothing
    provider.tellOf(providerId, "delivered");
    await askProvider({ emailId: id }, { via: resend, now: later({ days: 3 }) });
    await askProvider({ emailId: id }, { via: resend, now: later({ days: 4 }) });
    expect(await moments(id)).toEqual({ ...nothing, deliveredAt: later({ days: 3 }) });
    expect(await words(later({ days: 5 }))).toBe("Delivered. We cannot tell whether it was read.");
  });

  it("stays unknown when the provider knows nothing of it either, and after an answer that is none", async () => {
    const { id } = await taken();
    await database().execute(sql`update email set provider_id = 'lost' where id = ${id}`);
    await askProvider({ emailId: id }, { via: resend, now: later({ days: 3 }) });
    await askProvider({ emailId: id }, { via: { ...resend, ask: async () => "nonsense" }, now: later({ days: 3 }) });
    expect(await moments(id)).toEqual(nothing);
  });

  it("is not one that stays in the local outbox", async () => {
    const id = await post({ at: monday, to: globex.alias });
    await deliverEmail({ emailId: id }, { via: localOutbox, now: monday });
    expect(await moments(id)).toEqual({ ...nothing, deliveredAt: monday });
    expect(deliveryWords(await row(id), later({ days: 9 }))).toBe("Kept in the local outbox.");
  });
});

it("answers every case of the area by its id", () => {
  const shown = ["001", "002", "003", "004", "005", "006", "007", "008", "009", "010"].map((number) => `HC-WHK-${number}`);
  expect(
    hostileCases("webhook")
      .map(({ id }) => id)
      .sort(),
  ).toEqual(shown);
});
