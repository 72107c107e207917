import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { conflictOfInterest, decision, vote, voteRound, waiver } from "@/db/schema";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";
import { liftConflict } from "@/lib/review/commands/lift-conflict";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { setConflict } from "@/lib/review/commands/set-conflict";
import { signedIn } from "@/scripts/demo/people";
import { stateOfTheWorld } from "../visibility/asking";
import { people, personIdOf } from "../visibility/world";
import { securityWorld } from "./world";

const { world } = securityWorld();

const now = () => new Date();
const person = (name: keyof typeof people) => signedIn(people[name], now());

/** Every "2" of the matrix that exists: one person asks, and the same person's second press is no agreement. */
describe("what takes two people", () => {
  it("13: a conflict of interest that one chair sets twice is not set; a second person sets it", async () => {
    const { reference, organizationId } = world().stages.review;
    const rosa = await personIdOf(people.rosa);
    const held = () =>
      database().$count(
        conflictOfInterest,
        and(
          eq(conflictOfInterest.personId, rosa),
          eq(conflictOfInterest.organizationId, organizationId),
          isNull(conflictOfInterest.liftedAt),
        ),
      );
    expect(await setConflict({ actor: await person("carol") }, { reference, person: rosa })).toBe("asked");
    await expect(setConflict({ actor: await person("carol") }, { reference, person: rosa })).rejects.toThrow(
      "A second person has to agree.",
    );
    await expect(setConflict({ actor: await person("rosa") }, { reference, person: rosa })).rejects.toThrow("You cannot change your own");
    expect(await held()).toBe(0);
    expect(await setConflict({ actor: await person("cora") }, { reference, person: rosa })).toBe("agreed");
    expect(await held()).toBe(1);
  });

  it("13: nobody lifts their own conflict of interest, not even as the second", async () => {
    const { reference } = world().stages.other;
    const dora = await personIdOf(people.dora);
    expect(await liftConflict({ actor: await person("carol") }, { reference, person: dora })).toBe("asked");
    await expect(liftConflict({ actor: await person("dora") }, { reference, person: dora })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(liftConflict({ actor: await person("carol") }, { reference, person: dora })).rejects.toThrow(
      "A second person has to agree.",
    );
  });

  it("18 and 20: who asked does not agree", async () => {
    const sum = await stateOfTheWorld();
    const { reference, applicationId } = world().stages.voting;
    const cora = await person("cora");
    await expect(agreeVoteEnd({ actor: cora }, { reference })).rejects.toThrow("A second person has to agree.");
    await expect(agreeWaiver({ actor: cora }, { reference, criterion: "envoy-list" })).rejects.toThrow("A second person has to agree.");
    expect(await stateOfTheWorld()).toBe(sum);
    const [asked] = await database().select().from(waiver).where(eq(waiver.applicationId, applicationId));
    expect(asked?.agreedAt).toBeNull();
  });

  it("19: a chair whose own vote is the only one for it does not decide; with another's vote, that person is the second approver", async () => {
    const { reference, applicationId } = world().stages.closed;
    const [round] = await database().select().from(voteRound).where(eq(voteRound.applicationId, applicationId));
    const cora = await personIdOf(people.cora);
    await database()
      .update(vote)
      .set({ choice: "abstain" })
      .where(and(eq(vote.roundId, round?.id ?? ""), eq(vote.personId, await personIdOf(people.rosa))));
    await database()
      .update(vote)
      .set({ personId: await personIdOf(people.carol) })
      .where(and(eq(vote.roundId, round?.id ?? ""), eq(vote.personId, await personIdOf(people.ravi))));
    await database()
      .update(vote)
      .set({ choice: "abstain" })
      .where(and(eq(vote.roundId, round?.id ?? ""), eq(vote.personId, cora)));
    await expect(makeDecision({ actor: await person("carol") }, { reference, version: 1, aliasByHand: "yes" })).rejects.toThrow(
      "Open another vote.",
    );
    expect(await database().$count(decision, eq(decision.applicationId, applicationId))).toBe(0);
    await database()
      .update(vote)
      .set({ choice: "accept" })
      .where(and(eq(vote.roundId, round?.id ?? ""), eq(vote.personId, cora)));
    await makeDecision({ actor: await person("carol") }, { reference, version: 1, aliasByHand: "yes" });
    const [made] = await database().select().from(decision).where(eq(decision.applicationId, applicationId));
    expect(made?.secondedBy).toBe(cora);
  });
});
