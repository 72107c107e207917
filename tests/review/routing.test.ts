import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { reviewAssignment, routingTrouble } from "@/db/schema";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { endAbsence } from "@/lib/review/commands/end-absence";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { routeApplication } from "@/lib/review/commands/route-application";
import { setAbsence } from "@/lib/review/commands/set-absence";
import { testDatabase } from "../setup/database";
import {
  asBefore,
  assigned,
  asWorker,
  committee,
  committeeMember,
  emails,
  eventsOf,
  forget,
  fresh,
  lastEmail,
  later,
  monday,
  revokeRoles,
  routed,
  sent,
  someone,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

describe("routing", () => {
  it("assigns an application to three reviewers and tells each by email", async () => {
    await committee();
    const { reference } = await routed();
    expect(await assigned(reference)).toEqual(["cora", "raj", "rita"]);
    expect((await emails()).filter((message) => message.startsWith("review-"))).toEqual([
      "review-assigned to cora@committee.example",
      "review-assigned to raj@harbour.example",
      "review-assigned to rita@mesh.example",
    ]);
    expect(await lastEmail("review-assigned")).toEqual({ organization: "Acme", reference, dueOn: "2026-11-30" });
    expect((await eventsOf(reference)).filter((event) => event.startsWith("review."))).toEqual([
      "review.assigned",
      "review.assigned",
      "review.assigned",
    ]);
  });

  it("does nothing the second time", async () => {
    await committee();
    const { reference, id } = await routed();
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rita"]);
    expect((await emails()).filter((message) => message.startsWith("review-"))).toHaveLength(3);
  });

  it("is the worker's alone", async () => {
    const { cora } = await committee();
    const { id } = await sent();
    await expect(routeApplication(await fresh(cora), { applicationId: id })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await database().select().from(reviewAssignment)).toEqual([]);
  });

  it("assigns the next one to the reviewer with the fewest open", async () => {
    await committee();
    await routed();
    const second = await sent("hal@hooli.example", "Hooli");
    await routeApplication(asWorker(), { applicationId: second.id });
    expect(await assigned(second.reference)).toEqual(["cora", "rita", "rosa"]);
  });

  it("passes by who is away, who has a conflict of interest and who works for the applicant", async () => {
    const { raj, rosa } = await committee();
    const otto = await committeeMember("otto@eu.acme.example", "reviewer");
    await setAbsence(await fresh(raj), { list: "istio", until: "2026-11-20" });
    const { reference, id } = await sent();
    await declareConflict(await fresh(rosa), { reference });
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual(["cora", "rita"]);
    expect(await eventsOf(reference)).toContain("conflict.derived");
    expect((await someone(otto.email)).conflicts).toEqual([]); // derived from the facts each time, never kept as somebody's word
  });

  it("tells the chairs at once, and once, when nobody can take it", async () => {
    const { cora, rita, raj, rosa } = await committee();
    for (const away of [cora, rita, raj, rosa]) await setAbsence(await fresh(away), { list: "istio", until: "2026-11-20" });
    const { reference, id } = await routed();
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual([]);
    expect((await emails()).filter((message) => message.startsWith("review-"))).toEqual(["review-unroutable to cora@committee.example"]);
    expect((await eventsOf(reference)).filter((event) => event === "review.unroutable")).toHaveLength(1);

    await endAbsence(await fresh(rita), { list: "istio" });
    await routeApplication(asWorker(later({ hours: 1 })), { applicationId: id });
    expect(await assigned(reference)).toEqual(["rita"]);
    expect(await database().select({ ended: routingTrouble.endedAt }).from(routingTrouble)).toEqual([{ ended: later({ hours: 1 }) }]);
  });

  it("reassigns what an absent reviewer has not finished", async () => {
    const { rita } = await committee();
    const { reference, id } = await routed();
    await setAbsence(await fresh(rita), { list: "istio", until: "2026-11-27" });
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rosa"]);
  });

  it("takes a withdrawn application from everybody, and no email is written for it", async () => {
    await committee();
    const { reference, id, ada } = await routed();
    await withdrawApplication(await fresh(ada), { reference });
    const before = await emails();
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual([]);
    expect(await emails()).toEqual(before);
    await routeApplication(asWorker(), { applicationId: id });
    expect((await eventsOf(reference)).filter((event) => event === "review.released")).toHaveLength(3);
  });

  it("reassigns what a former reviewer had", async () => {
    const { raj } = await committee();
    const { reference, id } = await routed();
    await revokeRoles(raj);
    await routeApplication(asWorker(), { applicationId: id });
    expect(await assigned(reference)).toEqual(["cora", "rita", "rosa"]);
  });
});

describe("recusal", () => {
  it("gives the application to somebody else, and never back", async () => {
    const { rita, raj } = await committee();
    const { reference } = await routed();
    await recuseYourself(await fresh(rita), { reference });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rosa"]);
    await recuseYourself(await fresh(raj), { reference });
    expect(await assigned(reference)).toEqual(["cora", "rosa"]);
  });

  it("does nothing for people without the assignment, and is refused to strangers", async () => {
    const { rosa } = await committee();
    const { reference, ada } = await routed();
    await recuseYourself(await fresh(rosa), { reference });
    expect(await eventsOf(reference)).not.toContain("review.released");
    await expect(recuseYourself(await fresh(ada), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("assigning by a chair", () => {
  it("is a chair's, with a recent sign-in", async () => {
    const { cora, rita, rosa } = await committee();
    const { reference } = await routed();
    await expect(assignReviewer(await fresh(rita), { reference, person: rosa.personId })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(assignReviewer(asBefore({ ...cora }, later({ hours: 2 })), { reference, person: rosa.personId })).resolves.toBeUndefined();
    expect(await assigned(reference)).toEqual(["cora", "raj", "rita", "rosa"]);
    const stale = { actor: { ...cora, signedInAt: monday }, now: later({ minutes: 31 }) };
    await expect(assignReviewer(stale, { reference, person: rosa.personId })).rejects.toMatchObject({ kind: "rule" });
  });

  it("refuses who has a conflict of interest or no role, and does nothing twice", async () => {
    const { cora, rosa, rita } = await committee();
    const { reference, ada } = await routed();
    await declareConflict(await fresh(rosa), { reference });
    await expect(assignReviewer(await fresh(cora), { reference, person: rosa.personId })).rejects.toThrow("conflict of interest");
    await expect(assignReviewer(await fresh(cora), { reference, person: ada.personId })).rejects.toThrow("not on the committee");
    await assignReviewer(await fresh(cora), { reference, person: rita.personId });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rita"]);
  });
});

describe("an absence", () => {
  const wrong = [
    ["no day", "tomorrow"],
    ["a day that does not exist", "2026-02-30"],
    ["a day that is over", "2026-11-15"],
    ["more than a year", "2028-01-01"],
  ] as const;

  it.each(wrong)("is refused for %s", async (_case, until) => {
    const { rita } = await committee();
    await expect(setAbsence(await fresh(rita), { list: "istio", until })).rejects.toMatchObject({
      kind: "input",
      problems: [{ field: "until" }],
    });
  });

  it("is one's own, of people with a role", async () => {
    const stranger = await someone("ada@acme.example");
    await expect(setAbsence(await fresh(stranger), { list: "istio", until: "2026-11-20" })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(endAbsence(await fresh(stranger), { list: "istio" })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("ended twice is no error", async () => {
    const { rita } = await committee();
    await setAbsence(await fresh(rita), { list: "istio", until: "2026-11-20" });
    await endAbsence(await fresh(rita), { list: "istio" });
    await expect(endAbsence(await fresh(rita), { list: "istio" })).resolves.toBeUndefined();
  });
});
