import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { appendAuditEvents } from "@/lib/audit/chain";
import { verifyChain } from "@/lib/audit/verify";
import { resendTransport } from "@/lib/email/transport/resend";
import { addDays, addMonths, type Day, daysBetween } from "@/lib/kernel/calendar";
import { statusFaults } from "@/lib/views/status-columns";
import { istio } from "@/lists/istio";
import { admitted, committee } from "./member/world";
import { testDatabase } from "./setup/database";
import { type SimulatedWorker, simulatedWorker } from "./setup/simulated-worker";
import { type ResendSimulator, startResend } from "./simulators/resend";
import { chanceFrom } from "./year/chance";
import { characterOf, orAfter, within } from "./year/characters";
import { type Inhabitant, peopleOf } from "./year/people";
import { newsOf } from "./year/provider";

/** Four hundred days with a leap day and both changes of the clock. */
const start = "2023-10-02";
const days = 400;
const members = 300;
/** A week in which nothing of ours runs. */
const outage = { from: "2024-03-08", to: "2024-03-14" };
const { answerWithinDays, graceDays, everyMonths } = istio.recheck;

describe(`a year of ${days} days with ${members} members, two workers and everything that goes wrong`, () => {
  let resend: ResendSimulator;
  const inhabitants: Inhabitant[] = [];
  const scheduled = (index: number): Day => addDays(start, 3 + ((index * 7) % 330));
  const end = addDays(start, days - 1);

  beforeAll(async () => {
    const { url } = await testDatabase();
    resend = await startResend();
    afterAll(() => resend.stop());
    process.env.RESEND_BASE_URL = resend.url;
    await committee();
    for (let index = 0; index < members; index += 1) {
      const its = await admitted(`Member ${String(index).padStart(3, "0")}`, {
        since: "2022-09-01",
        nextRecheckOn: scheduled(index),
      });
      inhabitants.push({ ...its, index, character: characterOf(index) });
    }

    await tellOfTheBeginning();

    const chance = chanceFrom(20231002);
    const via = { ...resendTransport("re_test"), turn: async () => null };
    const work = await simulatedWorker(url, { via, workers: 2, leaveOut: ["check-evidence"], dies: () => chance() < 0.01 });
    await live(work, chance);
  }, 1_800_000); // by a quiet machine's clock two minutes

  /** Members and roles are put into the database directly; the events are those that the portal's commands would have left. */
  async function tellOfTheBeginning(): Promise<void> {
    const { rows } = await database().execute<{ kind: string; id: string; role: string | null }>(sql`
      select 'member' as kind, id, null as role from member union all select 'person', person_id, role from committee_role`);
    const events = rows.map(({ kind, id, role }) => ({
      action: role === null ? ("member.admitted" as const) : ("role.granted" as const),
      at: new Date(`${start}T00:00:00Z`),
      actorKind: "system" as const,
      actorId: "operator",
      actorRole: null,
      requestId: null,
      list: istio.slug,
      subjectKind: kind,
      subjectId: id,
      data: { person: id, role },
    }));
    await database().transaction((tx) => appendAuditEvents(tx, events));
  }

  async function live(work: SimulatedWorker, chance: () => number): Promise<void> {
    const byDomain = new Map(inhabitants.map((each) => [each.domain, each.character]));
    const fateOf = (recipient: string) => {
      const character = byDomain.get(recipient.slice(recipient.indexOf("@") + 1));
      return character === "bouncing" ? "bounced" : character === "lost" ? "lost" : "delivered";
    };
    const news = newsOf(resend, { fateOf, chance });
    const people = peopleOf(inhabitants, { resend, start });
    for (let day = start; day <= end; day = addDays(day, 1)) {
      if (within(day, outage)) continue;
      const at = (hour: string) => new Date(`${day}T${hour}:00Z`);
      if (chance() < 0.1)
        resend.next({ does: "vanish", taken: chance() < 0.5 }, { does: "refuse", status: 500, name: "internal_server_error" });
      await work.morning(at("05:15"));
      await news(at("06:00"));
      await people(at("10:00"), day);
      await work.until(at("11:00"));
      await work.until(at("15:00"));
      await news(at("16:00"));
    }
  }

  it("sends every email exactly once", async () => {
    const { rows } = await database().execute<{ status: string; emails: number }>(
      sql`select status, count(*)::int as emails from email group by status order by status`,
    );
    const accepted = rows.find(({ status }) => status === "accepted")?.emails ?? 0;
    say(`${accepted} emails, ${resend.calls.length} calls to the provider`);
    expect(rows.map(({ status }) => status)).toEqual(["accepted"]);
    expect(resend.sent).toHaveLength(accepted);
    expect(new Set(resend.sent.map(({ key }) => key)).size).toBe(accepted);
    const { rows: twice } = await database().execute(sql`
      select kind, recipient, thread, created_at::date as day, count(*) as times from email
      where kind like 'recheck-%' or kind like 'removal-%' or kind like 'farewell%'
      group by 1, 2, 3, 4 having count(*) > 1`);
    expect(twice).toEqual([]);
  });

  it("forgets nobody: each re-check is opened on its day, or on the first after the outage", async () => {
    const { rows } = await database().execute<{ member_id: string; opened: Day[] }>(
      sql`select member_id, array_agg(opened_on::text order by opened_on) as opened from recheck group by member_id`,
    );
    const opened = new Map(rows.map((row) => [row.member_id, row.opened]));
    const left = await endsOfMembership();
    const wrong = inhabitants.flatMap(({ memberId, index, name }) => {
      const wanted = [0, 1]
        .map((year) => addMonths(scheduled(index), year * everyMonths))
        .filter((day) => day <= end && (left.get(memberId)?.on ?? "9999") > day)
        .map((day) => orAfter(day, outage));
      const had = opened.get(memberId) ?? [];
      return JSON.stringify(had) === JSON.stringify(wanted) ? [] : [{ name, had, wanted }];
    });
    expect(wrong).toEqual([]);
  });

  it("proposes every silent member on the day after its grace period, and nobody else that answered", async () => {
    const { rows } = await database().execute<{ member_id: string; proposed: Day }>(
      sql`select member_id, min(proposed_at)::date::text as proposed from removal where because = 'expired-recheck' group by member_id`,
    );
    const wanted = inhabitants
      .filter(({ character }) => character === "silent")
      .map(({ memberId, index }) => [memberId, expiresOn(orAfter(scheduled(index), outage))] as const)
      .filter(([, day]) => day <= end);
    expect(wanted.length).toBeGreaterThan(10);
    expect(Object.fromEntries(rows.map(({ member_id, proposed }) => [member_id, proposed]))).toEqual(Object.fromEntries(wanted));
  });

  it("removes nobody without two people and an email that was delivered long enough before", async () => {
    const { rows } = await database().execute<{ total: number; sound: number }>(sql`
      select count(*)::int as total,
        count(*) filter (where r.first_by <> r.second_by and exists (
          select 1 from email l where l.subject_id = r.id and l.kind = 'removal-proposed' and l.bounced_at is null
            and l.delivered_at::date + ${istio.removal.noticeDays}::int <= r.carried_out_at::date))::int as sound
      from removal r where r.status = 'carried-out'`);
    const [{ total, sound } = { total: 0, sound: 0 }] = rows;
    say(`${total} removals carried out`);
    expect(total).toBeGreaterThan(15);
    expect(sound).toBe(total);
    const gone = await endsOfMembership();
    const characters = inhabitants.filter(({ memberId }) => gone.get(memberId)?.kind === "removed").map(({ character }) => character);
    expect([...new Set(characters)].sort()).toEqual(["failing", "silent"]);
  });

  it("keeps everybody who answered, was called, or could not be reached through no fault of theirs", async () => {
    const gone = await endsOfMembership();
    const lost = inhabitants.filter(
      ({ memberId, character }) => gone.has(memberId) && !["failing", "silent", "leaver"].includes(character),
    );
    expect(lost.map(({ name }) => name)).toEqual([]);
    const { rows } = await database().execute<{ ends: string; number: number }>(
      sql`select status as ends, count(*)::int as number from recheck group by status order by status`,
    );
    say(rows.map(({ ends, number }) => `${number} re-checks ${ends}`).join(", "));
    expect(rows.map(({ ends }) => ends)).toContain("passed");
  });

  it("lets leavers leave on the day they named", async () => {
    const gone = await endsOfMembership();
    const wrong = inhabitants
      .filter(({ character }) => character === "leaver")
      .map(({ memberId, index }) => ({ removedOn: addDays(start, 70 + index), on: gone.get(memberId)?.on }))
      .filter(({ removedOn, on }) => removedOn <= end && !within(addDays(removedOn, -10), outage) && on !== removedOn);
    expect(wrong).toEqual([]);
  });

  it("keeps the trail whole, and every status as the trail says", async () => {
    expect(await verifyChain()).toMatchObject({ ok: true });
    expect(await statusFaults()).toEqual([]);
  });

  /** The day on which a silent member is proposed: due, told of the grace period the day after, told once more on its last day, proposed the day after that. */
  function expiresOn(openedOn: Day): Day {
    const told = orAfter(addDays(openedOn, answerWithinDays + 1), outage);
    const last = orAfter(addDays(told, graceDays), outage);
    return orAfter(addDays(last, 1), outage);
  }

  async function endsOfMembership(): Promise<ReadonlyMap<string, { on: Day; kind: string }>> {
    const { rows } = await database().execute<{ member_id: string; on: Day; kind: string }>(
      sql`select d.member_id, d.on_day::text as on, d.kind from end_of_membership d join member m on m.id = d.member_id where m.left_on is not null`,
    );
    return new Map(rows.map(({ member_id, on, kind }) => [member_id, { on, kind }]));
  }
});

function say(figures: string): void {
  process.stdout.write(`simulated year: ${figures}\n`);
}

/** So that the handler above speaks of what it says. */
it("has a leap day, both changes of the clock, and a week's outage in it", () => {
  for (const day of ["2024-02-29", "2023-10-29", "2024-03-31", "2023-11-05", "2024-03-10"])
    expect(day >= start && daysBetween(start, day) < days).toBe(true);
  expect(daysBetween(outage.from, outage.to)).toBe(6);
});
