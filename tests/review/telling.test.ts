import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { person, voteRound } from "@/db/schema";
import { keepCheckpoint } from "@/lib/audit/checkpoints";
import { dayOf, shortDate, weekdayDate } from "@/lib/kernel/calendar";
import { writeDigest } from "@/lib/removal/commands/write-digest";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { requestInformation } from "@/lib/review/commands/request-information";
import { setShortcuts } from "@/lib/review/commands/set-shortcuts";
import { tellOverdue } from "@/lib/review/commands/tell-overdue";
import { testDatabase } from "../setup/database";
import { pageWords } from "../setup/pages";
import { asWorker, committee, decide, emails, forget, fresh, lastEmail, later, review, reviewed, routed, someone, votedOn } from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

describe("the digest", () => {
  it("tells one person once a day what waits for them", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    const asked = { list: "istio", personId: rita.personId, day: "2026-11-17" };
    await writeDigest(asWorker(), asked);
    await writeDigest(asWorker(), asked);
    expect((await emails()).filter((message) => message.startsWith("review-digest"))).toEqual(["review-digest to rita@mesh.example"]);
    expect(await lastEmail("review-digest")).toEqual({
      day: "2026-11-17",
      items: [{ organization: "Acme", reference, action: "Assess 7 criteria", dueOn: "2026-11-30" }],
    });
    await writeDigest(asWorker(), { ...asked, day: "2026-11-18" });
    expect((await emails()).filter((message) => message.startsWith("review-digest"))).toHaveLength(2);
  });

  it("gives a vote the day on which it ends, not that of the decision", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    await writeDigest(asWorker(), { list: "istio", personId: who.rosa.personId, day: "2026-11-17" });
    const [round] = await database().select({ closesAt: voteRound.closesAt }).from(voteRound);
    const dueOn = dayOf(round?.closesAt ?? new Date(0));
    expect(dueOn < "2026-11-30").toBe(true);
    expect(await lastEmail("review-digest")).toMatchObject({ items: [{ reference, action: "Vote", dueOn }] });
    const page = "app/committee/[list]/applications/[reference]/vote/page.tsx";
    const view = await pageWords(who.rosa.email, page, { params: { list: "istio", reference }, at: later({}) });
    expect(view).toContain(`Vote. Deadline: ${weekdayDate(dueOn)}`);
    const queue = await pageWords(who.rosa.email, "app/committee/[list]/page.tsx", { params: { list: "istio" }, at: later({}) });
    expect(queue).toContain(`Vote, by ${shortDate(dueOn)}`);
  });

  it("names what can be assessed while the applicant is asked about another criterion", async () => {
    const { rosa, raj } = await committee();
    const { reference } = await routed();
    await requestInformation(await fresh(rosa), { reference, criterion: "community", question: "Who?" });
    for (const { personId } of [rosa, raj]) await writeDigest(asWorker(), { list: "istio", personId, day: "2026-11-17" });
    expect((await lastEmail("review-digest")) as object).toMatchObject({ items: [{ action: "Assess 6 other criteria" }] });
  });

  it("is not written when nothing waits, nor to people without a role, nor about what they recused from", async () => {
    const { rita, rosa } = await committee();
    const { reference, ada } = await routed();
    await declareConflict(await fresh(rita), { reference });
    for (const { personId } of [rita, ada]) await writeDigest(asWorker(), { list: "istio", personId, day: "2026-11-17" });
    await review(rosa, reference);
    await requestInformation(await fresh(rosa), { reference, criterion: "community", question: "Who?" });
    await writeDigest(asWorker(), { list: "istio", personId: rosa.personId, day: "2026-11-17" });
    expect((await emails()).filter((message) => message.startsWith("review-digest"))).toEqual([]);
  });

  it("gives chairs the newest checkpoint of the audit trail, and nobody else", async () => {
    const { who } = await votedOn();
    const hash = "ab".repeat(32);
    await keepCheckpoint({ position: 4711, hash, at: "2026-11-17T04:00:00.000Z", keyId: "0123456789abcdef", signature: "c2ln" });
    for (const { personId } of [who.rita, who.cora]) {
      await writeDigest(asWorker(), { list: "istio", personId, day: "2026-11-18" });
      const { checkpoint } = (await lastEmail("review-digest")) as { checkpoint?: string };
      expect(checkpoint).toBe(personId === who.cora.personId ? `4711 ${hash}` : undefined);
    }
  });

  it("is the worker's", async () => {
    const { rita } = await committee();
    await expect(writeDigest(await fresh(rita), { list: "istio", personId: rita.personId, day: "2026-11-17" })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });
});

describe("a decision that is late", () => {
  it("is reported to the chairs once a day, and to the applicant once", async () => {
    await committee();
    const { id } = await routed();
    await tellOverdue(asWorker(later({ days: 14 })), { applicationId: id, day: "2026-11-30" });
    expect((await emails()).filter((message) => message.startsWith("decision-"))).toEqual([]);
    for (const day of ["2026-12-01", "2026-12-01", "2026-12-02"])
      await tellOverdue(asWorker(new Date(`${day}T08:00:00Z`)), { applicationId: id, day });
    expect((await emails()).filter((message) => message.startsWith("decision-"))).toEqual([
      "decision-delayed to ada@acme.example",
      "decision-overdue to cora@committee.example",
      "decision-overdue to cora@committee.example",
    ]);
    expect(await lastEmail("decision-overdue")).toMatchObject({ dueOn: "2026-11-30", daysLate: 2 });
  });

  it("is not late while the applicant is asked, once it is decided, or for a chair who recused", async () => {
    const { reference, id, who } = await votedOn();
    await decide(who.cora, reference, "accepted");
    await tellOverdue(asWorker(), { applicationId: id, day: "2026-12-02" });
    expect((await emails()).filter((message) => message.startsWith("decision-overdue"))).toEqual([]);
  });

  it("is sent only by the worker", async () => {
    const { rita } = await committee();
    const { id } = await routed();
    await expect(tellOverdue(await fresh(rita), { applicationId: id, day: "2026-12-02" })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("shortcuts", () => {
  it("are switched by people of the committee for themselves", async () => {
    const { rita } = await committee();
    await setShortcuts(await fresh(rita), { list: "istio", on: "yes" });
    expect((await database().select().from(person)).filter(({ shortcuts }) => shortcuts).map(({ email }) => email)).toEqual([
      "rita@mesh.example",
    ]);
    await setShortcuts(await fresh(rita), { list: "istio", on: "no" });
    await expect(setShortcuts(await fresh(await someone("ada@acme.example")), { list: "istio", on: "yes" })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });
});
