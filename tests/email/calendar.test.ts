import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { GET } from "@/app/outbox/[id]/[file]/route";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import { later } from "@/lib/email/rules";
import { localOutbox } from "@/lib/email/transport/local-outbox";
import { resendTransport } from "@/lib/email/transport/resend";
import type { Transport } from "@/lib/email/transport/transport";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { admitted, forget } from "../member/world";
import { testDatabase } from "../setup/database";
import { type ResendSimulator, startResend } from "../simulators/resend";
import { post, row } from "./post";

const start = new Date("2026-11-23T08:00:00.000Z");
let provider: ResendSimulator;
let resend: Transport;

beforeAll(async () => {
  await testDatabase();
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  resend = { ...resendTransport("re_test", 1.5), turn: async () => null };
  return provider.stop;
});
beforeEach(async () => {
  provider.clear();
  await forget();
});
afterAll(() => {
  delete process.env.RESEND_BASE_URL;
});

const opened = (to: string) => post({ kind: "recheck-opened", to, thread: "2026-107.recheck", at: start });
const deliver = (emailId: string, at = start, via = resend) => deliverEmail({ emailId }, { via, now: at });
type SentFile = { readonly filename: string; readonly content_type: string; readonly content: string };
const filesOf = (payload: Readonly<Record<string, unknown>> | undefined) => (payload?.attachments ?? []) as readonly SentFile[];

it("a representative's email carries the day as a file, in the provider's own form", async () => {
  await deliver(await opened("gus@globex.example"));
  const [file] = filesOf(provider.sent[0]?.payload);
  expect(Object.keys(file ?? {}).sort()).toEqual(["content", "content_type", "filename"]);
  expect(file).toMatchObject({ filename: "re-check-2026-107.ics", content_type: "text/calendar; charset=utf-8; method=PUBLISH" });
  const lines = Buffer.from(file?.content ?? "", "base64")
    .toString("utf8")
    .replace(/\r\n /g, "")
    .split("\r\n");
  expect(lines).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Forewarned//Forewarned//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    "UID:2026-107@localhost",
    "DTSTAMP:20261122T051500Z",
    "SEQUENCE:3",
    "DTSTART;VALUE=DATE:20261222",
    "DTEND;VALUE=DATE:20261223",
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "CLASS:PRIVATE",
    expect.stringMatching(/^ORGANIZER;CN=".+":mailto:[^ ]+@[^ ]+$/),
    "SUMMARY:Istio early disclosure: answer the re-check of Acme Cloud",
    "DESCRIPTION:Answer re-check 2026-107 by this day. If everything is still true\\, it takes less than 5 minutes.\\n\\nhttp://localhost:3000/membership/istio/recheck/2026-107",
    "URL:http://localhost:3000/membership/istio/recheck/2026-107",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

it("the contact alias gets none, and its email speaks of none", async () => {
  await admitted("Globex");
  await deliver(await opened("Security@globex.example"));
  await deliver(await opened("gus@globex.example"));
  const [toAlias, toPerson] = provider.sent.map(({ payload }) => payload);
  expect([filesOf(toAlias).length, filesOf(toPerson).length]).toEqual([0, 1]);
  expect([String(toAlias?.text).includes("calendar"), String(toPerson?.text).includes("calendar")]).toEqual([false, true]);
  expect(toAlias).not.toHaveProperty("attachments");
});

it("the contact alias gets the subject of the thread, people what the email is and asks", async () => {
  await admitted("Globex");
  for (const kind of ["recheck-opened", "recheck-question"] as const)
    for (const to of ["Security@globex.example", "gus@globex.example"])
      await deliver(await post({ kind, to, thread: "2026-107.recheck", at: start }));
  expect(provider.sent.map(({ payload }) => [payload.to, payload.subject])).toEqual(
    [
      ["Security@globex.example", "re-check"],
      ["gus@globex.example", "answer the re-check"],
      ["Security@globex.example", "re-check"],
      ["gus@globex.example", "question on Community"],
    ].map(([to, words]) => [to, `[Istio early disclosure] Acme Cloud 2026-107: ${words}`]),
  );
});

it("is sent again with the same bytes under the same key, whatever would be rendered by then", async () => {
  const id = await opened("gus@globex.example");
  provider.next({ does: "vanish", taken: true });
  await deliver(id);
  await database().update(emailMessage).set({ data: sql`jsonb_set(data, '{calendar,sequence}', '99')` }).where(eq(emailMessage.id, id));
  await admitted("Globex", { alias: "gus@globex.example", people: [] }); // from now on the address is an alias
  await deliver(id, later(start, 3600));
  expect(provider.calls).toHaveLength(2);
  expect(provider.calls[1]?.body).toBe(provider.calls[0]?.body);
  expect(provider.sent).toHaveLength(1);
  expect((await row(id)).status).toBe("accepted");
});

it("other emails carry no file", async () => {
  await deliver(await post({ at: start }));
  expect(provider.sent[0]?.payload).not.toHaveProperty("attachments");
  expect((await row(provider.sent[0]?.key ?? "")).envelope).not.toHaveProperty("attachments");
});

it("the local outbox gives the file as a download", async () => {
  const id = await opened("gus@globex.example");
  await deliver(id, start, localOutbox);
  const ask = (file: string, emailId = id) =>
    GET(new Request(`http://localhost:3000/outbox/${emailId}/${file}`), { params: Promise.resolve({ id: emailId, file }) });
  const sent = await ask("re-check-2026-107.ics");
  expect([
    sent.status,
    sent.headers.get("content-type"),
    sent.headers.get("cache-control"),
    sent.headers.get("content-disposition"),
  ]).toEqual([200, "text/calendar; charset=utf-8; method=PUBLISH", "no-store", 'attachment; filename="re-check-2026-107.ics"']);
  expect(await sent.text()).toMatch(/^BEGIN:VCALENDAR\r\n.*END:VCALENDAR\r\n$/s);
  expect((await ask("other.ics")).status).toBe(404);
  expect((await ask("re-check-2026-107.ics", "nothing")).status).toBe(404);
});
