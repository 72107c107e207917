import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { alert, conflictOfInterest, emailMessage, evidenceWatch } from "@/db/schema";
import { recordChecks } from "@/lib/application/commands/record-checks";
import type { CheckName } from "@/lib/evidence/checks";
import { askEvidence } from "@/lib/evidence/commands/ask-evidence";
import { checkCorrelatedFailures } from "@/lib/evidence/commands/check-correlated-failures";
import { closeAlert } from "@/lib/evidence/commands/close-alert";
import { receiveProviderEvent } from "@/lib/evidence/commands/receive-provider-event";
import { alertForCommittee, alertsOf, checksOfMember } from "@/lib/evidence/queries";
import { visitor } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { morningSweep } from "@/lib/worker/sweep";
import { istio } from "@/lists/istio";
import { committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { nullMx, type Zone } from "../simulators/dns";
import {
  type Admitted,
  admitted,
  alerts,
  asWorker,
  type Committee,
  checks,
  committee,
  emails,
  eventsAbout,
  forget,
  healthy,
  later,
  monday,
  outside,
  personOf,
  runQueue,
  signedIn,
} from "./world";

const world = outside();
let globex: Admitted;
let people: Committee;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  await forget();
  people = await committee();
  globex = await admitted("Globex");
  world.dns.set("globex.example", healthy("globex.example"));
});

/** The mornings of some days, with all that they lead to; alerts are looked for every evening. Weeks of them take their time. */
async function live(from: number, days: number, only?: CheckName): Promise<void> {
  for (let day = from; day < from + days; day += 1) {
    const morning = later({ days: day, hours: -4 });
    await morningSweep(morning);
    await runQueue(world, morning, only);
    await runQueue(world, later({ days: day, hours: 4 }), only);
  }
}

/** The same, with every check of every member on one day. */
async function allOn(day: number): Promise<void> {
  if (day === 1) await live(0, 1); // puts members under watch
  await database()
    .update(evidenceWatch)
    .set({ nextOn: dayOf(later({ days: day })) });
  await live(day, 1);
}

const alertEmails = async () => (await emails()).filter((each) => each.startsWith("alert-raised"));
const standing = async (member: Admitted) =>
  (await database().execute(sql`select left_on, next_recheck_on::text from member where id = ${member.memberId}`)).rows;

describe("a domain that is lost (HC-LIF-005)", () => {
  it("raises an alert when it is gone, and again when somebody else registers it, within 8 days each", async () => {
    await live(0, 8);
    expect(await alerts()).toEqual([]);
    const before = await standing(globex);

    world.dns.set("globex.example", "nxdomain");
    await live(8, 8);
    expect(await alerts(globex.memberId)).toEqual(["domain-gone"]);
    expect(await alertEmails()).toEqual([
      "alert-raised to cora@committee.example",
      "alert-raised to raj@harbour.example",
      "alert-raised to rita@mesh.example",
      "alert-raised to rosa@gmail.com",
    ]);

    world.dns.set("globex.example", { mx: [[10, "mx.parking.example"]], ns: ["ns1.parking.example"], a: ["127.0.0.1"] });
    await live(16, 8);
    expect(await alerts(globex.memberId)).toEqual(["domain-gone", "name-servers-changed"]);
    expect((await checks(globex))["mail-domain"]).toBe(
      "yes: Mail to globex.example goes to mx.parking.example, on the organization's own domain.",
    );
    expect(await standing(globex)).toEqual(before);
  }, 60_000);

  it.each<[string, Zone, readonly string[]]>([
    ["takes no mail any more", nullMx, ["mail-gone"]],
    ["has no mail server any more", { ns: ["ns1.globex.example", "ns2.globex.example"] }, ["mail-gone"]],
    ["is gone", "nxdomain", ["domain-gone"]],
    ["has other name servers", { ...(healthy("globex.example") as object), ns: ["ns1.else.example"] }, ["name-servers-changed"]],
    [
      "has the same name servers in another order",
      { ...(healthy("globex.example") as object), ns: ["ns2.globex.example", "NS1.globex.example"] },
      [],
    ],
    ["cannot be determined: a fault", "servfail", []],
    ["cannot be determined: silence", "silent", []],
    ["cannot be determined: refused", "refused", []],
  ])("%s", async (_, zone, raised) => {
    await allOn(1);
    world.dns.set("globex.example", zone);
    await allOn(2);
    expect(await alerts(globex.memberId)).toEqual(raised);
  });

  it("raises an alert within a day of the check, once while it is open, and again when it was closed and the problem lasts", async () => {
    await live(0, 8);
    world.dns.set("globex.example", "nxdomain");
    await live(8, 16);
    expect(await alerts()).toEqual(["domain-gone"]);
    const [row] = await database().select().from(alert);
    const { rows } = await database().execute<{ at: string }>(
      sql`select min(checked_at)::text as at from evidence_check where result = 'no' and name = 'mail-domain'`,
    );
    expect((row?.raisedAt.getTime() ?? 0) - new Date(rows[0]?.at ?? 0).getTime()).toBeLessThan(86_400_000);

    await closeAlert(await signedIn("rita@mesh.example", later({ days: 24 })), {
      alertId: row?.id,
      reason: "They move to another domain.",
    });
    await live(24, 8);
    expect(await alerts()).toEqual(["domain-gone (closed)", "domain-gone"]);
  }, 60_000);
});

describe("the removal limit (HC-LIF-002)", () => {
  const many = async (count: number) => {
    for (let at = 0; at < count; at += 1) {
      const member = await admitted(`Member ${at}`);
      world.dns.set(member.domain, healthy(member.domain));
    }
    await live(0, 1, "mail-domain");
    await database().update(evidenceWatch).set({ nextOn: "2026-11-20" }); // all on one day
    await live(4, 1, "mail-domain");
  };
  const failOn = async (members: number, day: number) => {
    for (let at = 0; at < members; at += 1) world.dns.set(`member-${at}.example`, "nxdomain");
    await database()
      .update(evidenceWatch)
      .set({ nextOn: dayOf(later({ days: day })) });
    await live(day, 1, "mail-domain");
  };

  it("reports many failures once, and no individual member", async () => {
    await many(9);
    await failOn(3, 5);
    expect(await alerts()).toEqual(["checks-failing"]);
    const [row] = await database().select().from(alert);
    expect(row).toMatchObject({
      memberId: null,
      sentence:
        "“Mail domain” failed for 3 of 10 members within a day. The problem may be ours, so no alerts about individual members were raised. They are checked again tomorrow.",
    });
    expect(await alertEmails()).toEqual(["alert-raised to cora@committee.example"]);
    const adam = await committeeMember("adam@admin.example", "administrator");
    const { actor } = await signedIn(adam.email, later({ days: 5 }));
    expect(await alertsOf(actor, istio, { closed: false })).toMatchObject([{ member: null, view: { mayClose: false } }]);
    expect(await alertForCommittee(actor, istio, row?.id ?? "")).toMatchObject({ member: null });
    const { rows } = await database().execute(
      sql`select count(*)::int as again from evidence_watch where name = 'mail-domain' and next_on = '2026-11-22'`,
    );
    expect(rows).toEqual([{ again: 3 }]);
  });

  it.each([
    [2, 10],
    [3, 15],
  ])("does not trip for %i of %i", async (failing, members) => {
    await many(members - 1);
    await failOn(failing, 5);
    expect(await alerts()).toEqual(Array.from({ length: failing }, () => "domain-gone"));
  });

  it("stays silent about single members as long as many fail, and speaks of those that stay when the others recover", async () => {
    await many(9);
    await failOn(4, 5);
    await live(6, 1, "mail-domain");
    expect(await alerts()).toEqual(["checks-failing"]);
    for (let at = 1; at < 4; at += 1) world.dns.set(`member-${at}.example`, healthy(`member-${at}.example`));
    await live(7, 1, "mail-domain");
    expect(await alerts()).toEqual(["checks-failing", "domain-gone"]);
  }, 60_000);

  it("also counts checks that raise no alert of their own", async () => {
    const names = ["security-txt"] as const;
    const found = (result: "yes" | "no") => [{ target: "security@x.example", result, sentence: "It is so.", seen: {} }];
    const members = [globex];
    for (let at = 0; at < 4; at += 1) members.push(await admitted(`Member ${at}`));
    for (const { memberId } of members)
      for (const name of names)
        await recordChecks(asWorker(monday), { subject: { memberId }, name, because: "schedule", found: found("yes") });
    for (const { memberId } of members)
      await recordChecks(asWorker(later({ days: 2 })), {
        subject: { memberId },
        name: "security-txt",
        because: "schedule",
        found: found("no"),
      });
    await runQueue(world, later({ days: 2, hours: 2 }));
    expect(await alerts()).toEqual(["checks-failing"]);
  });
});

it("HC-LIF-001: whatever fails at once for one member, the portal does not remove it, pause it or remove its alias", async () => {
  await allOn(1);
  const all = async () =>
    (
      await database().execute(sql`
        select (select jsonb_agg(m) from member m) as members, (select jsonb_agg(a) from contact_alias a) as aliases,
          (select count(*)::int from removal) + (select count(*)::int from end_of_membership) + (select count(*)::int from delivery_pause) as acts`)
    ).rows;
  const before = await all();
  world.dns.set("globex.example", "nxdomain");
  for (const [at, type] of ["email.bounced", "email.complained", "email.suppressed"].entries()) {
    await database()
      .insert(emailMessage)
      .values({
        kind: "welcome",
        list: "istio",
        subjectKind: "member",
        subjectId: globex.memberId,
        thread: "t",
        recipient: globex.alias,
        data: {},
        status: "accepted",
        createdAt: later({ days: 8 }),
        acceptedAt: later({ days: 8 }),
        providerId: `p${at}`,
      });
    await receiveProviderEvent(asWorker(later({ days: 8 })), { id: `e${at}`, type, providerId: `p${at}`, at: later({ days: 8 }) });
  }
  await allOn(9);
  await allOn(16);
  expect((await alerts()).toSorted()).toEqual(["domain-gone", "emails-bounce", "emails-suppressed", "reader-complained"]);
  expect((await checks(globex)).delivery).toMatch(/^no: /);
  expect(await all()).toEqual(before);
});

describe("the correlated-failure check", () => {
  it("is done once by two workers at a time", async () => {
    await allOn(1);
    world.dns.set("globex.example", "nxdomain");
    await database().update(evidenceWatch).set({ nextOn: "2026-11-24" });
    await morningSweep(later({ days: 8, hours: -4 }));
    await runQueue(world, later({ days: 8, hours: -4 }));
    const { rows } = await database().execute<{ id: string }>(sql`select id from evidence_check where correlated_at is null`);
    expect(rows).toHaveLength(1);
    const at = later({ days: 8 });
    await readyToRace();
    await Promise.all([1, 2].map(() => checkCorrelatedFailures(asWorker(at), { checkId: rows[0]?.id })));
    expect(await alerts()).toEqual(["domain-gone"]);
    expect(await alertEmails()).toHaveLength(4);
  });

  it("and recording are the worker's", async () => {
    const rita = await signedIn("rita@mesh.example");
    for (const ask of [
      () => checkCorrelatedFailures(rita, { checkId: globex.memberId }),
      () =>
        recordChecks(rita, {
          subject: { memberId: globex.memberId },
          name: "delivery",
          because: "button",
          found: [{ target: "x", result: "yes", sentence: "x", seen: {} }],
        }),
    ])
      await expect(ask()).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("an alert", () => {
  async function raised(): Promise<string> {
    await allOn(1);
    world.dns.set("globex.example", "nxdomain");
    await allOn(2);
    const [row] = await database().select().from(alert);
    return row?.id ?? "";
  }

  it("is told to nobody with a conflict of interest, and not closed by them", async () => {
    await database()
      .insert(conflictOfInterest)
      .values({ list: "istio", personId: people.rita.personId, organizationId: globex.organizationId, origin: "declared", since: monday });
    const alertId = await raised();
    expect(await alertEmails()).not.toContain("alert-raised to rita@mesh.example");
    await expect(closeAlert(await signedIn("rita@mesh.example"), { alertId, reason: "Fine" })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });

  it("is not there under what is no id, and neither is a member", async () => {
    const { actor } = await signedIn("rita@mesh.example");
    for (const odd of ["", "x", "-".repeat(36), "a".repeat(36)]) {
      expect(await alertForCommittee(actor, istio, odd)).toBeNull();
      expect(await checksOfMember(actor, istio, odd)).toBeNull();
    }
  });

  it("is closed once, with a reason, by somebody who reviews", async () => {
    const alertId = await raised();
    await expect(closeAlert({ actor: visitor, now: monday }, { alertId, reason: "Fine" })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(closeAlert(await personOf(globex), { alertId, reason: "Fine" })).rejects.toMatchObject({ kind: "not-allowed" });
    const rita = await signedIn("rita@mesh.example", later({ days: 20 }));
    await expect(closeAlert(rita, { alertId, reason: " " })).rejects.toMatchObject({ message: "Enter what you found, and what was done" });
    await closeAlert(rita, { alertId, reason: "They forgot to pay. Paid today." });
    const [row] = await database().select().from(alert);
    expect(row).toMatchObject({
      closedAt: later({ days: 20 }),
      closedBy: people.rita.personId,
      closedBecause: "They forgot to pay. Paid today.",
    });
    await expect(closeAlert(rita, { alertId, reason: "Again" })).rejects.toMatchObject({ kind: "conflict" });
    expect((await eventsAbout(globex.memberId)).filter((each) => each.startsWith("alert"))).toEqual(["alert.raised", "alert.closed"]);
  });
});

describe("asking for checks", () => {
  it("queues those of the list, by who reviews, and not too often", async () => {
    const rita = await signedIn("rita@mesh.example");
    await askEvidence(rita, { memberId: globex.memberId });
    expect(await runQueue(world, monday)).toBe(6);
    await expect(askEvidence(await personOf(globex), { memberId: globex.memberId })).rejects.toMatchObject({ kind: "not-allowed" });
    for (let press = 1; press < 12; press += 1) await askEvidence(rita, { memberId: globex.memberId, name: "mail-domain" });
    await expect(askEvidence(rita, { memberId: globex.memberId, name: "mail-domain" })).rejects.toMatchObject({ kind: "too-often" });
    await askEvidence(await signedIn("rita@mesh.example", later({ hours: 2 })), { memberId: globex.memberId, name: "mail-domain" });
  });

  it("knows only members that are there", async () => {
    const rita = await signedIn("rita@mesh.example");
    await expect(askEvidence(rita, { memberId: globex.organizationId })).rejects.toMatchObject({ kind: "not-allowed" });
    await database().execute(sql`update member set left_on = '2026-11-01'`);
    await expect(askEvidence(rita, { memberId: globex.memberId })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});
