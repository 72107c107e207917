import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { database } from "@/db/client";
import { alert, emailMessage, endOfMembership, member, removal } from "@/db/schema";
import { dayOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { endMembership } from "@/lib/member/commands/end-membership";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";
import { morningSweep } from "@/lib/worker/sweep";
import { diesAt } from "../setup/dies";
import { readyToRace } from "../setup/race";
import {
  type Admitted,
  admitted,
  agreed,
  aliasesOf,
  asWorker,
  beginWithGlobex,
  carriedOut,
  delivered,
  emailsAbout,
  eventsAbout,
  globex,
  monday,
  notifiedAt,
  of,
  onDay,
  personOf,
  proposed,
  revokeRoles,
  stored,
  who,
} from "./world";

beginWithGlobex();
beforeEach(async () => {
  await database().execute(sql`delete from graphile_worker._private_jobs`);
});

const left = async ({ memberId }: Admitted) =>
  (await database().select({ leftOn: member.leftOn }).from(member).where(eq(member.id, memberId)))[0]?.leftOn ?? null;
const alerts = async () =>
  (await database().select().from(alert).where(sql`${alert.closedAt} is null`).orderBy(alert.raisedAt)).map(({ kind, memberId }) =>
    memberId === null ? kind : `${kind} of a member`,
  );

/** The day is 30 November: 14 days after Monday 16 November. */
const theDay = onDay(14);

describe("carrying out", () => {
  test("on its date the member leaves, is told the reasons and how to come back once, and its aliases receive nothing more", async () => {
    const reference = await agreed(globex, who);
    expect(await carriedOut(reference, onDay(13))).toBe("waits");
    expect(await carriedOut(reference, theDay)).toBe("carried-out");
    const held = await stored(reference);
    expect(held).toMatchObject({ status: "carried-out", carriedOutAt: theDay });
    expect(await left(globex)).toBe("2026-11-30");
    expect(await aliasesOf(globex)).toEqual([]);
    expect((await emailsAbout(held.id)).filter((each) => each.startsWith("farewell"))).toEqual([
      "farewell-removed to gina@globex.example",
      "farewell-removed to gus@globex.example",
      "farewell-removed to security@globex.example",
    ]);
    expect(await eventsAbout(held.id)).toEqual(["removal.proposed", "removal.told", "removal.agreed", "removal.carried_out"]);
    expect(await carriedOut(reference, onDay(15))).toBe("nothing");
  });

  test("HC-KIL-004 a worker that dies at any statement changes nothing, and the next one carries all of it out", async () => {
    const reference = await agreed(globex, who);
    const { id } = await stored(reference);
    const told = await emailsAbout(id);
    let statement = 1;
    for (; await diesAt(statement, () => carriedOut(reference, theDay)); statement += 1) {
      expect([statement, (await stored(reference)).status, await left(globex)]).toEqual([statement, "agreed", null]);
      expect([statement, await aliasesOf(globex), await emailsAbout(id)]).toEqual([statement, [globex.alias], told]);
    }
    expect(statement).toBeGreaterThan(5);
    expect([(await stored(reference)).status, await left(globex), await aliasesOf(globex)]).toEqual(["carried-out", "2026-11-30", []]);
    expect((await emailsAbout(id)).filter((each) => each.startsWith("farewell"))).toHaveLength(3);
  });

  test("only the worker carries out: no person, however high, and no signed event", async () => {
    const { id } = await stored(await agreed(globex, who));
    for (const context of [
      await of(who.cora, theDay),
      await personOf(globex, "gus", theDay),
      { actor: { kind: "visitor" as const }, now: theDay },
    ])
      await expect(carryOutRemoval(context, { removalId: id, day: dayOf(theDay) })).rejects.toThrow("This page does not exist");
  });

  test("HC-LIF-001 whatever is missed, bounced or marked as spam, nobody is removed without two people", async () => {
    const reference = await proposed(globex, who.rita);
    await notifiedAt(reference, monday);
    for (const days of [14, 100, 1000]) expect(await carriedOut(reference, onDay(days))).toBe("nothing");
    await morningSweep(onDay(1000));
    expect(await left(globex)).toBeNull();
  });

  test.each([
    ["never delivered", {}],
    ["came back", { bouncedAt: monday }],
    ["on hold by the provider", { suppressedAt: monday }],
    ["marked as unwanted", { deliveredAt: monday, complainedAt: monday }],
  ])("a notice that was %s pauses the deadline: the day moves, the committee is told once", async (_, facts) => {
    const reference = await agreed(globex, who, { notified: false });
    const { id } = await stored(reference);
    if (Object.keys(facts).length > 0) await database().update(emailMessage).set(facts).where(eq(emailMessage.subjectId, id));
    expect(await carriedOut(reference, theDay)).toBe("deadline-paused");
    expect(await stored(reference)).toMatchObject({ status: "agreed", carryOutOn: "2026-12-14" });
    expect(await carriedOut(reference, onDay(20))).toBe("waits");
    expect(await carriedOut(reference, onDay(28))).toBe("deadline-paused");
    expect(await alerts()).toEqual(["deadline-paused of a member"]);
    expect(await left(globex)).toBeNull();
  });

  test("what the committee got, and what came after the two had agreed, is no notice to the member", async () => {
    const reference = await agreed(globex, who, { notified: false });
    await delivered(monday, "removal-to-decide", "removal-agreed");
    expect(await carriedOut(reference, theDay)).toBe("deadline-paused");
  });

  test("after a late notification, the full notice period runs from then on", async () => {
    const reference = await agreed(globex, who, { notified: false });
    await notifiedAt(reference, onDay(3));
    expect(await carriedOut(reference, theDay)).toBe("waits");
    expect((await stored(reference)).carryOutOn).toBe("2026-12-03");
    expect(await carriedOut(reference, onDay(16))).toBe("waits");
    expect(await carriedOut(reference, onDay(17))).toBe("carried-out");
  });

  test("HC-TIM-001 one clock that jumps 400 days removes nobody: both have to agree that the date has come", async () => {
    const reference = await agreed(globex, who);
    expect(await carriedOut(reference, onDay(400), dayOf(onDay(2)))).toBe("waits"); // the database's clock jumped
    expect(await carriedOut(reference, onDay(2), dayOf(onDay(400)))).toBe("waits"); // the finder's did
    expect(await carriedOut(reference, onDay(14), dayOf(onDay(14)))).toBe("carried-out");
  });

  test.each([
    ["first", "mesh.example"],
    ["second", "committee.example"],
  ])("a conflict of interest of the %s of the two, known only later, stops it", async (_, domain) => {
    const reference = await agreed(globex, who);
    await database().execute(sql`insert into organization_domain (organization_id, domain) values (${globex.organizationId}, ${domain})`);
    expect(await carriedOut(reference, theDay)).toBe("stopped");
    expect(await left(globex)).toBeNull();
  });

  test("if one of the two approvers loses the role it is stopped, and the committee is told that it can be proposed again", async () => {
    const reference = await agreed(globex, who);
    await revokeRoles(who.rita);
    expect(await carriedOut(reference, theDay)).toBe("stopped");
    expect(await left(globex)).toBeNull();
    const { id, stoppedBecause } = await stored(reference);
    expect(stoppedBecause).toContain("may no longer make decisions about the member");
    expect((await emailsAbout(id)).filter((each) => each.startsWith("removal-stopped"))).toEqual([
      "removal-stopped to cora@committee.example",
      "removal-stopped to gina@globex.example",
      "removal-stopped to gus@globex.example",
      "removal-stopped to raj@harbour.example",
      "removal-stopped to rosa@gmail.com",
      "removal-stopped to security@globex.example",
    ]);
  });

  const leave = command("leave", z.object({ member: z.uuid() }), async (work, { member: id }) => {
    const { member: held } = await loadMemberForUpdate(work, id);
    work.authorize(true);
    const became = await endMembership(work, held, { kind: "left", on: work.today, by: null });
    if (became === "gone already") work.nothingToDo();
    return became;
  });

  test("HC-CON-014 leaving and being removed at once is one end with one reason and one farewell", async () => {
    for (let round = 0; round < 6; round += 1) {
      const each = await admitted(`Initech ${round}`);
      const reference = await agreed(each, who);
      const both = [() => leave(asWorker(theDay), { member: each.memberId }), () => carriedOut(reference, onDay(14 + round))];
      if (round % 2 === 1) both.reverse();
      await readyToRace();
      await Promise.all(both.map((run) => run()));
      const reasons = await database()
        .select({ kind: endOfMembership.kind })
        .from(endOfMembership)
        .where(eq(endOfMembership.memberId, each.memberId));
      const { id, status } = await stored(reference);
      expect(reasons).toEqual([{ kind: status === "carried-out" ? "removed" : "left" }]);
      const farewells = [...(await emailsAbout(id)), ...(await emailsAbout(each.memberId))].filter((email) => email.startsWith("farewell"));
      expect(farewells).toHaveLength(3);
      expect(new Set(farewells.map((email) => email.split(" ")[0]))).toEqual(
        new Set([status === "carried-out" ? "farewell-removed" : "farewell"]),
      );
      expect((await eventsAbout(id)).at(-1)).toBe(status === "carried-out" ? "removal.carried_out" : "removal.stopped");
    }
  });
});

describe("the removal limit", () => {
  async function manyAgreed(count: number): Promise<readonly string[]> {
    const references: string[] = [];
    for (let index = 0; index < count; index += 1) references.push(await agreed(await admitted(`Umbrella ${index}`), who));
    return references;
  }
  const statuses = async () => {
    const { rows } = await database().execute<{ status: string; count: number }>(sql`
      select status, count(*)::int as count
      from (select case when status = 'agreed' and on_hold_at is not null and released_at is null then 'held' else status end as status from removal) r group by 1 order by 1`);
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };

  test("HC-LIF-002 of many that are due on one day a few are carried out, the rest are on hold, and one alert asks a chair", async () => {
    const references = await manyAgreed(7); // of 8 members: a tenth is less than one, so one may go
    for (const reference of references) await carriedOut(reference, theDay);
    expect(await statuses()).toEqual({ "carried-out": 1, held: 6 });
    expect(await alerts()).toEqual(["removals-on-hold"]);
    for (const reference of references) await carriedOut(reference, onDay(15)); // a new day does not let them go
    expect(await statuses()).toEqual({ "carried-out": 1, held: 6 });
    await morningSweep(onDay(16)); // and the sweep no longer asks for them
    const { rows } = await database().execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'carry-out-removal'`);
    expect(rows).toEqual([]);
  });

  test("the share is taken of the members of the morning: of 20, two go", async () => {
    for (let index = 0; index < 16; index += 1) await admitted(`Other ${index}`, { people: [] });
    const references = await manyAgreed(3);
    for (const reference of references) await carriedOut(reference, theDay);
    expect(await statuses()).toEqual({ "carried-out": 2, held: 1 });
  });

  test("two workers at once never let more go than one would", async () => {
    const references = await manyAgreed(6);
    await readyToRace();
    await Promise.all(references.map((reference) => carriedOut(reference, theDay)));
    expect(await statuses()).toEqual({ "carried-out": 1, held: 5 });
  });

  test("a chair releases them by typing their number; a stranger, a reviewer, an old sign-in, a wrong number do not", async () => {
    const references = await manyAgreed(4);
    for (const reference of references) await carriedOut(reference, theDay);
    const release = async (number: string, context = of(who.cora, theDay)) => releaseRemovals(await context, { list: "istio", number });
    await expect(release("3", of(who.rita, theDay))).rejects.toThrow("This page does not exist");
    await expect(release("3", personOf(globex, "gus", theDay))).rejects.toThrow("This page does not exist");
    const late = of(who.cora, theDay).then((fresh) => ({ ...fresh, actor: { ...fresh.actor, signedInAt: monday } }));
    await expect(release("3", late)).rejects.toThrow("Sign in again to do this");
    await expect(release("4")).rejects.toMatchObject({
      problems: [{ field: "number", message: "3 removals would be released. Type 3 to confirm" }],
    });
    await release("3");
    expect(await alerts()).toEqual([]);
    const { rows } = await database().execute<{ count: number }>(
      sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'carry-out-removal'`,
    );
    expect(rows).toEqual([{ count: 3 }]);
    for (const reference of references) await carriedOut(reference, theDay);
    expect(await statuses()).toEqual({ "carried-out": 4 });
    await expect(release("3")).rejects.toThrow("No removal is on hold any more.");
  });

  test("a chair lets nothing go of a member of their own", async () => {
    const mine = await admitted("Committee Works", { alias: "security@works.example" });
    const references = [await agreed(mine, who), ...(await manyAgreed(2))];
    for (const reference of references.toReversed()) await carriedOut(reference, theDay);
    await database().execute(
      sql`insert into organization_domain (organization_id, domain) values (${mine.organizationId}, 'committee.example')`,
    );
    await releaseRemovals(await of(who.cora, theDay), { list: "istio", number: "1" });
    const held = await database()
      .select({ reference: removal.reference })
      .from(removal)
      .where(sql`on_hold_at is not null and released_at is null`);
    expect(held).toEqual([{ reference: references[0] }]);
    expect(await alerts()).toEqual(["removals-on-hold"]);
  });
});
