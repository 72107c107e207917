import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { contactAlias } from "@/db/schema";
import { operator, visitor } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/command";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";
import { watchRoster } from "@/lib/roster/commands/watch-roster";
import { type DeliveryFacts, deliveryRoster, movedAddresses, planDifference, sameDifference } from "@/lib/roster/delivery";
import { wholeRoster } from "@/lib/roster/queries";
import { effectiveOf } from "@/lib/roster/queries/effective";
import { rosterPlanFor } from "@/lib/roster/queries/plan";
import { catchUp } from "@/lib/worker/sweep";
import { istio } from "@/lists/istio";
import { committeeMember } from "../application/world";
import { admitted, asWorker, beginWithGlobex, eventsAbout, globex, monday, personOf, signedIn, who } from "../member/world";
import { agreed, carriedOut, onDay } from "../removal/world";
import { readyToRace } from "../setup/race";

const now = new Date("2026-11-24T09:00:00Z");

describe("who should be on the mailing list", () => {
  const once = new Date(0);
  const facts: DeliveryFacts = { memberId: "1", leftOn: null, pause: null, aliases: [{ address: "a@x.example", answeredAt: once }] };
  const pause = { confirmBy: new Date("2026-11-24T10:00:00Z"), confirmedAt: null, endedAt: null };
  const both = [...facts.aliases, { address: "b@x.example", answeredAt: once }];
  const table: readonly (readonly [string, Partial<DeliveryFacts>, readonly string[]])[] = [
    ["a member", {}, ["a@x.example"]],
    ["both addresses while an alias is changed", { aliases: both }, ["a@x.example", "b@x.example"]],
    ["an address that nobody has answered from", { aliases: [{ address: "a@x.example", answeredAt: null }] }, []],
    ["one proved, one not", { aliases: [...facts.aliases, { address: "b@x.example", answeredAt: null }] }, ["a@x.example"]],
    ["a member that left", { leftOn: "2026-11-23" }, []],
    ["a pause in its first day", { pause }, []],
    ["a pause that nobody confirmed", { pause: { ...pause, confirmBy: now } }, ["a@x.example"]],
    ["a confirmed pause", { pause: { ...pause, confirmBy: once, confirmedAt: once } }, []],
    ["a pause that ended", { pause: { ...pause, endedAt: once } }, ["a@x.example"]],
  ];
  test.each(table)("%s", (_, more, addresses) =>
    expect(deliveryRoster([{ ...facts, ...more }], now).map(({ address }) => address)).toEqual(addresses),
  );
});

describe("what has to be done to the mailing list", () => {
  const of = (...planText: readonly string[]) =>
    planText.map((each) => ({ memberId: each.split(" ")[0] ?? "", address: each.split(" ")[1] ?? "" }));
  test("nothing, where both are the same but for case and order", () => {
    expect(planDifference(of("1 A@x.example", "2 b@x.example"), of("2 B@x.example", "1 a@x.example"))).toEqual({ add: [], remove: [] });
  });
  test("additions and removals, each in the order of addresses", () => {
    expect(
      planDifference(of("1 c@x.example", "1 a@x.example", "2 d@x.example"), of("2 d@x.example", "3 z@x.example", "3 b@x.example")),
    ).toEqual({
      add: of("1 a@x.example", "1 c@x.example"),
      remove: of("3 b@x.example", "3 z@x.example"),
    });
  });
  test("an address that goes from one member to another is neither added nor removed, whatever its case", () => {
    expect(planDifference(of("2 a@x.example"), of("1 A@x.example"))).toEqual({ add: [], remove: [] });
    expect(movedAddresses(of("2 a@x.example"), of("1 A@x.example"))).toEqual([{ address: "A@x.example", from: "1", to: "2" }]);
    expect(movedAddresses(of("1 a@x.example", "2 a@x.example"), of("1 A@x.example"))).toEqual([]);
  });
  test("two differences are the same whatever their order", () => {
    const [one, other] = [
      { add: of("1 a@x", "2 b@x"), remove: [] },
      { add: of("2 b@x", "1 a@x"), remove: [] },
    ];
    expect([sameDifference(one, other), sameDifference(one, { add: [], remove: one.add })]).toEqual([true, false]);
  });
});

describe("a plan", () => {
  const asOperator = (at = monday): Context => ({ actor: operator, now: at });
  const plan = (at = monday, context = asOperator(at)) => makeRosterPlan(context, { list: "istio" });
  const apply = (number: number, at = monday, context = asOperator(at)) => markPlanApplied(context, { list: "istio", plan: number });
  const planText = (made: Awaited<ReturnType<typeof plan>>) =>
    made && [made.number, ...made.add.map(({ address }) => `+ ${address}`), ...made.remove.map(({ address }) => `- ${address}`)];

  beginWithGlobex();

  test("adds everybody at first, is the same until something changes, and is applied once", async () => {
    await admitted("Acme", { people: [] });
    expect(planText(await plan())).toEqual([1, "+ security@acme.example", "+ security@globex.example"]);
    expect(planText(await plan(onDay(1)))).toEqual([1, "+ security@acme.example", "+ security@globex.example"]);
    expect(await apply(1, onDay(1))).toEqual({ number: 1, added: 2, removed: 0 });
    expect(await apply(1, onDay(2))).toEqual({ number: 1, added: 0, removed: 0 });
    expect(await plan(onDay(2))).toBeNull();
    const { rows } = await database().execute(
      sql`select address, added_at = ${onDay(1).toISOString()}::timestamptz as added from delivery_entry order by 1`,
    );
    expect(rows).toEqual([
      { address: "security@acme.example", added: true },
      { address: "security@globex.example", added: true },
    ]);
  });

  test("a plan that was replaced is refused with a sentence, and one that never was too", async () => {
    await plan();
    await admitted("Acme", { people: [] });
    expect(planText(await plan(onDay(1)))).toEqual([2, "+ security@acme.example", "+ security@globex.example"]);
    await expect(apply(1)).rejects.toThrow(
      "Plan 1 was replaced, because the members changed after it was made. Create the plan again, and apply that one.",
    );
    await expect(apply(3)).rejects.toThrow("This list has no plan 3.");
    expect(await apply(2)).toMatchObject({ added: 2 });
  });

  test.each([
    ["a replaced address", [], "let-go"],
    ["the address of a reinstated member that nobody has confirmed since", [null], "unconfirmed"],
    ["the same once it is confirmed", [monday], undefined],
  ])("says why %s has to be removed", async (_, again, because) => {
    await plan();
    await apply(1);
    await database().execute(sql`update contact_alias set until_at = ${monday.toISOString()} where member_id = ${globex.memberId}`);
    const [alias] = await database().select().from(contactAlias).where(eq(contactAlias.memberId, globex.memberId));
    if (alias === undefined) throw new Error("Globex has no alias");
    for (const answeredAt of again)
      await database()
        .insert(contactAlias)
        .values({ ...alias, id: undefined, since: onDay(1), until: null, answeredAt });
    const view = await rosterPlanFor((await signedIn(who.cora.email)).actor, istio, onDay(1));
    expect(view?.behind[0]?.because).toBe(because);
  });

  test("a plan that nothing is left of ends without another", async () => {
    await plan();
    await database().execute(sql`update contact_alias set until_at = ${monday.toISOString()} where member_id = ${globex.memberId}`);
    expect(await plan()).toBeNull();
    await expect(apply(1)).rejects.toThrow("Plan 1 was replaced");
  });

  test("an address that goes from a leaving member to another stays on the list, without a plan", async () => {
    const acme = await admitted("Acme", { people: [] });
    await plan();
    await apply(1);
    await database().execute(sql`update contact_alias set until_at = ${monday.toISOString()} where member_id = ${globex.memberId}`);
    await database().execute(sql`update contact_alias set address = 'Security@globex.example' where member_id = ${acme.memberId}`);
    expect(planText(await plan(onDay(1)))).toEqual([2, "- security@acme.example"]);
    const { rows } = await database().execute<{ member_id: string }>(
      sql`select member_id from delivery_entry where address = 'security@globex.example' and removed_at is null`,
    );
    expect(rows).toEqual([{ member_id: acme.memberId }]);
    expect((await eventsAbout(globex.memberId)).at(-1)).toBe("roster.address_moved");
    expect(planText(await plan(onDay(2)))).toEqual([2, "- security@acme.example"]);
  });

  test("two at once make one plan", async () => {
    await readyToRace();
    const made = await Promise.all([plan(), plan(), plan()]);
    expect(made.map((each) => each?.number)).toEqual([1, 1, 1]);
  });

  test("chairs and administrators with a recent sign-in make and apply it; nobody else", async () => {
    const ann = await committeeMember("ann@committee.example", "administrator");
    const aude = await committeeMember("aude@committee.example", "auditor");
    for (const email of [who.rita.email, aude.email, "gus@globex.example"])
      await expect(makeRosterPlan(await signedIn(email), { list: "istio" })).rejects.toThrow("This page does not exist");
    await expect(makeRosterPlan({ actor: visitor, now: monday }, { list: "istio" })).rejects.toThrow("This page does not exist");
    const cora = await signedIn(who.cora.email);
    await expect(makeRosterPlan({ ...cora, actor: { ...cora.actor, signedInAt: onDay(-1) } }, { list: "istio" })).rejects.toThrow(
      "Sign in again",
    );
    expect((await makeRosterPlan(cora, { list: "istio" }))?.number).toBe(1);
    await expect(markPlanApplied(await signedIn(who.rita.email), { list: "istio", plan: 1 })).rejects.toThrow("This page does not exist");
    expect(await markPlanApplied(await signedIn(ann.email), { list: "istio", plan: "1" })).toEqual({ number: 1, added: 1, removed: 0 });
  });

  test("the operator names who applied it, if that person may", async () => {
    await plan();
    await expect(markPlanApplied(asOperator(), { list: "istio", plan: 1, as: who.rita.email })).rejects.toThrow(
      "Nobody with that address is a chair or administrator of this list.",
    );
    await markPlanApplied(asOperator(), { list: "istio", plan: 1, as: who.cora.email });
    const { rows } = await database().execute(sql`select applied_by from roster_plan`);
    expect(rows).toEqual([{ applied_by: who.cora.personId }]);
  });

  test("HC-LIF-006 a removal is decided at once and effective when the plan was applied; until then an alert is open", async () => {
    const alerts = async () =>
      (await database().execute<{ kind: string }>(sql`select kind from alert where closed_at is null`)).rows.map(({ kind }) => kind);
    const cora = await signedIn(who.cora.email, onDay(14));
    await plan();
    await apply(1);
    const reference = await agreed(globex, who);
    expect(await carriedOut(reference, onDay(14))).toBe("carried-out");
    expect(await effectiveOf(cora.actor, globex.memberId)).toEqual({ decidedAt: onDay(14), effectiveAt: null });
    await watchRoster(asWorker(onDay(14)), { list: "istio" });
    await watchRoster(asWorker(onDay(14)), { list: "istio" });
    expect(await alerts()).toEqual(["roster-behind"]);
    const view = await rosterPlanFor(cora.actor, istio, onDay(14));
    expect(view).toMatchObject({
      appliedAt: monday,
      plan: null,
      behind: [{ organization: "Globex", because: "left", since: onDay(14), address: "security@globex.example" }],
      readsAddresses: true,
      mayApply: true,
    });

    expect(planText(await plan(onDay(15)))).toEqual([2, "- security@globex.example"]);
    expect(await effectiveOf(cora.actor, globex.memberId)).toEqual({ decidedAt: onDay(14), effectiveAt: null });
    await apply(2, onDay(16));
    expect(await effectiveOf(cora.actor, globex.memberId)).toEqual({ decidedAt: onDay(14), effectiveAt: onDay(16) });
    expect((await eventsAbout(globex.memberId)).at(-1)).toBe("roster.effective");
    await watchRoster(asWorker(onDay(16)), { list: "istio" });
    expect(await alerts()).toEqual([]);
    await expect(watchRoster(cora, { list: "istio" })).rejects.toThrow("This page does not exist");
  });

  test("an address that is missing on the mailing list after a pause is named, also without a plan", async () => {
    const toAdd = async (days: number) =>
      (await rosterPlanFor((await signedIn(who.cora.email, onDay(days))).actor, istio, onDay(days)))?.toAdd;
    expect(await toAdd(0)).toBe(0); // nobody has said yet what the mailing list holds
    await plan();
    await apply(1);
    expect(await toAdd(1)).toBe(0);
    await database().execute(sql`update delivery_entry set removed_at = now() where member_id = ${globex.memberId}::uuid`);
    expect(await toAdd(1)).toBe(1);
    await plan(onDay(1));
    await apply(2, onDay(1));
    expect(await toAdd(1)).toBe(0);
  });

  test("a new plan is asked for while the open one does not remove the addresses of a pause", async () => {
    const asks = async (now: Date) => (await rosterPlanFor((await signedIn(who.cora.email, now)).actor, istio, now))?.planned;
    const alertSays = async () =>
      (await database().execute<{ sentence: string }>(sql`select sentence from alert where kind = 'roster-behind'`)).rows[0]?.sentence;
    await plan();
    await apply(1);
    await admitted("Initech");
    expect(planText(await plan())).toEqual([2, "+ security@initech.example"]);
    await pauseDelivery(await signedIn(who.cora.email), { member: globex.memberId, reason: "Other name servers" });
    await watchRoster(asWorker(monday), { list: "istio" });
    expect([await asks(monday), await alertSays()]).toEqual([
      false,
      expect.stringMatching(/Make a new plan for the mailing list, apply it/),
    ]);
    await apply(2);
    expect(await asks(monday)).toBe(false);
    await plan();
    expect(await asks(monday)).toBe(true);
  });

  test("the lost job of an alert is caught up by the sweep", async () => {
    await plan();
    await apply(1);
    await pauseDelivery(await signedIn(who.cora.email), { member: globex.memberId, reason: "Other name servers" });
    await database().execute(sql`delete from graphile_worker._private_jobs`);
    await catchUp(monday);
    const { rows } = await database().execute(
      sql`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'watch-roster'`,
    );
    expect(rows).toEqual([{ payload: { list: "istio" } }]);
  });

  test("nothing is effective before anybody has confirmed what the mailing list contains", async () => {
    const reference = await agreed(globex, who);
    await carriedOut(reference, onDay(14));
    expect((await effectiveOf((await signedIn(who.cora.email)).actor, globex.memberId))?.effectiveAt).toBeNull();
    expect(await effectiveOf(visitor, globex.memberId)).toBeNull();
  });

  test("a pause takes the addresses off and its end puts them back", async () => {
    await plan();
    await apply(1);
    await pauseDelivery(await signedIn(who.cora.email), { member: globex.memberId, reason: "Other name servers" });
    expect(planText(await plan())).toEqual([2, "- security@globex.example"]);
    await apply(2);
    expect(planText(await plan(onDay(1)))).toEqual([3, "+ security@globex.example"]); // nobody confirmed it
    const { rows } = await database().execute<{ id: string }>(sql`select id from delivery_pause`);
    await confirmPause(await signedIn(who.rita.email), { pause: rows[0]?.id ?? "" });
    expect(await plan(onDay(1))).toBeNull();
  });

  test("addresses are for chairs and auditors who just signed in; others see counts; a conflict of interest hides the address", async () => {
    const aude = await committeeMember("aude@committee.example", "auditor");
    const ann = await committeeMember("ann@committee.example", "administrator");
    await plan();
    const seen = async (email: string, at = monday) => {
      const { actor } = await signedIn(email);
      const view = await rosterPlanFor(actor, istio, at);
      return view && { counts: view.plan?.added, addresses: view.plan?.changes.map(({ address }) => address), applies: view.mayApply };
    };
    expect(await seen(who.cora.email)).toEqual({ counts: 1, addresses: ["security@globex.example"], applies: true });
    expect(await seen(who.cora.email, onDay(1))).toEqual({ counts: 1, addresses: [], applies: true });
    expect(await seen(aude.email)).toEqual({ counts: 1, addresses: ["security@globex.example"], applies: false });
    expect(await seen(who.rita.email)).toEqual({ counts: 1, addresses: [], applies: false });
    expect(await seen(ann.email)).toEqual({ counts: 1, addresses: [], applies: true });
    expect(await rosterPlanFor((await personOf(globex)).actor, istio, monday)).toBeNull();
    await database().execute(
      sql`insert into organization_domain (organization_id, domain) values (${globex.organizationId}, 'committee.example')`,
    );
    expect(await seen(who.cora.email)).toEqual({ counts: 1, addresses: [null], applies: true });
  });

  test("the public roster shows a member with two aliases once, under the one it has had longest", async () => {
    const open = { ...istio, roster: { ...istio.roster, publishesAddresses: true } };
    await database().execute(sql`
      insert into contact_alias (member_id, list, address, domain, since_at, answered_at)
      values (${globex.memberId}, 'istio', 'psirt@globex.example', 'globex.example', ${monday.toISOString()}, ${monday.toISOString()})`);
    await admitted("acme", { people: [] });
    expect(await wholeRoster(open)).toEqual([
      { organization: "acme", since: "2025-11-16", address: "security@acme.example" },
      { organization: "Globex", since: "2025-11-16", address: "security@globex.example" },
    ]);
    await database().execute(sql`update contact_alias set until_at = ${monday.toISOString()} where address = 'security@globex.example'`);
    expect((await wholeRoster(open)).map(({ address }) => address)).toEqual(["security@acme.example", "psirt@globex.example"]);
  });
});
