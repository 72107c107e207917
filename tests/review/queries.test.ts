import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import type { Person } from "@/lib/kernel/actor";
import { closeInformation } from "@/lib/review/commands/close-information";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { requestInformation } from "@/lib/review/commands/request-information";
import { routeApplication } from "@/lib/review/commands/route-application";
import { writeNote } from "@/lib/review/commands/write-note";
import { applicationForReview } from "@/lib/review/queries/application";
import { criterionForReview } from "@/lib/review/queries/criterion";
import { discussionOf, questionsOf } from "@/lib/review/queries/discussion";
import { emailForReview } from "@/lib/review/queries/email";
import { historyOf } from "@/lib/review/queries/history";
import { committeeQueue, type QueueTab, queueCounts, queueLimit } from "@/lib/review/queries/queue";
import { ownSettings } from "@/lib/review/queries/settings";
import { voteForReview } from "@/lib/review/queries/vote";
import { applicationForApplicant } from "@/lib/views/own-application";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { testDatabase } from "../setup/database";
import {
  asWorker,
  cast,
  committee,
  committeeMember,
  decide,
  editAnswer,
  find,
  forget,
  fresh,
  lastEmail,
  later,
  openRound,
  review,
  reviewed,
  revokeRoles,
  routed,
  someone,
  stored,
  voted,
  votedOn,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

const today = "2026-11-17";

/** Everything there is to read about an application, as one person. */
async function everything(viewer: Person, reference: string) {
  const [head, criterion, notes, questions, vote, message, log] = await Promise.all([
    applicationForReview(viewer, istio, { reference, today }),
    criterionForReview(viewer, istio, { reference, key: "community", today }),
    discussionOf(viewer, istio, reference),
    questionsOf(viewer, istio, reference),
    voteForReview(viewer, istio, { reference, today }),
    emailForReview(viewer, istio, { reference, today }),
    historyOf(viewer, istio, { reference }),
  ]);
  return { head, criterion, notes, questions, vote, message, log };
}

/** An application with something of everything in it: findings, a note, a question, votes. */
async function rich() {
  const who = await committee();
  const made = await routed();
  await writeNote(await fresh(who.rita), {
    reference: made.reference,
    key: "6b1f6d7e-3c54-4f3e-9c41-8b8c8d2a1b11",
    text: "The secret note",
  });
  await reviewed(made.reference, who);
  await cast(who.raj, made.reference, await openRound(made.reference), "decline");
  await requestInformation(await fresh(who.raj, later({ hours: 1 })), {
    reference: made.reference,
    criterion: "community",
    question: "The secret question",
  });
  return { ...made, who };
}

async function lines(viewer: Person, tab: QueueTab, more: { q?: string } = {}): Promise<readonly string[] | null> {
  const queue = await committeeQueue(viewer, istio, { tab, today, ...more });
  return (
    queue?.items.map((item) => (item.recused ? `${item.reference} recused` : `${item.organization}: ${item.nextAction.words}`)) ?? null
  );
}

describe("an application", () => {
  it("does not exist for strangers, applicants, former reviewers, other lists and before it is sent", async () => {
    const { reference, ada, who } = await rich();
    const elsewhere = await committeeMember("lara@other.example", "chair", "layer5");
    await revokeRoles(who.rosa);
    for (const viewer of [ada, elsewhere, await someone("nobody@nowhere.example"), await someone(who.rosa.email)]) {
      const read = await everything(viewer, reference);
      expect(Object.values(read), viewer.email).toEqual(Object.values(read).map(() => null));
    }
    expect(await applicationForReview(who.cora, layer5, { reference, today })).toBeNull();
    await database().execute(sql`update application set status = 'draft', submitted_at = null where reference = ${reference}`);
    expect(await applicationForReview(who.cora, istio, { reference, today })).toBeNull();
  });

  it("HC-AUZ-006 shows a reviewer who recused that it exists, and nothing else, everywhere", async () => {
    const { reference, who } = await rich();
    await declareConflict(await fresh(who.rita), { reference });
    const rita = await someone(who.rita.email);
    const { head, ...rest } = await everything(rita, reference);
    expect(head).toEqual({ view: "recused", reference });
    expect(Object.values(rest)).toEqual(Object.values(rest).map(() => null));
    expect(await lines(rita, "open")).toEqual([`${reference} recused`]);
    expect(await lines(rita, "for-me")).toEqual([]);
    expect(await lines(rita, "waiting")).toEqual([]);
    expect(await queueCounts(rita, istio, today)).toEqual({ forMe: 0, waiting: 0 });
    expect(await lines(rita, "open", { q: "Acm" })).toEqual([]);
    expect(await lines(rita, "open", { q: reference })).toEqual([`${reference} recused`]);
  });

  it.each([
    ["the domain of their address is the organization's", "otto@eu.acme.example"],
    ["they write in the application", "ada@acme.example"],
  ])("HC-AUZ-006 is closed to a reviewer by derivation: %s", async (_why, email) => {
    const { reference } = await rich();
    const viewer = await committeeMember(email, "chair");
    expect(await applicationForReview(viewer, istio, { reference, today })).toEqual({ view: "recused", reference });
    expect(await lines(viewer, "open")).toEqual([`${reference} recused`]);
  });

  it("HC-AUZ-006 is closed to a reviewer who acts for the organization under another address", async () => {
    const { reference, id, who } = await votedOn();
    const { organizationId } = await stored(reference);
    expect(id).toBeTypeOf("string");
    await database().execute(
      sql`insert into organization_contact (organization_id, person_id, role, since_at) values (${organizationId}, ${who.rosa.personId}, 'deputy', now())`,
    );
    expect(await applicationForReview(who.rosa, istio, { reference, today })).toEqual({ view: "recused", reference });
    expect(
      (await voteForReview(who.cora, istio, { reference, today }))?.round?.votes?.find(({ name }) => name.startsWith("rosa")),
    ).toMatchObject({ excluded: "conflict" });
  });

  it("free mail says nothing about an employer", async () => {
    const who = await committee();
    const { reference, id } = await routed();
    const pia = await someone("pia@gmail.com");
    await database().execute(
      sql`insert into application_contact (application_id, person_id, since_at) values (${id}, ${pia.personId}, now())`,
    );
    expect(await applicationForReview(who.rosa, istio, { reference, today })).toMatchObject({ view: "full" });
  });

  it("shows administrators and auditors how far it is, and auditors the committee's words", async () => {
    const { reference } = await rich();
    const admin = await everything(await committeeMember("admin@admin.example", "administrator"), reference);
    expect(admin.head).toMatchObject({ view: "summary", organization: "Acme", status: "information_requested" });
    expect(admin.head).not.toHaveProperty("criteria");
    expect([admin.criterion, admin.notes, admin.questions, admin.vote, admin.message]).toEqual([null, null, null, null, null]);
    expect(admin.log?.events.map(({ action }) => action)).not.toContain("review.finding_recorded");

    const auditor = await everything(await committeeMember("audit@audit.example", "auditor"), reference);
    expect(auditor.head).toMatchObject({ view: "summary" });
    expect(auditor.notes).toMatchObject([{ text: "The secret note" }]);
    expect([auditor.criterion, auditor.questions, auditor.message]).toEqual([null, null, null]);
    expect(auditor.vote?.round?.votes).toBeNull();
  });
});

describe("the applicant", () => {
  it("HC-AUZ-013 reads of their own application neither notes nor names, votes nor findings", async () => {
    const { reference, ada } = await rich();
    const view = JSON.stringify(await applicationForApplicant(ada, reference));
    expect(view).toContain("The secret question"); // theirs to answer
    for (const secret of ["The secret note", "rita", "raj", "cora", "decline", "not-met"]) expect(view).not.toContain(secret);
    for (const secret of ["The secret note", "rita", "raj", "cora"])
      expect(JSON.stringify(await lastEmail("information-requested"))).not.toContain(secret);
  });
});

describe("findings", () => {
  it("of others stay closed until one's own are sent", async () => {
    const { rita, raj, rosa } = await committee();
    const { reference } = await routed();
    await review(raj, reference, { community: "not-met" });
    await find(rita, reference, "community", "met");
    const before = await criterionForReview(rita, istio, { reference, key: "community", today });
    expect(before).toMatchObject({ mine: { verdict: "met" }, others: null });
    expect((await voteForReview(rita, istio, { reference, today }))?.matrix.find(({ key }) => key === "community")?.cells).toContainEqual({
      hidden: true,
    });
    expect((await applicationForReview(rita, istio, { reference, today })) as object).toMatchObject({
      criteria: expect.arrayContaining([expect.objectContaining({ key: "community", verdict: "met" })]),
    });
    expect((await criterionForReview(rosa, istio, { reference, key: "community", today }))?.others).toBeNull();

    await review(rita, reference);
    expect((await criterionForReview(rita, istio, { reference, key: "community", today }))?.others).toEqual([
      expect.objectContaining({ name: "raj@harbour.example", verdict: "not-met", reason: "Not shown" }),
    ]);
  });

  it("that are not sent are hidden from others, even from those who sent theirs", async () => {
    const { rita, raj } = await committee();
    const { reference } = await routed();
    await find(rita, reference, "community", "not-met");
    await review(raj, reference);
    expect((await criterionForReview(raj, istio, { reference, key: "community", today }))?.others).toEqual([]);
  });

  it("turn stale when the answer is edited, and the action comes back", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await review(rita, reference);
    await editAnswer(reference, "community", later({ hours: 1 }));
    expect((await criterionForReview(rita, istio, { reference, key: "community", today }))?.mine).toMatchObject({ stale: true });
    expect(await lines(rita, "for-me")).toEqual(["Acme: Read 1 changed answer again"]);
  });
});

describe("HC-TXT-015 the queue", () => {
  it.each([
    ["a cursor", { cursor: '2026-11-30"; select pg_sleep(5);--' }],
    ["a search", { q: "' or 1=1 --" }],
    ["a search for every sign", { q: "%_\\" }],
  ])("takes no statement from %s", async (_, asked) => {
    const { rita } = await committee();
    await routed();
    const queue = await committeeQueue(rita, istio, { tab: "open", today, ...asked });
    expect(queue?.items.length).toBe("cursor" in asked ? 1 : 0);
  });
});

describe("votes", () => {
  it("of others and every tally stay closed while the vote is open, to everybody", async () => {
    const who = await committee();
    const { reference } = await routed();
    const round = await reviewed(reference, who);
    await cast(who.raj, reference, round, "decline");
    const auditor = await committeeMember("audit@audit.example", "auditor");
    for (const viewer of [who.cora, who.rita, auditor]) {
      const view = await voteForReview(viewer, istio, { reference, today });
      expect(view?.round).toMatchObject({ in: 1, votes: null, sentence: null, mine: null });
      expect((await historyOf(viewer, istio, { reference }))?.events.map(({ action }) => action)).not.toContain("vote.cast");
    }
    expect((await voteForReview(who.raj, istio, { reference, today }))?.round?.mine).toEqual({ choice: "decline", reason: "" });
  });

  it("are open to the committee once it is closed", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    await voted(reference, who, ["accept", "accept", "decline", "abstain"]);
    const view = await voteForReview(who.rita, istio, { reference, today });
    expect(view?.round?.votes?.map(({ name, choice }) => `${name}: ${choice}`).toSorted()).toEqual([
      "cora@committee.example: accept",
      "raj@harbour.example: decline",
      "rita@mesh.example: accept",
      "rosa@gmail.com: abstain",
    ]);
    expect(view?.round?.sentence).toBe("The vote is to accept: 2 to accept, 1 to decline, 1 abstained.");
  });
});

describe("the queue", () => {
  it("says each person's own next action", async () => {
    const who = await committee();
    const { reference } = await routed();
    expect(await lines(who.rita, "for-me")).toEqual(["Acme: Assess 7 criteria"]);
    expect(await lines(who.rosa, "for-me")).toEqual([]);
    await reviewed(reference, who);
    expect(await lines(who.rosa, "for-me")).toEqual(["Acme: Vote"]);
    await voted(reference, who, ["accept", "accept", "accept", "accept"]);
    expect(await lines(who.cora, "for-me")).toEqual(["Acme: Write the email"]);
    expect(await lines(who.rita, "for-me")).toEqual([]);
    expect(await lines(who.rita, "open")).toEqual(["Acme: With the committee"]);
  });

  it("shows what waits for the applicant, and what is decided", async () => {
    const { reference, who } = await votedOn();
    await decide(who.cora, reference, "accepted");
    expect(await lines(who.cora, "open")).toEqual(["Acme: Email on hold"]);
    expect(await queueCounts(who.cora, istio, today)).toEqual({ forMe: 0, waiting: 0 });
  });

  it("agrees with the next action: what is mine is in my tab, and nothing else", async () => {
    const who = await committee();
    const { reference, id } = await routed();
    const ask = (criterion: string) =>
      requestInformation({ actor: who.cora, now: later({ minutes: 5 }) }, { reference, criterion, question: "Please tell us more." });
    const steps: (() => Promise<unknown>)[] = [
      () => ask("community"),
      () => closeInformation({ actor: who.cora, now: later({ minutes: 6 }) }, { reference, criterion: "community" }),
      () => review(who.rita, reference),
      () => ask("community"),
      () => ask("embargo-policy"),
      () => editAnswer(reference, "user-base", later({ minutes: 30 })),
      () => closeInformation({ actor: who.cora, now: later({ minutes: 40 }) }, { reference, criterion: "community" }),
      () => closeInformation({ actor: who.cora, now: later({ minutes: 41 }) }, { reference, criterion: "embargo-policy" }),
      () => editAnswer(reference, "community", later({ hours: 1 })),
      () => review(who.raj, reference),
      () => review(who.cora, reference),
      async () => cast(who.rosa, reference, await openRound(reference), "accept"),
      () => declareConflict({ ...{ actor: who.raj, now: later({ hours: 1 }) } }, { reference }),
      () => routeApplication(asWorker(), { applicationId: id }),
    ];
    for (const [number, step] of steps.entries()) {
      await step();
      for (const viewer of Object.values(who)) {
        const all = await committeeQueue(viewer, istio, { tab: "open", today });
        const mine = all?.items.flatMap((item) => (!item.recused && item.nextAction.mine ? [item.reference] : []));
        const tab = (await committeeQueue(viewer, istio, { tab: "for-me", today }))?.items.map((item) => item.reference);
        expect(tab, `step ${number}, ${viewer.email}`).toEqual(mine);
      }
    }
  });

  it("is paged by key, each application once, nearest due day first", async () => {
    const { cora } = await committee();
    const { reference } = await routed();
    const { organizationId, createdBy } = await stored(reference);
    await database().execute(sql`
      with made as (insert into organization (name, created_at) select 'Org ' || n, now() from generate_series(1, 60) n returning id, name)
      insert into application (reference, list, organization_id, organization_name, criteria_on, status, created_by, created_at, draft_ends_on, submitted_at, decision_due_on)
      select '2025-' || lpad(substr(name, 5), 3, '0'), 'istio', id, name, '2026-11-16', 'submitted', ${createdBy}, now(), '2026-11-16', now(), date '2026-12-01' + (substr(name, 5)::int % 7) from made`);
    expect(organizationId).toBeTypeOf("string");
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 5; pages += 1) {
      const page = await committeeQueue(cora, istio, { tab: "open", today, ...(cursor ? { cursor } : {}) });
      seen.push(...(page?.items.map((item) => item.reference) ?? []));
      expect(page?.items.length).toBeLessThanOrEqual(queueLimit);
      if (!page?.next) break;
      cursor = page.next;
    }
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
    expect(seen[0]).toBe(reference);
    expect((await committeeQueue(cora, istio, { tab: "open", today, cursor: "'; drop table vote_nothing --" }))?.items).toHaveLength(
      queueLimit,
    );
    expect((await committeeQueue(cora, istio, { tab: "open", today, q: "Org 1%" }))?.items).toEqual([]);
    expect((await committeeQueue(cora, istio, { tab: "open", today, q: "org 60" }))?.items).toMatchObject([{ organization: "Org 60" }]);
  });

  it("is null without a role", async () => {
    const { ada } = await rich();
    expect(await committeeQueue(ada, istio, { tab: "open", today })).toBeNull();
    expect(await queueCounts(ada, istio, today)).toBeNull();
    expect(await ownSettings(ada, "istio")).toBeNull();
    const auditor = await committeeMember("audit@audit.example", "auditor");
    expect((await committeeQueue(auditor, istio, { tab: "open", today }))?.items).toMatchObject([{ organization: "Acme", progress: [] }]);
  });
});
