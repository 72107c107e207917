import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { allowSends, delaySends, stopSends, takeSendSlot } from "@/lib/email/transport/rate-limiter";
import { resendTransport } from "@/lib/email/transport/resend";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { testDatabase } from "../setup/database";
import { type ResendSimulator, refusals, startResend } from "../simulators/resend";
import { jobsFor, post, row } from "./post";

let provider: ResendSimulator;
beforeAll(async () => {
  await testDatabase();
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  return provider.stop;
});
beforeEach(async () => {
  provider.clear();
  await database().execute(sql`delete from email_rate_limit`);
});
afterAll(() => {
  delete process.env.RESEND_BASE_URL;
});

/** Moves everything the gate remembers into the past, as waiting would. */
async function pass(seconds: number): Promise<void> {
  await database().execute(sql`
    update email_rate_limit set next_call_at = next_call_at - make_interval(secs => ${seconds}::float8), paused_until = paused_until - make_interval(secs => ${seconds}::float8)`);
}

const secondsUntil = (moment: Date | null) => (moment === null ? 0 : (moment.getTime() - Date.now()) / 1000);

test("calls of all workers together stay under 5 a second", async () => {
  const at: number[] = [];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      if ((await takeSendSlot()) === null) at.push(performance.now());
    }),
  );
  at.sort((a, b) => a - b);
  expect(at).toHaveLength(8);
  const within = at.map((first) => at.filter((each) => each >= first && each < first + 1000).length);
  expect(Math.max(...within)).toBeLessThanOrEqual(5);
});

test("who would wait more than two seconds comes back later, and holds no worker", async () => {
  const turn = async () => {
    const later = await takeSendSlot();
    return later === null ? null : secondsUntil(later); // now: while others wait for their turn, this one comes nearer
  };
  const later = (await Promise.all(Array.from({ length: 14 }, turn))).filter((seconds) => seconds !== null);
  expect(later.length).toBeGreaterThanOrEqual(4);
  expect(Math.min(...later)).toBeGreaterThan(0);
});

test("HC-MAI-003: when the provider asks to wait for 30 seconds, no worker calls it for 30 seconds", async () => {
  await takeSendSlot();
  await delaySends(30);
  const turn = await takeSendSlot();
  expect(secondsUntil(turn)).toBeGreaterThan(29);
  await pass(30);
  expect(await takeSendSlot()).toBeNull();
});

test("a pause is logged once, lets one email try at a time, and ends for all when one was accepted", async () => {
  await takeSendSlot();
  expect(await stopSends(300, "key-refused")).toBe(true);
  expect(await stopSends(300, "key-refused")).toBe(false);
  expect(secondsUntil(await takeSendSlot())).toBeGreaterThan(290);
  await pass(301);
  expect(await takeSendSlot()).toBeNull();
  expect(secondsUntil(await takeSendSlot())).toBeGreaterThan(50);
  await allowSends();
  expect(await takeSendSlot()).toBeNull();
});

test("HC-MAI-006: a revoked key: no storm, one alert, the emails are kept, and all go out once with the new key", async () => {
  const output = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const now = new Date();
  const ids = await Promise.all(Array.from({ length: 12 }, () => post({ at: now })));
  provider.acceptKey("re_new");
  const old = resendTransport("re_test", 1.5);
  for (const id of ids) await deliverEmail({ emailId: id }, { via: old });
  expect(provider.calls).toHaveLength(1);
  expect((await Promise.all(ids.map(row))).map(({ status }) => status)).toEqual(ids.map(() => "queued"));
  expect((await Promise.all(ids.map(jobsFor))).every((jobs) => jobs.length === 2)).toBe(true); // the first, and one for later
  expect(output.mock.calls.filter(([line]) => String(line).includes("mail.provider-refuses"))).toHaveLength(1);
  output.mockRestore();

  await pass(301);
  const renewed = resendTransport("re_new", 1.5);
  for (const id of ids) await deliverEmail({ emailId: id }, { via: renewed, now: new Date(now.getTime() + 600_000) });
  expect(provider.sent.map(({ key }) => key).sort()).toEqual([...ids].sort());
});

test("after a 429 the next email waits too, although it was never refused itself", async () => {
  const now = new Date();
  const [first, second] = [await post({ at: now }), await post({ at: now })];
  const via = resendTransport("re_test", 1.5);
  provider.next(refusals.rateLimited(30));
  await deliverEmail({ emailId: first }, { via });
  await deliverEmail({ emailId: second }, { via });
  expect(provider.calls).toHaveLength(1);
  expect(await row(second)).toMatchObject({ status: "queued", attempts: 0 });
});
