import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { auditEvent } from "@/db/schema";
import { type AuditAction, auditActions } from "@/lib/audit/actions";
import { appendAuditEvents } from "@/lib/audit/chain";
import type { NewAuditEvent } from "@/lib/audit/event";
import { byCurrentNames, currentAction, storedActions, storedSubjects } from "@/lib/audit/former-names";
import { eventsAbout, eventsAboutEach } from "@/lib/audit/queries";
import { sentenceOf } from "@/lib/audit/sentence";
import { lastTold, rolesTold } from "@/lib/audit/told-status";
import { verifyChain } from "@/lib/audit/verify";
import { isForMembers } from "@/lib/member/log";
import { testDatabase } from "../setup/database";

const current = Object.keys(auditActions) as AuditAction[];
const former = storedActions(current).filter((action) => !Object.hasOwn(auditActions, action));
const names = { person: (id: string) => `person ${id}`, criterion: (key: string) => `“${key}”` };

/** An event as version 0.2 appended it. */
function event(action: string, more: Partial<NewAuditEvent> = {}): NewAuditEvent {
  const about = { list: "istio", subjectKind: "member", subjectId: randomUUID(), data: {} };
  const by = { actorKind: "person", actorId: "ada", actorRole: null, requestId: null } as const;
  return { action: action as AuditAction, at: new Date("2026-02-06T09:00:00Z"), ...by, ...about, ...more };
}

const append = (events: readonly NewAuditEvent[]) => database().transaction((tx) => appendAuditEvents(tx, events));

beforeAll(async () => {
  await testDatabase();
});

describe("the actions of versions 0.1 and 0.2", () => {
  it("are known, each by one action of today, and none is used today", () => {
    expect(former).toHaveLength(36);
    expect(former.filter((action) => !current.includes(currentAction(action) as AuditAction))).toEqual([]);
    expect(new Set(former.map(currentAction)).size).toBe(former.length);
  });

  it("are shown like those of today, to the same readers, and stay in the trail as they are", async () => {
    const subjectId = randomUUID();
    const data = { kind: "mail-gone", person: "rita", role: "chair", criterion: "user-base", because: "schedule", minutes: 4 };
    await append(former.map((action) => event(action, { subjectId, data })));
    for (const isTold of [() => true, isForMembers]) {
      const { events } = await eventsAboutEach([{ kind: "member", id: subjectId }], { list: "istio", isTold });
      const expected = former.map(currentAction).filter(isTold).reverse();
      expect(events.map(({ action }) => action)).toEqual(expected);
      expect(events.map((each) => sentenceOf(each, names))).toEqual(
        events.map((each) => sentenceOf({ ...each, action: currentAction(each.action) }, names)),
      );
      expect(events.map((each) => sentenceOf(each, names)).filter((sentence) => former.includes(sentence))).toEqual([]);
    }
    const stored = await database().select({ action: auditEvent.action }).from(auditEvent).orderBy(auditEvent.position);
    expect(stored.map(({ action }) => action)).toEqual(former);
    expect(await verifyChain()).toMatchObject({ ok: true });
  });

  it("lead to the same status", () => {
    const told = lastTold({ "recheck.opened": "open", "recheck.expired": "expired" });
    const its = (action: string, data = {}) => byCurrentNames({ action, list: "istio", data });
    expect(told.of([its("recheck.opened"), its("recheck.lapsed")])).toBe("expired");
    expect(told.of([its("recheck.lapsed"), its("recheck.opened")])).toBe("open");
    expect(rolesTold.of([its("seat.granted", { role: "chair" }), its("role.granted", { role: "reviewer" })])).toBe(
      "istio chair, istio reviewer",
    );
    expect(rolesTold.of([its("seat.granted", { role: "chair" }), its("role.revoked", { role: "chair" })])).toBe("");
  });
});

describe("the subjects and words of versions 0.1 and 0.2", () => {
  it.each([
    ["email", "letter"],
    ["alert", "alarm"],
    ["access-recovery", "succession"],
  ])("%s: events about a %s are found", async (kind, before) => {
    const id = randomUUID();
    await append([
      event("alias.asked", { subjectKind: before, subjectId: id }),
      event("alias.answered", { subjectKind: kind, subjectId: id }),
    ]);
    expect(storedSubjects(kind)).toEqual([kind, before]);
    const both = ["alias.answered", "alias.asked"];
    expect((await eventsAbout({ kind, id })).map(({ action }) => action)).toEqual(both);
    const { events } = await eventsAboutEach([{ kind, id }], { list: "istio", isTold: () => true });
    expect(events.map(({ action }) => action)).toEqual(both);
  });

  it.each([
    ["removal.proposed", { because: "lapsed-recheck" }, "person ada proposed to remove the member: the re-check was not answered in time."],
    ["recheck.clock_stopped", { because: "letters-bounce" }, "The re-check is paused: emails bounce."],
    ["alarm.raised", { kind: "not-heard" }, "An alert was raised: delivery unconfirmed."],
    ["alarm.raised", { kind: "clock-stopped" }, "An alert was raised: deadline paused."],
    ["succession.ended", { through: "departure" }, "The access recovery was ended because the membership ended."],
    ["review.released", { person: "rita", because: "stepped-aside" }, "The application is no longer assigned to person rita: recused."],
    ["recheck.lapsed", {}, "Nobody answered the re-check, and the grace period is over."],
  ])("%s %o is said in the words of today", (action, data, sentence) => {
    const written = { position: 1, at: new Date(), action, actorKind: "person", actorId: "ada", data };
    expect(sentenceOf(byCurrentNames(written), names)).toBe(sentence);
  });

  it("a decision that was made names the end of its undo window", () => {
    const data = { outcome: "accepted", person: "raj", heldUntil: "6 February 2026" };
    const written = byCurrentNames({ position: 1, at: new Date(), action: "decision.made", actorKind: "person", actorId: "ada", data });
    expect(sentenceOf(written, names)).toContain("until 6 February 2026");
  });
});
