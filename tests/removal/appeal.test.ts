import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { endOfMembership, member } from "@/db/schema";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { aliasesInUse } from "@/lib/alias/queries/in-use";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { dayOf } from "@/lib/kernel/calendar";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { followContactAlias } from "@/lib/removal/commands/follow-contact-alias";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { agreeReinstatement, askReinstatement } from "@/lib/removal/commands/reinstate";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { removalForCommittee } from "@/lib/removal/queries/removal";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { memberForCommittee } from "@/lib/views/member";
import { istio } from "@/lists/istio";
import {
  type Admitted,
  admitted,
  agreed,
  aliasesOf,
  appealOf,
  asWorker,
  beginWithGlobex,
  type Committee,
  carriedOut,
  committeeMember,
  emailsAbout,
  eventsAbout,
  globex,
  monday,
  notifiedAt,
  of,
  onDay,
  personOf,
  proposed,
  recuses,
  revokeRoles,
  stored,
  tokenTo,
  who,
} from "./world";

beginWithGlobex();

const words = "You read the wrong list of users.";
const file = async (days: number, who = "gus") => fileAppeal(await personOf(globex, who, onDay(days)), { member: globex.memberId, words });
const read = async (whose: Committee[keyof Committee], reference: string, verdict: "agree" | "object", days = 20) =>
  readAppeal(await of(whose, onDay(days)), { reference, verdict, reason: "I looked at it." });
const row = async ({ memberId }: Admitted) => {
  const [found] = await database().select().from(member).where(eq(member.id, memberId));
  if (!found) throw new Error("No such member");
  return found;
};
async function removed(): Promise<string> {
  const reference = await agreed(globex, who);
  expect(await carriedOut(reference, onDay(14))).toBe("carried-out");
  return reference;
}

describe("an appeal", () => {
  test("of a removed member is received, and read by those who did not decide", async () => {
    const reference = await removed();
    await file(28);
    const { id } = await stored(reference);
    expect((await emailsAbout(id)).filter((each) => each.startsWith("appeal"))).toEqual([
      "appeal-received to gina@globex.example",
      "appeal-received to gus@globex.example",
      "appeal-to-read to raj@harbour.example",
      "appeal-to-read to rosa@gmail.com",
    ]);
    await file(28); // a second press
    await expect(fileAppeal(await personOf(globex, "gina", onDay(28)), { member: globex.memberId, words: "Another" })).rejects.toThrow(
      "An appeal against this removal has already been made.",
    );
  });

  test("is refused before a decision, after its days, and to strangers", async () => {
    await expect(file(0)).rejects.toThrow("No removal of your organization has been decided.");
    const reference = await proposed(globex, who.rita);
    await expect(file(0)).rejects.toThrow("No removal of your organization has been decided.");
    await notifiedAt(reference, monday);
    await agreeRemoval(await of(who.cora, onDay(1)), { reference });
    expect(await carriedOut(reference, onDay(14))).toBe("carried-out");
    const other = await admitted("Initech");
    await database().execute(
      sql`update organization_contact set role = 'reader' where organization_id = ${globex.organizationId} and role = 'deputy'`,
    );
    await expect(file(15, "gina")).rejects.toThrow("This page does not exist");
    await expect(file(29)).rejects.toThrow("An appeal was possible until Monday 14 December 2026. You can apply again at any time.");
    await expect(fileAppeal(await personOf(other, "gus", onDay(15)), { member: globex.memberId, words })).rejects.toThrow(
      "This page does not exist",
    );
    await expect(fileAppeal(await of(who.cora, onDay(15)), { member: globex.memberId, words })).rejects.toThrow("This page does not exist");
  });

  test("holds an agreed removal back until it is read; turned down, the removal goes on", async () => {
    const reference = await agreed(globex, who);
    await file(5);
    expect(await carriedOut(reference, onDay(14))).toBe("waits");
    await read(who.raj, reference, "object", 15);
    expect((await appealOf(reference))?.decidedAt).toBeNull();
    await read(who.rosa, reference, "object", 15);
    expect(await appealOf(reference)).toMatchObject({ outcome: "turned-down", decidedAt: onDay(15) });
    expect(await carriedOut(reference, onDay(16))).toBe("carried-out");
  });

  test("is left undecided where a chair stops the removal meanwhile", async () => {
    const reference = await agreed(globex, who);
    await file(5);
    await read(who.raj, reference, "object", 6);
    const waiting = async () =>
      (await openTasksWaiting((await of(who.rosa)).actor, "istio", onDay(6)))?.find(({ kind }) => kind === "appeal");
    const before = (await waiting())?.count ?? 0;
    await stopRemoval(await of(who.cora, onDay(6)), { reference, reason: "They showed it." });
    await expect(read(who.rosa, reference, "object", 6)).rejects.toThrow("The removal was stopped, so nothing is left to decide.");
    const view = await removalForCommittee((await of(who.rosa)).actor, istio, { reference, today: dayOf(onDay(6)) });
    expect(view?.view === "full" && view.may.readAppeal).toBe(false);
    expect((await waiting())?.count ?? 0).toBe(before - 1);
  });

  test("is not decided by two different verdicts", async () => {
    const reference = await agreed(globex, who);
    await file(5);
    await read(who.raj, reference, "agree", 6);
    await read(who.rosa, reference, "object", 6);
    expect((await appealOf(reference))?.decidedAt).toBeNull();
    expect((await stored(reference)).status).toBe("agreed");
  });

  test("upheld before the day, it stops the removal", async () => {
    const reference = await agreed(globex, who);
    await file(5);
    await read(who.raj, reference, "agree", 6);
    await read(who.rosa, reference, "agree", 6);
    expect((await stored(reference)).status).toBe("stopped");
    expect((await row(globex)).leftOn).toBeNull();
  });

  test("upheld afterwards, it brings the member back with its dates, and its alias is asked anew", async () => {
    const before = await row(globex);
    const reference = await removed();
    await file(20);
    await read(who.raj, reference, "agree");
    await read(who.rosa, reference, "agree");
    expect(await row(globex)).toEqual({ ...before, nextRecheckOn: "2027-01-05" });
    expect(await database().select().from(endOfMembership).where(eq(endOfMembership.memberId, globex.memberId))).toEqual([]);
    expect(await aliasesOf(globex)).toEqual([`${globex.alias} (unproved)`]);
    expect(await eventsAbout(globex.memberId)).toContain("member.reinstated");
  });

  test("people who approved the removal, strangers and those who read it already do not decide", async () => {
    const reference = await removed();
    await expect(read(who.raj, reference, "agree")).rejects.toThrow("Nobody appealed against this removal.");
    await file(20);
    for (const one of [who.rita, who.cora])
      await expect(read(one, reference, "agree")).rejects.toThrow("You approved this removal. Somebody else has to read the appeal.");
    await expect(readAppeal(await personOf(globex, "gus", onDay(20)), { reference, verdict: "agree", reason: "We" })).rejects.toThrow(
      "This page does not exist",
    );
    const raj = await of(who.raj, onDay(20));
    const later = { ...raj, now: new Date(onDay(20).getTime() + 31 * 60_000) };
    await expect(readAppeal(later, { reference, verdict: "agree", reason: "I looked at it." })).rejects.toThrow("Sign in again to do this");
    await read(who.raj, reference, "agree");
    await read(who.raj, reference, "agree");
    await expect(read(who.raj, reference, "object")).rejects.toThrow("You already gave your view on this appeal.");
    expect((await appealOf(reference))?.decidedAt).toBeNull();
  });
});

describe("two eligible people", () => {
  test.each(["agree", "object"] as const)(
    "read an appeal (%s): whoever recused meanwhile, or lost the role, is one too few",
    async (verdict) => {
      const reference = await removed();
      await file(20);
      await read(who.raj, reference, verdict);
      await recuses(who.raj, globex);
      const dan = await committeeMember("dan@dock.example", "reviewer");
      await read(dan, reference, verdict);
      await revokeRoles(dan);
      await read(who.rosa, reference, verdict);
      expect((await appealOf(reference))?.decidedAt).toBeNull();
      await read(await committeeMember("dora@dock.example", "reviewer"), reference, verdict);
      expect(await appealOf(reference)).toMatchObject({ outcome: verdict === "agree" ? "upheld" : "turned-down" });
    },
  );

  test("reinstating: nobody can second a chair who recused, and another chair can propose it again", async () => {
    await removed();
    const carl = await committeeMember("carl@dock.example", "chair");
    await askReinstatement(await of(carl, onDay(20)), { member: globex.memberId, reason: "I know them." });
    const seen = async () => {
      const view = await memberForCommittee((await of(who.raj)).actor, istio, globex.memberId, "2026-12-06");
      return view?.view === "full" ? view.reinstatement : undefined;
    };
    expect(await seen()).toEqual({ by: carl.email, byViewer: false, reason: "I know them." });
    await recuses(carl, globex);
    expect(await seen()).toBeNull();
    const agree = async () => agreeReinstatement(await of(who.raj, onDay(20)), { member: globex.memberId });
    await expect(agree()).rejects.toThrow("Nobody has asked to reinstate this member.");
    await askReinstatement(await of(who.cora, onDay(20)), { member: globex.memberId, reason: "They showed it." });
    expect(await seen()).toEqual({ by: "cora@committee.example", byViewer: false, reason: "They showed it." });
    await agree();
    expect((await row(globex)).leftOn).toBeNull();
  });
});

describe("reinstating", () => {
  const ask = async (whose: Committee[keyof Committee], days = 20) =>
    askReinstatement(await of(whose, onDay(days)), { member: globex.memberId, reason: "They showed it." });
  const agree = async (whose: Committee[keyof Committee], days = 20) =>
    agreeReinstatement(await of(whose, onDay(days)), { member: globex.memberId });

  test("a chair asks, a second person agrees, and the same membership goes on", async () => {
    const before = await row(globex);
    await removed();
    await expect(agree(who.raj)).rejects.toThrow("Nobody has asked to reinstate this member.");
    await expect(ask(who.raj)).rejects.toThrow("This page does not exist");
    await expect(askReinstatement(await personOf(globex), { member: globex.memberId, reason: "We" })).rejects.toThrow(
      "This page does not exist",
    );
    await ask(who.cora);
    await ask(who.cora);
    await expect(agree(who.cora)).rejects.toThrow("You asked for this yourself. A second person has to agree.");
    expect((await row(globex)).leftOn).toBe("2026-11-30");
    await agree(who.raj);
    expect(await row(globex)).toEqual({ ...before, nextRecheckOn: "2027-01-05" });
    await expect(agree(who.rosa)).rejects.toThrow("This organization is already a member.");
  });

  test("an answer from before the removal does not prove the alias again", async () => {
    await askContactAlias(await of(who.raj), { member: globex.memberId });
    const [token, now] = [await tokenTo(globex.alias, "alias-check"), new Date(monday.getTime() + 3_600_000)];
    await answerAliasCheck({ actor: { kind: "visitor" }, now }, { token, name: "Product security", organization: globex.name });
    const answered = async () => (await aliasesInUse(database(), globex.memberId)).map(({ answeredAt }) => answeredAt);
    expect(await answered()).toEqual([now]);
    await removed();
    await ask(who.cora);
    await agree(who.raj);
    expect(await answered()).toEqual([null]);
  });

  test("the alias is proved by a person's answer only", async () => {
    await removed();
    await ask(who.cora);
    await agree(who.raj);
    const token = await tokenTo(globex.alias, "alias-check");
    const { rows } = await database().execute<{ id: string }>(
      sql`select id from alias_check where subject_kind = 'reinstatement' and member_id = ${globex.memberId} and ended_at is null`,
    );
    const checkId = rows[0]?.id ?? "";
    await followContactAlias(asWorker(onDay(20)), { checkId });
    expect(await aliasesOf(globex)).toEqual([`${globex.alias} (unproved)`]);
    const now = new Date(onDay(20).getTime() + 3_600_000);
    await answerAliasCheck({ actor: { kind: "visitor" }, now }, { token, name: "Product security", organization: globex.name });
    await followContactAlias(asWorker(now), { checkId });
    await followContactAlias(asWorker(now), { checkId });
    expect(await aliasesOf(globex)).toEqual([globex.alias]);
    expect((await eventsAbout(globex.memberId)).filter((action) => action === "member.alias_proved")).toHaveLength(1);
    await expect(followContactAlias(await of(who.cora), { checkId })).rejects.toThrow("This page does not exist");
    await disownAlias({ actor: { kind: "visitor" }, now }, { token, word: "NOT OURS" });
    await followContactAlias(asWorker(now), { checkId });
    expect(await eventsAbout(globex.memberId)).toContain("alert.raised");
  });

  test("a second end of the membership needs two people anew", async () => {
    await removed();
    await ask(who.cora);
    await agree(who.raj);
    await database().execute(sql`update member set left_on = '2026-12-20' where id = ${globex.memberId}`);
    await database().execute(
      sql`update contact_alias set until_at = ${onDay(34).toISOString()} where member_id = ${globex.memberId} and until_at is null`,
    );
    await database()
      .insert(endOfMembership)
      .values({ memberId: globex.memberId, kind: "left", on: "2026-12-20", at: onDay(34) });
    await expect(agree(who.rosa, 40)).rejects.toThrow("Nobody has asked to reinstate this member.");
    await ask(who.cora, 40);
    await agree(who.raj, 40);
    expect((await row(globex)).leftOn).toBeNull();
  });

  test("an alias that is another member's now, and a newer membership, are in the way", async () => {
    await removed();
    await ask(who.cora);
    await admitted("Squatter", { alias: globex.alias, people: [] });
    await expect(agree(who.raj)).rejects.toThrow("Its former contact alias now belongs to another member.");
    await database().execute(
      sql`insert into member (list, organization_id, name, since_on, next_recheck_on, created_at) values ('istio', ${globex.organizationId}, 'Globex', '2026-12-01', '2027-12-01', ${monday.toISOString()})`,
    );
    await expect(agree(who.raj)).rejects.toThrow("This organization is already a member again, through a newer application.");
  });
});

test("administrators read the day of the second agreement, and not who agreed", async () => {
  const reference = await agreed(globex, who);
  const adam = await committeeMember("adam@dock.example", "administrator");
  const view = await removalForCommittee((await of(adam)).actor, istio, { reference, today: dayOf(onDay(1)) });
  expect(view).toMatchObject({ view: "summary", status: "agreed", second: null, agreedAt: expect.any(Date) });
});
