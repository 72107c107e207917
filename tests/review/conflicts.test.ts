import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { application, conflictOfInterest } from "@/db/schema";
import { dayOf } from "@/lib/kernel/calendar";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { liftConflict } from "@/lib/review/commands/lift-conflict";
import { routeApplication } from "@/lib/review/commands/route-application";
import { setConflict } from "@/lib/review/commands/set-conflict";
import { applicationForReview } from "@/lib/review/queries/application";
import { committeeOf } from "@/lib/review/queries/committee";
import { istio } from "@/lists/istio";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import {
  assigned,
  asWorker,
  cast,
  committee,
  committeeMember,
  eventsOf,
  find,
  forget,
  fresh,
  lastRound,
  later,
  monday,
  openRound,
  reviewed,
  revokeRoles,
  routed,
  sent,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

describe("declaring a conflict of interest", () => {
  it("takes the application away at once, gives it to somebody else, and is no error twice", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await declareConflict(await fresh(rita), { reference });
    await declareConflict(await fresh(rita), { reference });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rosa"]);
    expect((await eventsOf(reference)).filter((event) => event === "conflict.declared")).toHaveLength(1);
  });

  it("HC-MNB-006: leaves the reviewer everything of the other applications", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    const other = await sent("olaf@other.example", "Other");
    await routeApplication(asWorker(), { applicationId: other.id });
    await declareConflict(await fresh(rita), { reference });
    const { actor } = await fresh(rita);
    expect(await applicationForReview(actor, istio, { reference: other.reference, today: dayOf(monday) })).toMatchObject({ view: "full" });
    await find(rita, other.reference, "community");
    expect(await eventsOf(other.reference)).toContain("review.finding_recorded");
    await expect(find(rita, reference, "community")).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("is for reviewers and chairs", async () => {
    const admin = await committeeMember("admin@admin.example", "administrator");
    await committee();
    const { reference, ada } = await routed();
    for (const who of [admin, ada])
      await expect(declareConflict(await fresh(who), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("closes the vote when it was the last who had not voted", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    for (const member of [who.cora, who.rita, who.raj]) await cast(member, reference, await openRound(reference), "accept");
    await declareConflict(await fresh(who.rosa, later({ hours: 2 })), { reference });
    expect(await lastRound(reference)).toMatchObject({ outcome: "accepted" });
  });
});

describe("somebody else's conflict of interest", () => {
  it("is set by a chair and a second person", async () => {
    const { cora, rita, raj } = await committee();
    const { reference } = await routed();
    await expect(setConflict(await fresh(rita), { reference, person: raj.personId })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await setConflict(await fresh(cora), { reference, person: raj.personId })).toBe("asked");
    await expect(setConflict(await fresh(cora), { reference, person: raj.personId })).rejects.toThrow("A second person has to agree.");
    expect(await database().select().from(conflictOfInterest)).toEqual([]);
    await expect(setConflict(await fresh(raj), { reference, person: raj.personId })).rejects.toThrow("You cannot change your own");
    expect(await setConflict(await fresh(rita), { reference, person: raj.personId })).toBe("agreed");
    expect(await database().select().from(conflictOfInterest)).toMatchObject([
      { personId: raj.personId, origin: "set", setBy: cora.personId, liftedAt: null },
    ]);
    expect(await assigned(reference)).toEqual(["cora", "rita", "rosa"]);
    await expect(setConflict(await fresh(cora), { reference, person: raj.personId })).rejects.toThrow("is already recused");
  });

  it("is set by two eligible people: if a chair left, another proposes it again", async () => {
    const { cora, rita, raj } = await committee();
    const { reference } = await routed();
    await setConflict(await fresh(cora), { reference, person: raj.personId });
    await revokeRoles(cora);
    const dan = await committeeMember("dan@dock.example", "chair");
    await expect(setConflict(await fresh(rita), { reference, person: raj.personId })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await setConflict(await fresh(dan), { reference, person: raj.personId })).toBe("asked");
    expect(await database().select().from(conflictOfInterest)).toEqual([]);
    expect(await setConflict(await fresh(rita), { reference, person: raj.personId })).toBe("agreed");
  });

  it("is asked for once by two chairs at the same moment, each on another application of the organization", async () => {
    const { cora, raj } = await committee();
    const dan = await committeeMember("dan@dock.example", "chair");
    const [one, other] = [await routed(), await sent("bob@acme-two.example", "Acme Two")];
    const [first] = await database().select().from(application).where(eq(application.id, one.id));
    const its = { organizationId: first?.organizationId ?? "" };
    await database().update(application).set({ status: "declined" }).where(eq(application.id, one.id));
    await database().update(application).set(its).where(eq(application.id, other.id));
    const [asking, agreeing] = [await fresh(cora), await fresh(dan)];
    await readyToRace();
    const outcomes = await Promise.all([
      setConflict(asking, { reference: one.reference, person: raj.personId }),
      setConflict(agreeing, { reference: other.reference, person: raj.personId }),
    ]);
    expect([...outcomes].sort()).toEqual(["agreed", "asked"]);
  });

  it("needs fresh sign-ins of both", async () => {
    const { cora, rita, raj } = await committee();
    const { reference } = await routed();
    const stale = (who: typeof cora) => ({ actor: { ...who, signedInAt: monday }, now: later({ minutes: 31 }) });
    await expect(setConflict(stale(cora), { reference, person: raj.personId })).rejects.toThrow("Sign in again");
    await setConflict(await fresh(cora), { reference, person: raj.personId });
    await expect(setConflict(stale(rita), { reference, person: raj.personId })).rejects.toThrow("Sign in again");
  });

  it("is lifted by a chair and a second person", async () => {
    const { cora, rita, raj } = await committee();
    const { reference } = await routed();
    await declareConflict(await fresh(raj), { reference });
    expect(await liftConflict(await fresh(cora), { reference, person: raj.personId })).toBe("asked");
    expect(await liftConflict(await fresh(rita), { reference, person: raj.personId })).toBe("agreed");
    expect(await database().select().from(conflictOfInterest)).toMatchObject([
      { liftedBy: cora.personId, liftSecondedBy: rita.personId, liftedAt: monday },
    ]);
    await expect(liftConflict(await fresh(cora), { reference, person: raj.personId })).rejects.toThrow("has no conflict of interest");
  });

  it("that follows from the domain of an address is lifted by a chair and a second person, for that person alone", async () => {
    const { cora, rita } = await committee();
    const otto = await committeeMember("otto@acme.example", "reviewer");
    const olga = await committeeMember("olga@acme.example", "chair");
    const { reference, id } = await sent();
    await routeApplication(asWorker(), { applicationId: id });
    for (const lifts of [olga, otto])
      await expect(liftConflict(await fresh(lifts), { reference, person: otto.personId })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await liftConflict(await fresh(cora), { reference, person: otto.personId })).toBe("asked");
    await expect(liftConflict(await fresh(cora), { reference, person: otto.personId })).rejects.toThrow("A second person has to agree.");
    await expect(liftConflict(await fresh(olga), { reference, person: otto.personId })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await conflicted(id)).toEqual(["olga", "otto"]);
    expect(await liftConflict(await fresh(rita), { reference, person: otto.personId })).toBe("agreed");
    expect(await conflicted(id)).toEqual(["olga"]);
    expect((await eventsOf(reference)).slice(-2)).toEqual(["conflict.lift_asked", "conflict.lifted"]);
    await routeApplication(asWorker(), { applicationId: id }); // the same fact makes no new one
    expect(await conflicted(id)).toEqual(["olga"]);
    await declareConflict(await fresh(otto), { reference });
    expect(await conflicted(id)).toEqual(["olga", "otto"]);
  });

  it("of somebody who writes in the application ends when that does, and cannot be lifted", async () => {
    const { cora } = await committee();
    const { reference, id, ada } = await sent();
    await committeeMember(ada.email, "reviewer");
    await expect(liftConflict(await fresh(cora), { reference, person: ada.personId })).rejects.toThrow(
      "acts for the organization or works on the application",
    );
    expect(await conflicted(id)).toEqual(["ada"]);
  });
});

/** Who has a conflict of interest, by the part of the address before the @. */
async function conflicted(applicationId: string): Promise<readonly string[]> {
  const members = await committeeOf(database(), applicationId);
  return members
    .filter(({ recused }) => recused)
    .map(({ email }) => email.split("@")[0] ?? "")
    .sort();
}
