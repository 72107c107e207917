import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { emailMessage, evidenceCheck, evidenceWatch, memberAnswer } from "@/db/schema";
import { canonical } from "@/lib/evidence/canonical";
import { domainProof } from "@/lib/evidence/commands/before";
import { sha256 } from "@/lib/kernel/token";
import { morningSweep } from "@/lib/worker/sweep";
import { checkEvidence } from "@/lib/worker/tasks/check-evidence";
import { testDatabase } from "../setup/database";
import { nullMx } from "../simulators/dns";
import {
  type Admitted,
  admitted,
  alerts,
  checks,
  committee,
  emails,
  envoy,
  eventsAbout,
  forget,
  healthy,
  later,
  monday,
  outside,
  runQueue,
  sent,
} from "./world";

const world = outside();
let globex: Admitted;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  world.dns.set("globex.example", healthy("globex.example"));
});

const run = (name: string, now = monday, because = "schedule") =>
  checkEvidence({ memberId: globex.memberId, name, because } as Parameters<typeof checkEvidence>[0], world.run(now));

describe("a check of a member", () => {
  it("of its mail domain keeps what was seen, when, and a hash of it", async () => {
    await run("mail-domain");
    const [row] = await database().select().from(evidenceCheck);
    const seen = {
      domain: "globex.example",
      registrable: "globex.example",
      service: null,
      route: { is: "servers", exchangers: [{ priority: 10, exchange: "mx.globex.example" }] },
      nameServers: { is: "found", records: ["ns1.globex.example", "ns2.globex.example"] },
      ownDomains: ["globex.example"],
    };
    expect(row).toMatchObject({
      list: "istio",
      memberId: globex.memberId,
      name: "mail-domain",
      target: "globex.example",
      result: "yes",
      sentence: "Mail to globex.example goes to mx.globex.example, on the organization's own domain.",
      because: "schedule",
      at: monday,
      seen,
      seenHash: sha256(canonical(seen)),
    });
    expect(await eventsAbout(globex.memberId)).toEqual(["evidence.checked"]);
  });

  it("runs again on the day for its kind, and the next day after 'cannot tell'", async () => {
    await run("mail-domain");
    await run("look-alike");
    world.dns.set("globex.example", "servfail");
    await run("domain-ownership");
    const watches = await database().select().from(evidenceWatch).orderBy(evidenceWatch.name);
    expect(watches.map(({ name, nextOn }) => [name, nextOn])).toEqual([
      ["domain-ownership", "2026-11-17"],
      ["look-alike", "2026-12-16"],
      ["mail-domain", "2026-11-23"],
    ]);
  });

  it("is run once when its job comes twice, and again when a person asks", async () => {
    await run("mail-domain");
    await run("mail-domain", later({ minutes: 5 }));
    expect(await database().select().from(evidenceCheck)).toHaveLength(1);
    await run("mail-domain", later({ minutes: 6 }), "button");
    expect(await database().select().from(evidenceCheck)).toHaveLength(2);
  });

  it("does not run about who has left", async () => {
    await database().execute(sql`update member set left_on = '2026-11-01' where id = ${globex.memberId}`);
    await run("mail-domain");
    expect(await database().select().from(evidenceCheck)).toEqual([]);
  });

  it("of its security.txt reads the file of its domain", async () => {
    world.web.set("globex.example", "/.well-known/security.txt", {
      body: "# ours\nContact: mailto:security@globex.example\nExpires: 2026-11-01T00:00:00Z\n",
    });
    await run("security-txt");
    expect(await checks(globex)).toEqual({
      "security-txt":
        "yes: The security.txt of globex.example names security@globex.example. It expired on 1 November 2026, which by itself proves nothing.",
    });
  });

  it("of its security.txt is kept whatever signs the file holds", async () => {
    const contacts = ["mailto:a\0b@globex.example", `https://globex.example/${"x".repeat(276)}\u{1f600}`];
    world.web.set("globex.example", "/.well-known/security.txt", { body: contacts.map((each) => `Contact: ${each}\n`).join("") });
    await run("security-txt");
    const [row] = await database().select().from(evidenceCheck);
    expect(row?.seen).toMatchObject({
      file: { contacts: ["mailto:a\ufffdb@globex.example", `https://globex.example/${"x".repeat(276)}\ufffd`] },
    });
    expect(row?.seenHash).toBe(sha256(canonical(row?.seen)));
  });

  it("of its security.txt looks under www when the bare domain sends on, and never where it is sent", async () => {
    world.dns.set("www.globex.example", { a: ["127.0.0.1"] });
    world.web.set("globex.example", "/.well-known/security.txt", { status: 301, headers: { location: "https://169.254.169.254/" } });
    world.web.set("www.globex.example", "/.well-known/security.txt", { body: "Contact: https://www.globex.example/report\n" });
    await run("security-txt");
    expect(await checks(globex)).toEqual({
      "security-txt": "yes: The security.txt of globex.example names another contact on that domain.",
    });
    expect(world.web.asked.map(({ host }) => host)).toEqual(["globex.example", "www.globex.example"]);
  });

  it("of its domain's owner says only that a proof was shown, or lost", async () => {
    await run("domain-ownership");
    expect(await checks(globex)).toEqual({
      "domain-ownership": "cannot-tell: globex.example does not have the record that proves who owns it. This is optional.",
    });
    const record = domainProof({ memberId: globex.memberId });
    expect(record).toMatch(/^forewarned-verify=[A-Za-z0-9_-]{43}$/);
    world.dns.set("globex.example", { txt: ["v=spf1 -all", record] });
    await run("domain-ownership", later({ days: 1 }));
    expect(await checks(globex)).toEqual({ "domain-ownership": "yes: globex.example publishes the TXT record that proves who owns it." });
    world.dns.set("globex.example", { txt: ["v=spf1 -all"] });
    await run("domain-ownership", later({ days: 2 }));
    expect(await checks(globex)).toEqual({
      "domain-ownership": "no: globex.example no longer has the record that proves who owns it.",
    });
  });

  it("of look-alikes names no other member to those who read it", async () => {
    await admitted("Other", { alias: "security@g1obex.example" });
    await run("look-alike");
    expect(await checks(globex)).toEqual({ "look-alike": "no: globex.example can be mistaken for another member's domain." });
    const [row] = await database().select().from(evidenceCheck);
    expect(row?.seen).toEqual({ domain: "globex.example", like: "g1obex.example", ofMember: true });
  });

  it("of its emails reports the newest one with a known result", async () => {
    const about = {
      kind: "welcome",
      list: "istio",
      subjectKind: "member",
      subjectId: globex.memberId,
      thread: "t",
      data: {},
      status: "accepted",
    } as const;
    const to = (recipient: string, day: number, told: object) => ({
      ...about,
      recipient,
      createdAt: later({ days: day }),
      acceptedAt: later({ days: day }),
      providerId: `p${day}${recipient}`,
      ...told,
    });
    await run("delivery");
    expect((await checks(globex)).delivery).toBe("cannot-tell: No email was sent to security@globex.example recently.");
    await database()
      .insert(emailMessage)
      .values([
        to(globex.alias, 1, { deliveredAt: later({ days: 1 }) }),
        to(globex.alias, 2, {}),
        to("other@globex.example", 3, { bouncedAt: later({ days: 3 }) }),
      ]);
    await run("delivery", later({ days: 4 }));
    expect((await checks(globex)).delivery).toBe(
      "yes: An email to security@globex.example was delivered on 17 November 2026. We cannot tell whether it was read.",
    );
    await database()
      .insert(emailMessage)
      .values(to(globex.alias, 5, { deliveredAt: later({ days: 5 }), bouncedAt: later({ days: 6 }) }));
    await run("delivery", later({ days: 6 }));
    expect((await checks(globex)).delivery).toBe("no: An email to security@globex.example bounced on 22 November 2026.");
  });
});

const table = (...rows: string[]) => ["| Organization | E-mail |", "| --- | --- |", ...rows].join("\n");
const page = "/envoyproxy/envoy/main/SECURITY.md";

describe("the other list's roster", () => {
  const others = Array.from({ length: 9 }, (_, at) => `| Company ${at} | security@company${at}.example |`);
  const listedAs = (name: string) =>
    database()
      .update(memberAnswer)
      .set({ draft: { listed: "yes", name } })
      .where(sql`criterion = 'envoy-list'`);
  beforeEach(() => listedAs("Globex"));
  const told = async () => (await checks(globex))["sister-list"];

  it("is read, kept with its hash, and serves all members for half a day", async () => {
    const body = table(...others, "| Globex, Inc. | security@globex.example |");
    world.web.set(envoy, page, { body });
    await run("sister-list");
    expect(await told()).toBe("yes: “Globex, Inc.” is on the other list as it was read on 16 November 2026.");
    const { rows } = await database().execute(sql`select hash, rows, trouble, entries -> 9 as last from roster_copy`);
    expect(rows).toEqual([
      { hash: sha256(body), rows: 10, trouble: null, last: { organization: "Globex, Inc.", email: "security@globex.example" } },
    ]);
    await run("sister-list", later({ hours: 6 }));
    expect(world.web.asked).toHaveLength(1);
    await run("sister-list", later({ hours: 13 }));
    expect(world.web.asked).toHaveLength(2);
    expect((await database().execute(sql`select 1 from roster_copy`)).rows).toHaveLength(1);
  });

  it("says no only from a copy that is whole", async () => {
    world.web.set(envoy, page, { body: table(...others) });
    await run("sister-list");
    expect(await told()).toBe("no: Neither the name nor the domain is on the other list as it was read on 16 November 2026.");
  });

  it.each<[string, string, string]>([
    ["empty", table(), "cannot-tell: The other list's roster was empty when it was read."],
    ["of another kind", "# Nothing here", "cannot-tell: The other list's roster was empty when it was read."],
    [
      "much shorter than before",
      table(...others.slice(0, 6)),
      "cannot-tell: The other list's roster was much shorter than before when it was read.",
    ],
    [
      "a little shorter than before",
      table(...others.slice(0, 7)),
      "no: Neither the name nor the domain is on the other list as it was read on 17 November 2026.",
    ],
    ["no text", "\u00ff", "cannot-tell: The other list's roster could not be understood when it was read."],
  ])("that is %s", async (what, body, output) => {
    world.web.set(envoy, page, { body: table(...others) });
    await run("sister-list");
    world.web.set(envoy, page, { body: what === "no text" ? Buffer.from([0xff, 0xfe, 0x41]) : body });
    await run("sister-list", later({ days: 1 }));
    expect(await told()).toBe(output);
  });

  it("that cannot be read is remembered for a while, and results in 'cannot tell'", async () => {
    world.web.set(envoy, page, { body: table(...others, "| Globex | |") });
    await run("sister-list");
    world.web.set(envoy, page, { status: 503 });
    await run("sister-list", later({ days: 10 }));
    expect(await told()).toBe("yes: “Globex” is on the other list as it was read on 16 November 2026.");
    await run("sister-list", later({ days: 20 }));
    expect(await told()).toBe("cannot-tell: The other list's roster has not been read since 16 November 2026.");
  });

  it("that was never read results in 'cannot tell'", async () => {
    await run("sister-list");
    expect(await told()).toBe("cannot-tell: The other list's roster could not be read: the server returned status 404.");
  });

  it("that has something close is for people to decide", async () => {
    world.web.set(envoy, page, { body: table(...others, "| Globex Labs | |") });
    await run("sister-list");
    expect(await told()).toMatch(/^cannot-tell: “Globex Labs” on the other list may be the same organization\./);
  });

  it("that holds broken signs and endless names is read all the same", async () => {
    const members = (...names: string[]) => JSON.stringify({ members: [...names, "Acme", "Initech", "Hooli"] });
    world.web.set(envoy, page, { body: members("Globex \ud83d") });
    await run("sister-list");
    expect(await told()).toBe("yes: “Globex \ufffd” is on the other list as it was read on 16 November 2026.");
    world.web.set(envoy, page, { body: members(`Globex ${"x".repeat(3_000)}`) });
    await run("sister-list", later({ days: 1 }));
    expect(await told()).toMatch(/^cannot-tell: “Globex x{991}…$/);
    world.web.set(envoy, page, { body: JSON.stringify(Array.from({ length: 20_001 }, () => "Globex")) });
    await run("sister-list", later({ days: 2 }));
    expect(await told()).toBe("cannot-tell: The other list's roster could not be understood when it was read.");
  });

  it("knows what an organization was called, and its domains", async () => {
    await database().execute(sql`
      insert into member_change (reference, list, member_id, kind, new_name, old_name, new_domains, product, reason, asked_by, asked_at, decided_at, accepted)
      select '2026-900', 'istio', ${globex.memberId}, 'rename', 'Globex', 'Hooli', '{hooli.example}', '', 'renamed', p.id, now(), now(), true from person p limit 1`);
    world.web.set(envoy, page, { body: table(...others, "| Hooli | psirt@hooli.example |") });
    await run("sister-list");
    expect(await told()).toBe("yes: “Hooli” is on the other list as it was read on 16 November 2026.");
  });
});

describe("the morning", () => {
  it("puts members under watch, spread over a week, and asks for what is due", async () => {
    for (let at = 0; at < 20; at += 1) await admitted(`Member ${at}`);
    await morningSweep(monday);
    const { rows } = await database().execute<{ name: string; members: number; days: number }>(
      sql`select name, count(*)::int as members, count(distinct next_on)::int as days from evidence_watch group by name order by name`,
    );
    expect(rows.map(({ name, members }) => [name, members])).toEqual([
      ["delivery", 21],
      ["domain-ownership", 21],
      ["look-alike", 21],
      ["mail-domain", 21],
      ["security-txt", 21],
      ["sister-list", 21],
    ]);
    for (const { days } of rows) expect(days).toBeGreaterThan(3);
    const { rows: jobs } = await database().execute<{ due: number; jobs: number }>(sql`
      select (select count(*)::int from evidence_watch where next_on <= '2026-11-16') as due,
        (select count(*)::int from graphile_worker.jobs where task_identifier = 'check-evidence') as jobs`);
    expect(jobs[0]?.jobs).toBe(jobs[0]?.due);
    await morningSweep(later({ hours: 1 }));
    expect((await database().execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'check-evidence'`)).rows).toHaveLength(
      jobs[0]?.due ?? -1,
    );
  });

  it("ends for members that left", async () => {
    await morningSweep(monday);
    await database().execute(sql`update member set left_on = '2026-11-16'`);
    await morningSweep(later({ days: 1 }));
    expect(await database().select().from(evidenceWatch)).toEqual([]);
  });
});

describe("an application", () => {
  it("is checked when it was sent, and again when its answer was edited", async () => {
    const { id } = await sent();
    world.dns.set("acme.example", nullMx);
    expect(await runQueue(world, later({ minutes: 10 }))).toBe(6);
    const { rows } = await database().execute<{ name: string; result: string }>(
      sql`select name, result from evidence_check where application_id = ${id} order by name`,
    );
    expect(rows.map(({ name, result }) => `${name} ${result}`)).toEqual([
      "delivery cannot-tell",
      "domain-ownership cannot-tell",
      "look-alike yes",
      "mail-domain no",
      "security-txt cannot-tell",
      "sister-list cannot-tell",
    ]);
    expect(await runQueue(world, later({ minutes: 20 }))).toBe(0);
    await database().execute(
      sql`update answer set edited_at = ${later({ minutes: 25 }).toISOString()}::timestamptz where criterion = 'security-alias'`,
    );
    expect(await runQueue(world, later({ minutes: 40 }))).toBe(5);
  });

  it("raises no alert, whatever its domain does", async () => {
    await committee();
    await sent();
    world.dns.set("acme.example", "nxdomain");
    await runQueue(world, later({ minutes: 10 }));
    await runQueue(world, later({ hours: 3 }));
    expect(await alerts()).toEqual([]);
    expect((await emails()).filter((each) => each.startsWith("alert"))).toEqual([]);
  });
});
