import { and, eq, isNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { committeeRole, contactAlias, deliveryPause, emailMessage, endOfMembership, member, memberChange } from "@/db/schema";
import { approvalActions } from "@/lib/approval/actions";
import type { Person } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { isWithoutChair } from "@/lib/organization/queries/without-chair";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { agreeReinstatement, askReinstatement } from "@/lib/removal/commands/reinstate";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { shortSteps } from "@/lib/removal/queries/missing-people";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { openVote } from "@/lib/review/commands/open-vote";
import { setConflict } from "@/lib/review/commands/set-conflict";
import { istio } from "@/lists/istio";
import {
  type Admitted,
  agreed,
  appealOf,
  beginWithGlobex,
  committeeMember,
  globex,
  of,
  onDay,
  personOf,
  portalProposal,
  proposed,
  recuses,
  revokeRoles,
  signedIn,
  stored,
  who,
} from "../removal/world";
import { routed } from "../review/world";

beginWithGlobex();

/** The rule of DESIGN: no action needs fewer people of the committee than it did when the table was written. */
test.each(Object.entries(approvalActions))("%s needs two people of the committee", (_action, parts) => {
  expect(parts).toHaveLength(2);
});

test("an action that a chair began or ended needs one still", () => {
  const chairs = Object.entries(approvalActions).flatMap(([action, parts]) =>
    (parts as readonly string[]).includes("chair") ? [action] : [],
  );
  expect(chairs).toEqual(["removal", "reinstatement", "pause", "alias-release", "waiver", "vote-end", "conflict", "decision"]);
});

/** Committees of one to four: so many chairs first, then reviewers; the first person may have a conflict of interest with the member. */
const committees = [1, 2, 3, 4].flatMap((size) =>
  Array.from({ length: size + 1 }, (_, chairs) => chairs).flatMap((chairs) =>
    [false, true].map((conflict) => ({ size, chairs, conflict, eligible: size - (conflict ? 1 : 0) })),
  ),
);

/** The people of a committee, in place of those that the test begins with. */
async function seated({ size, chairs }: { size: number; chairs: number }): Promise<readonly Person[]> {
  for (const person of Object.values(who)) await revokeRoles(person);
  await committeeMember("aud@auditor.example", "auditor");
  const people: Person[] = [];
  for (let at = 0; at < size; at += 1)
    people.push(await committeeMember(`person${at}@place${at}.example`, at < chairs ? "chair" : "reviewer"));
  return people;
}

/** Everybody tries each step in turn, until nobody gets any further; returns what the refusals said. */
async function everybodyTries(people: readonly Person[], steps: readonly ((person: Person) => Promise<unknown>)[]): Promise<string> {
  const said: string[] = [];
  for (let round = 0; round < 2; round += 1)
    for (const step of steps)
      for (const person of people)
        await step(person).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          said.push(error.message);
        });
  return said.join(" ");
}

/** The steps that the committee is told it has too few people for. */
async function short(): Promise<readonly string[]> {
  const { actor } = await signedIn("aud@auditor.example", onDay(1));
  const steps = await shortSteps(actor, "istio", onDay(1));
  return (steps ?? []).map(({ kind }) => kind);
}

const hasLeft = async ({ memberId }: Admitted) =>
  (
    await database()
      .select()
      .from(member)
      .where(and(eq(member.id, memberId), isNull(member.leftOn)))
  ).length === 0;

describe.each(committees)("a committee of $size with $chairs chairs, the first of them in conflict: $conflict", (which) => {
  const enough = which.eligible >= 2;
  const begin = async () => {
    const people = await seated(which);
    const [first] = people;
    if (which.conflict && first !== undefined) await recuses(first, globex);
    return people;
  };
  /** Done, where two people are eligible; or the person who asked, or the committee, is told how many are missing. */
  const resolved = async (done: boolean, { said, kind }: { said: string; kind: string }) => {
    expect(done).toBe(enough);
    if (!done)
      expect(said.includes("is needed") || said.includes("are needed") || (await short()).includes(kind) || which.eligible === 0).toBe(
        true,
      );
  };

  test("removes a member that a person proposed to remove", async () => {
    const people = await begin();
    let reference = "";
    const said = await everybodyTries(people, [
      async (person) => {
        if (reference === "") reference = await proposed(globex, person, onDay(1));
      },
      async (person) => agreeRemoval(await of(person, onDay(1)), { reference }),
    ]);
    await resolved(reference !== "" && (await stored(reference)).status === "agreed", { said, kind: "removal" });
    if (!enough) expect(await database().select().from(emailMessage).where(eq(emailMessage.kind, "removal-proposed"))).toEqual([]);
  });

  test("removes a member that the portal proposed to remove", async () => {
    const people = await begin();
    const reference = await portalProposal(globex);
    const said = await everybodyTries(people, [
      async (person) => takeUpRemoval(await of(person, onDay(1)), { reference }),
      async (person) => agreeRemoval(await of(person, onDay(1)), { reference }),
    ]);
    await resolved((await stored(reference)).status === "agreed", { said, kind: "removal" });
    if (!enough) expect(await short()).toContain("removal");
  });

  test("pauses delivery and has the pause confirmed", async () => {
    const people = await begin();
    const said = await everybodyTries(people, [
      async (person) =>
        pauseDelivery(await of(person, onDay(1)), { member: globex.memberId, reason: "The mailbox may be in other hands." }),
      async (person) => {
        const [pause] = await database().select().from(deliveryPause);
        if (pause !== undefined) await confirmPause(await of(person, onDay(1)), { pause: pause.id });
      },
    ]);
    const [pause] = await database().select().from(deliveryPause);
    await resolved(pause?.confirmedAt != null, { said, kind: "pause" });
    expect(pause !== undefined).toBe(which.eligible > 0); // a pause begins at once, whoever is there to confirm it
  });

  test("reinstates a member that left", async () => {
    const people = await begin();
    await database().execute(sql`update member set left_on = '2026-11-10' where id = ${globex.memberId}`);
    await database()
      .update(contactAlias)
      .set({ until: onDay(-6) });
    await database()
      .insert(endOfMembership)
      .values({ memberId: globex.memberId, kind: "left", on: "2026-11-10", at: onDay(-6) });
    const said = await everybodyTries(people, [
      async (person) => askReinstatement(await of(person, onDay(1)), { member: globex.memberId, reason: "We misread it." }),
      async (person) => agreeReinstatement(await of(person, onDay(1)), { member: globex.memberId }),
    ]);
    await resolved(!(await hasLeft(globex)), { said, kind: "reinstatement" });
  });

  test("gives a member another name", async () => {
    const people = await begin();
    const rename = { kind: "rename", name: "Globex International", reason: "A new owner.", product: "", domains: "" } as const;
    await askMemberChange(await personOf(globex, "gus", onDay(1)), { member: globex.memberId, ...rename });
    const [change] = await database().select().from(memberChange);
    const said = await everybodyTries(people, [
      async (person) => decideMemberChange(await of(person, onDay(1)), { change: change?.id ?? "", verdict: "agree", reason: "" }),
    ]);
    const [after] = await database().select().from(memberChange);
    await resolved(after?.accepted === true, { said, kind: "member-change" });
  });

  test("decides an appeal, or asks the list's contact for appeals to name more people", async () => {
    const reference = await agreed(globex, who);
    const people = await begin();
    await fileAppeal(await personOf(globex, "gus", onDay(2)), { member: globex.memberId, words: "You read the wrong list." });
    const said = await everybodyTries(people, [
      async (person) => readAppeal(await of(person, onDay(2)), { reference, verdict: "agree", reason: "I looked at it." }),
    ]);
    await resolved((await appealOf(reference))?.outcome === "upheld", { said, kind: "appeal" });
    const asked = await database().select().from(emailMessage).where(eq(emailMessage.kind, "appeal-needs-readers"));
    expect(asked.map(({ recipient, data }) => [recipient, data.missing])).toEqual(
      enough ? [] : [[istio.contact.email, 2 - which.eligible]],
    );
  });
});

describe("a part of a chair", () => {
  const cannot = "This page does not exist, or you do not have access to it.";

  test("is a reviewer's only while no chair is eligible", async () => {
    const [rita, reference] = [who.rita, (await routed()).reference];
    await expect(openVote(await of(rita), { reference })).rejects.toThrow(cannot);
    await revokeRoles(who.cora);
    await expect(openVote(await of(rita), { reference })).resolves.not.toThrow();
  });

  test("stays a chair's on a list whose fallback is nobody", async () => {
    await revokeRoles(who.cora);
    const { actor: viewer } = await of(who.rita);
    const about = { viewer, about: "member", id: globex.memberId } as const;
    expect(await isWithoutChair(database(), { ...about, list: istio })).toBe(true);
    expect(await isWithoutChair(database(), { ...about, list: { ...istio, fallback: { withoutChair: "nobody" } } })).toBe(false);
  });

  test("of the second approver is a reviewer's where the only chair was the first", async () => {
    const reference = await proposed(globex, who.cora);
    await agreeRemoval(await of(who.raj, onDay(1)), { reference });
    expect((await stored(reference)).status).toBe("agreed");
  });

  test("is never a reviewer's with a conflict of interest, or an auditor's", async () => {
    await revokeRoles(who.cora);
    await recuses(who.rita, globex);
    const auditor = await committeeMember("aud@auditor.example", "auditor");
    for (const person of [who.rita, auditor])
      await expect(pauseDelivery(await of(person), { member: globex.memberId, reason: "It bounces." })).rejects.toThrow(cannot);
  });

  test("is nobody's on another list", async () => {
    const elsewhere = await committeeMember("lea@layer.example", "reviewer", "layer5");
    await revokeRoles(who.cora);
    await expect(pauseDelivery(await of(elsewhere), { member: globex.memberId, reason: "It bounces." })).rejects.toThrow(cannot);
    expect(await database().select().from(committeeRole).where(eq(committeeRole.list, "layer5"))).toHaveLength(1);
  });
});

test("a removal that nobody else could approve is not proposed, and nobody is written to", async () => {
  for (const person of [who.rita, who.raj, who.rosa]) await revokeRoles(person);
  await expect(proposed(globex, who.cora)).rejects.toThrow(
    "Nobody else on the committee can approve this now, so it was not requested. 1 more person with the reviewer or chair role is needed. The operator of the portal grants the role on the command line: npm run --silent portal -- committee grant EMAIL --list istio --role reviewer.",
  );
  expect(await database().select().from(emailMessage)).toEqual([]);
});

describe("two reviewers who act in place of a chair", () => {
  const back = "A reviewer asked for this while no chair was eligible. A chair is eligible again and has to agree.";

  test("cannot do so once a chair is eligible again; the chair can agree", async () => {
    await revokeRoles(who.cora);
    await pauseDelivery(await of(who.rita), { member: globex.memberId, reason: "It bounces." });
    const dora = await committeeMember("dora@dock.example", "chair");
    const [pause] = await database().select().from(deliveryPause);
    await expect(confirmPause(await of(who.raj), { pause: pause?.id ?? "" })).rejects.toThrow(back);
    await confirmPause(await of(dora), { pause: pause?.id ?? "" });
  });

  test("cannot change the end of a vote together once a chair is eligible again", async () => {
    const { reference } = await routed();
    await openVote(await of(who.cora), { reference });
    await revokeRoles(who.cora);
    await changeVoteEnd(await of(who.rita), { reference, until: "now" });
    const dora = await committeeMember("dora@dock.example", "chair");
    await expect(agreeVoteEnd(await of(who.raj), { reference })).rejects.toThrow(back);
    await agreeVoteEnd(await of(dora), { reference });
  });

  test("record a conflict of interest of the only chair", async () => {
    const { reference } = await routed();
    expect(await setConflict(await of(who.rita), { reference, person: who.cora.personId })).toBe("asked");
    expect(await setConflict(await of(who.raj), { reference, person: who.cora.personId })).toBe("agreed");
  });
});

test("a removal whose first approver is no longer eligible is approved by another first person", async () => {
  const reference = await proposed(globex, who.rita);
  await revokeRoles(who.rita);
  await expect(agreeRemoval(await of(who.cora, onDay(1)), { reference })).rejects.toThrow(
    "Somebody else has to approve the removal first.",
  );
  await takeUpRemoval(await of(who.raj, onDay(1)), { reference });
  await agreeRemoval(await of(who.cora, onDay(1)), { reference });
  expect((await stored(reference)).firstBy).toBe(who.raj.personId);
});

test("an open vote that too few can take part in is shown to the committee", async () => {
  const { reference } = await routed();
  await openVote(await of(who.cora), { reference });
  for (const person of [who.raj, who.rosa]) await revokeRoles(person);
  const { actor } = await of(who.rita, onDay(1));
  expect(await shortSteps(actor, "istio", onDay(1))).toMatchObject([{ kind: "vote", reference, missing: { chairs: 0, others: 1 } }]);
});
