import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { violatedConstraint } from "@/lib/kernel/command";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { closeRemovalOfFormerMember } from "@/lib/removal/commands/close-removal-of-former-member";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { recordRemovalContact } from "@/lib/removal/commands/record-removal-contact";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { tellAgain } from "@/lib/removal/commands/tell-again";
import { readyToRace } from "../setup/race";
import {
  admitted,
  agreed,
  asWorker,
  beginWithGlobex,
  carriedOut,
  committeeMember,
  delivered,
  emailsAbout,
  eventsAbout,
  globex,
  monday,
  notifiedAt,
  of,
  onDay,
  personOf,
  portalProposal,
  proposed,
  reasons,
  recuses,
  signedIn,
  stored,
  who,
} from "./world";

beginWithGlobex();

const notAllowed = "This page does not exist, or you do not have access to it.";
const stale = "Sign in again to do this: it requires a sign-in within the last 30 minutes.";
const late = async (whose: { actor: { signedInAt: Date | null } }) =>
  ({ ...whose, actor: { ...whose.actor, signedInAt: onDay(-1) } }) as never;

describe("proposing", () => {
  test("tells the member and the committee at once, with a notice from today", async () => {
    const reference = await proposed(globex, who.rita);
    const held = await stored(reference);
    expect(held).toMatchObject({
      status: "proposed",
      because: "committee",
      firstBy: who.rita.personId,
      secondBy: null,
      carryOutOn: "2026-11-30",
    });
    expect(held.toldAt).toEqual(monday);
    expect(await emailsAbout(held.id)).toEqual([
      "removal-proposed to gina@globex.example",
      "removal-proposed to gus@globex.example",
      "removal-proposed to security@globex.example",
      "removal-to-decide to cora@committee.example",
      "removal-to-decide to raj@harbour.example",
      "removal-to-decide to rosa@gmail.com",
    ]);
    expect(await eventsAbout(held.id)).toEqual(["removal.proposed", "removal.told"]);
  });

  test("a proposal of the portal is reported only to the committee", async () => {
    const held = await stored(await portalProposal(globex));
    expect(held).toMatchObject({ status: "proposed", because: "expired-recheck", firstBy: null, toldAt: null });
    expect(await emailsAbout(held.id)).toEqual([
      "removal-to-decide to cora@committee.example",
      "removal-to-decide to raj@harbour.example",
      "removal-to-decide to rita@mesh.example",
      "removal-to-decide to rosa@gmail.com",
    ]);
  });

  test("only one is open per member: the open one is kept, and nobody is told again", async () => {
    const reference = await portalProposal(globex);
    expect(await portalProposal(globex, onDay(3))).toBe(reference);
    expect(await emailsAbout((await stored(reference)).id)).toHaveLength(4);
    await expect(proposed(globex, who.rita)).rejects.toThrow("A removal of this member is already open. Look at that one.");
  });

  test.each([
    ["a stranger", () => personOf(globex)],
    ["somebody recused", () => signedIn("rita@mesh.example")],
  ])("%s is refused", async (name, actor) => {
    const target = name === "a stranger" ? globex : await admitted("Mesh", { alias: "security@mesh.example", people: [] });
    await expect(proposeRemovalByPerson(await actor(), { member: target.memberId, reasons, typed: target.name })).rejects.toThrow(
      notAllowed,
    );
  });

  test("an old sign-in, no reason, a reason without a reason, a criterion that is none are refused", async () => {
    const propose = async (more: object, context = of(who.rita)) =>
      proposeRemovalByPerson(await context, { member: globex.memberId, reasons, typed: globex.name, ...more });
    await expect(propose({}, of(who.rita).then(late))).rejects.toThrow(stale);
    await expect(propose({ reasons: [] })).rejects.toMatchObject({
      problems: [{ field: "reasons", message: "Select at least one criterion that is not met" }],
    });
    await expect(propose({ reasons: [{ criterion: "user-base", reason: " ", whatWouldHelp: "" }] })).rejects.toMatchObject({
      problems: [{ field: "reason.user-base", message: expect.stringMatching(/^Enter why it is not met: /) }],
    });
    await expect(propose({ reasons: [{ criterion: "colour", reason: "Grey", whatWouldHelp: "" }] })).rejects.toThrow(notAllowed);
  });

  test("everything that is wrong is named at once, at the fields of the form, with the criterion", async () => {
    const long = "a".repeat(2001);
    const wrong = [
      { criterion: "user-base", reason: "", whatWouldHelp: "" },
      { criterion: "community", reason: long, whatWouldHelp: long },
    ];
    await expect(proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons: wrong, typed: "" })).rejects.toMatchObject({
      problems: [
        { field: "reason.user-base", message: "Enter why it is not met: Users beyond your organization" },
        { field: "reason.community", message: "The reason for “Active in the community” must be 2,000 characters or less" },
        { field: "help.community", message: "What would help with “Active in the community” must be 2,000 characters or less" },
        { field: "typed", message: "Type the name, the domain or the contact alias of the member" },
      ],
    });
  });

  test("HC-LIF-014 typing the name of another organization is refused, to prevent choosing the wrong member", async () => {
    await expect(proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed: "Initech" })).rejects.toMatchObject({
      problems: [{ field: "typed", message: "This is neither the name nor a domain nor the contact alias of the member above" }],
    });
    for (const typed of [globex.domain, globex.alias]) {
      const { reference } = await proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed });
      await stopRemoval(await of(who.raj), { reference, reason: "The wrong one" });
    }
  });
});

describe("approving a proposal of the portal", () => {
  test("stores the first approver, tells the member, and counts the notice period from now", async () => {
    const reference = await portalProposal(globex);
    await takeUpRemoval(await of(who.raj, onDay(5)), { reference });
    const held = await stored(reference);
    expect(held).toMatchObject({ firstBy: who.raj.personId, carryOutOn: "2026-12-05", toldAt: onDay(5) });
    expect((await emailsAbout(held.id)).filter((email) => email.startsWith("removal-proposed"))).toHaveLength(3);
    await takeUpRemoval(await of(who.raj, onDay(6)), { reference });
    expect(await stored(reference)).toEqual(held);
    await expect(takeUpRemoval(await of(who.rita, onDay(6)), { reference })).rejects.toThrow(
      "Somebody has already approved this, or it has ended.",
    );
  });

  test("a stranger and an old sign-in are refused", async () => {
    const reference = await portalProposal(globex);
    await expect(takeUpRemoval(await personOf(globex), { reference })).rejects.toThrow(notAllowed);
    await expect(takeUpRemoval(await late(await of(who.raj)), { reference })).rejects.toThrow(stale);
  });

  test("nobody can be the second approver without a first one", async () => {
    const reference = await portalProposal(globex);
    await expect(agreeRemoval(await of(who.cora), { reference })).rejects.toThrow(
      "One person has to approve it before a second can agree.",
    );
  });
});

describe("agreeing", () => {
  test("another person, a chair, approves, and the member is told; a second time does nothing", async () => {
    const reference = await proposed(globex, who.rita);
    await agreeRemoval(await of(who.cora, onDay(1)), { reference });
    const held = await stored(reference);
    expect(held).toMatchObject({ status: "agreed", secondBy: who.cora.personId, secondAt: onDay(1), carryOutOn: "2026-11-30" });
    expect((await emailsAbout(held.id)).filter((email) => email.startsWith("removal-agreed"))).toEqual([
      "removal-agreed to gina@globex.example",
      "removal-agreed to gus@globex.example",
      "removal-agreed to security@globex.example",
    ]);
    await agreeRemoval(await of(who.cora, onDay(2)), { reference });
    expect(await stored(reference)).toEqual(held);
  });

  test("the proposer, a reviewer, a stranger and an old sign-in are refused", async () => {
    const reference = await proposed(globex, who.cora);
    await expect(agreeRemoval(await of(who.cora), { reference })).rejects.toThrow("A second, different person has to agree.");
    await expect(agreeRemoval(await personOf(globex), { reference })).rejects.toThrow(notAllowed);
    await committeeMember("carl@charter.example", "chair");
    await expect(agreeRemoval(await of(who.raj), { reference })).rejects.toThrow(notAllowed);
    const other = await proposed(await admitted("Initech"), who.rita);
    await expect(agreeRemoval(await late(await of(who.cora)), { reference: other })).rejects.toThrow(stale);
  });

  test("nobody can approve removing a member that has left", async () => {
    const reference = await proposed(globex, who.rita);
    await database().execute(sql`update member set left_on = '2026-11-16' where id = ${globex.memberId}`);
    await expect(agreeRemoval(await of(who.cora), { reference })).rejects.toMatchObject({
      kind: "conflict",
      message: "This organization is no longer a member.",
    });
  });

  test.each([
    [
      "one person twice",
      (id: string) => sql`update removal set second_by = first_by, second_at = now() where id = ${id}`,
      "nobody_agrees_with_themselves",
    ],
    [
      "a second without a first",
      (id: string) => sql`update removal set first_by = null, second_by = ${who.cora.personId} where id = ${id}`,
      "a_second_person_follows_a_first",
    ],
    ["one person alone", (id: string) => sql`update removal set status = 'agreed' where id = ${id}`, "two_people_approve_a_removal"],
    ["nobody at all", (id: string) => sql`update removal set status = 'carried-out' where id = ${id}`, "two_people_approve_a_removal"],
    [
      "a member that was told nothing",
      (id: string) => sql`update removal set status = 'agreed', second_by = ${who.cora.personId}, told_at = null where id = ${id}`,
      "nobody_is_removed_unnotified",
    ],
  ])("HC-LIF-001 the database itself refuses %s", async (_, write, law) => {
    const { id } = await stored(await proposed(globex, who.rita));
    const error = await database()
      .execute(write(id))
      .catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe(law);
  });

  test("nobody can be second to a person who is no longer eligible", async () => {
    const reference = await proposed(globex, who.rita);
    await recuses(who.rita, globex);
    await expect(agreeRemoval(await of(who.cora), { reference })).rejects.toThrow("Somebody else has to approve the removal first.");
    expect((await stored(reference)).status).toBe("proposed");
  });

  test("HC-CON-002 two chairs at once are one agreement, and the proposer is never counted twice", async () => {
    const reference = await proposed(globex, who.rita);
    await readyToRace();
    const both = await Promise.allSettled([
      agreeRemoval(await of(who.cora), { reference }),
      agreeRemoval(await of(who.cora), { reference }),
      agreeRemoval(await of(who.rita), { reference }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    const { id } = await stored(reference);
    expect((await eventsAbout(id)).filter((action) => action === "removal.agreed")).toHaveLength(1);
    expect((await emailsAbout(id)).filter((email) => email.startsWith("removal-agreed"))).toHaveLength(3);
  });
});

describe("stopping", () => {
  test("a reviewer stops what is proposed, with a reason that the member reads", async () => {
    const reference = await proposed(globex, who.rita);
    await stopRemoval(await of(who.raj), { reference, reason: "They showed two users." });
    const held = await stored(reference);
    expect(held).toMatchObject({ status: "stopped", stoppedBy: who.raj.personId, stoppedBecause: "They showed two users." });
    expect((await emailsAbout(held.id)).filter((email) => email.startsWith("removal-stopped"))).toHaveLength(3);
    await stopRemoval(await of(who.raj), { reference, reason: "They showed two users." });
    await expect(stopRemoval(await of(who.cora), { reference, reason: "Also" })).rejects.toThrow(
      "This is not possible any more: the removal is stopped.",
    );
    await proposed(globex, who.rita); // and it can be proposed again
  });

  test("the member is never told of a proposal of the portal", async () => {
    const reference = await portalProposal(globex);
    await stopRemoval(await of(who.raj), { reference, reason: "They answered by mail." });
    expect((await emailsAbout((await stored(reference)).id)).filter((email) => email.startsWith("removal-stopped"))).toEqual([]);
  });

  test("only a chair stops what two people approved, and never a stranger; a reason is required", async () => {
    const reference = await agreed(globex, who);
    await expect(stopRemoval(await of(who.raj), { reference, reason: "No" })).rejects.toThrow(notAllowed);
    await expect(stopRemoval(await personOf(globex), { reference, reason: "No" })).rejects.toThrow(notAllowed);
    await expect(stopRemoval(await of(who.cora), { reference, reason: " " })).rejects.toThrow("Enter why the removal is stopped.");
    await stopRemoval(await of(who.cora, onDay(2)), { reference, reason: "They came to the meeting." });
    expect(await carriedOut(reference, onDay(30))).toBe("nothing");
  });

  test("a member that leaves by its own wish ends it, and pauses with it", async () => {
    const reference = await agreed(globex, who);
    await database().execute(sql`update member set left_on = '2026-11-24' where id = ${globex.memberId}`);
    await closeRemovalOfFormerMember(asWorker(onDay(2)), { memberId: globex.memberId });
    expect(await stored(reference)).toMatchObject({ status: "stopped", stoppedBy: null });
    await closeRemovalOfFormerMember(asWorker(onDay(2)), { memberId: globex.memberId });
    await expect(closeRemovalOfFormerMember(await of(who.cora), { memberId: globex.memberId })).rejects.toThrow(notAllowed);
  });
});

describe("telling once more, and by voice", () => {
  test("without notification, the email goes to the current people and the date is computed again; once a day", async () => {
    const reference = await proposed(globex, who.rita);
    await tellAgain(await of(who.raj, onDay(4)), { reference });
    await tellAgain(await of(who.raj, onDay(4)), { reference });
    const held = await stored(reference);
    expect(held).toMatchObject({ carryOutOn: "2026-12-04", toldAt: monday });
    expect((await emailsAbout(held.id)).filter((email) => email.startsWith("removal-proposed"))).toHaveLength(6);
    await delivered(onDay(4), "removal-proposed");
    await tellAgain(await of(who.raj, onDay(6)), { reference });
    expect((await stored(reference)).carryOutOn).toBe("2026-12-04");
    await expect(tellAgain(await personOf(globex), { reference })).rejects.toThrow(notAllowed);
    await expect(tellAgain(await of(who.raj), { reference: await portalProposal(await admitted("Hooli")) })).rejects.toThrow(
      "Nobody has approved this yet, so the member has not been told.",
    );
  });

  test("a conversation makes no date earlier: the announced date stays the earliest", async () => {
    const reference = await agreed(globex, who, { notified: false });
    await database().execute(sql`update removal set carry_out_on = '2027-02-01' where reference = ${reference}`); // an announced criterion
    await recordRemovalContact(await of(who.raj, onDay(4)), { reference, on: "2026-11-19", with: "Gus, by telephone" });
    expect(await stored(reference)).toMatchObject({ spokenOn: "2026-11-19", carryOutOn: "2027-02-01" });
    expect(await carriedOut(reference, onDay(30))).toBe("waits");
  });

  test("once the member has left, nobody can approve a proposal, and nobody is told anything more", async () => {
    const [told, taken] = [await proposed(globex, who.rita), await admitted("Umbrella")];
    const machines = await portalProposal(taken);
    await database().execute(sql`update member set left_on = '2026-11-16' where id in (${globex.memberId}, ${taken.memberId})`);
    const ended = "This removal has ended.";
    await expect(takeUpRemoval(await of(who.rita), { reference: machines })).rejects.toThrow(ended);
    await expect(tellAgain(await of(who.raj, onDay(4)), { reference: told })).rejects.toThrow(ended);
    await expect(recordRemovalContact(await of(who.raj), { reference: told, on: "2026-11-16", with: "Gus" })).rejects.toThrow(ended);
  });

  test("a talk counts like a delivered email, from its day", async () => {
    const reference = await agreed(globex, who, { notified: false });
    const speak = async (on: string, by = who.raj) =>
      recordRemovalContact(await of(by, onDay(4)), { reference, on, with: "Gus, by telephone" });
    await expect(speak("2026-11-21")).rejects.toThrow("The date must not be in the future");
    await expect(speak("2026-11-15")).rejects.toThrow("The date must not be in the future");
    await expect(speak("tomorrow")).rejects.toThrow("Enter the date as year, month and day");
    await speak("2026-11-19");
    expect(await stored(reference)).toMatchObject({ spokenOn: "2026-11-19", spokenBy: who.raj.personId, carryOutOn: "2026-12-03" });
    await speak("2026-11-19");
    await expect(speak("2026-11-18", who.rita)).rejects.toThrow("A conversation is already recorded.");
    await expect(recordRemovalContact(await personOf(globex), { reference, on: "2026-11-19", with: "Me" })).rejects.toThrow(notAllowed);
    expect(await carriedOut(reference, onDay(17))).toBe("carried-out");
    await notifiedAt(reference, onDay(17));
  });
});
