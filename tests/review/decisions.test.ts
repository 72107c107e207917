import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { aliasCheck, answer, application, contactAlias, member, memberAnswer, organizationContact } from "@/db/schema";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";
import { askWaiver } from "@/lib/review/commands/ask-waiver";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { requestInformation } from "@/lib/review/commands/request-information";
import { sendDecisionNow } from "@/lib/review/commands/send-decision-now";
import { takeBackDecision } from "@/lib/review/commands/take-back-decision";
import { voteForReview } from "@/lib/review/queries/vote";
import { istio } from "@/lists/istio";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import {
  answers,
  asWorker,
  type Committee,
  committee,
  committeeMember,
  criteria,
  day2,
  decide,
  decisions,
  draftVersion,
  editAnswer,
  emails,
  eventsOf,
  forget,
  fresh,
  lastEmail,
  later,
  monday,
  reviewed,
  revokeRoles,
  routed,
  stored,
  voted,
  votedOn,
  write,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

const heldOver = later({ days: 1, minutes: 10 });

describe("an acceptance", () => {
  it("shows the vote as it was counted, whatever roles and conflicts are today", async () => {
    const { reference, who } = await votedOn();
    await decide(who.cora, reference, "accepted");
    const view = async () => (await voteForReview(who.cora, istio, { reference, today: "2026-11-17" }))?.round;
    const before = await view();
    expect(before?.sentence).not.toMatch(/quorum is/);
    for (const person of [who.rita, who.raj, who.rosa]) await revokeRoles(person);
    const after = await view();
    expect(after?.sentence).toBe(before?.sentence);
    expect(after?.votes?.map(({ choice, excluded }) => [choice, excluded])).toEqual(
      before?.votes?.map(({ choice, excluded }) => [choice, excluded]),
    );
    expect(after?.votes?.every(({ excluded }) => excluded === null)).toBe(true);
  });

  it("has an undo window, then creates the member, its alias, its answers and its contacts at once, and writes the emails", async () => {
    const { reference, id, who, ada } = await votedOn();
    const decisionId = await decide(who.cora, reference, "accepted");
    expect(await decisions(reference)).toMatchObject([
      { outcome: "accepted", decidedBy: who.cora.personId, undoUntil: heldOver, releasedAt: null },
    ]);
    expect((await stored(reference)).status).toBe("submitted");

    await releaseDecision(asWorker(later({ days: 1, minutes: 9 })), { decisionId });
    expect(await database().select().from(member)).toEqual([]);
    await releaseDecision(asWorker(heldOver), { decisionId });
    await releaseDecision(asWorker(heldOver), { decisionId });

    expect(await stored(reference)).toMatchObject({ status: "accepted", decidedAt: heldOver });
    const [made] = await database().select().from(member);
    expect(made).toMatchObject({ list: "istio", name: "Acme", since: "2026-11-17", applicationId: id, leftOn: null });
    expect(await database().select().from(contactAlias)).toMatchObject([
      { memberId: made?.id, address: "security@acme.example", domain: "acme.example", answeredAt: later({ hours: 2 }), until: null },
    ]);
    expect(
      (await database().select({ criterion: memberAnswer.criterion }).from(memberAnswer)).map(({ criterion }) => criterion).toSorted(),
    ).toEqual(criteria.toSorted());
    expect(
      await database().select({ person: organizationContact.personId, role: organizationContact.role }).from(organizationContact),
    ).toEqual([{ person: ada.personId, role: "primary" }]);
    expect((await emails()).slice(-2)).toEqual(["decision-accepted to ada@acme.example", "welcome to security@acme.example"]);
    expect(await lastEmail("decision-accepted")).toMatchObject({
      reference,
      alias: "security@acme.example",
      nextRecheckOn: made?.nextRecheckOn,
      opening: "Thank you for the clear answers.",
      closing: "",
    });
    expect((await eventsOf(reference)).slice(-2)).toEqual(["decision.made", "application.accepted"]);
  });

  it("waits for a person at the contact alias", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    await voted(reference, who, ["accept", "accept", "accept", "accept"]);
    await expect(decide(who.cora, reference, "accepted")).rejects.toMatchObject({
      problems: [{ field: "", message: expect.stringContaining("Nobody has answered at the contact alias yet") }],
    });
  });

  it("says that a person reviewed an unusual answer from the alias", async () => {
    const { reference, who } = await votedOn();
    await database().update(aliasCheck).set({ checkByHand: true });
    const version = await write(who.cora, reference, "accepted");
    await expect(makeDecision(await fresh(who.cora, day2), { reference, version })).rejects.toMatchObject({
      problems: [{ field: "aliasByHand" }],
    });
    await expect(makeDecision(await fresh(who.cora, day2), { reference, version, aliasByHand: "yes" })).resolves.toMatchObject({
      decisionId: expect.any(String),
    });
  });
});

describe("a refusal", () => {
  it("names each criterion that is not met and what would help", async () => {
    const lacks = { "user-base": "not-met" } as const;
    const { reference, who } = await votedOn("declined", lacks);
    const decisionId = await decide(who.cora, reference, "declined", lacks);
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect((await stored(reference)).status).toBe("declined");
    expect((await emails()).at(-1)).toBe("decision-declined to ada@acme.example");
    const email = await lastEmail("decision-declined");
    expect(email.appealBy).toBe("2026-12-01");
    expect(email.reasons).toContainEqual({
      number: 3,
      title: "Users beyond your organization",
      verdict: "not-met",
      reason: "Not shown",
      whatWouldHelp: "Show it",
    });
    expect(await database().select().from(member)).toEqual([]);
  });

  it("needs a criterion that is not met, and its reason", async () => {
    const { reference, who } = await votedOn("declined");
    await expect(decide(who.cora, reference, "declined")).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining("every criterion is met") }],
    });
    const reasons = [
      { criterion: "user-base", verdict: "not-met" as const, reason: "", whatWouldHelp: "" },
      ...criteria
        .filter((key) => key !== "user-base")
        .map((criterion) => ({ criterion, verdict: "met" as const, reason: "", whatWouldHelp: "" })),
    ];
    await draftDecision(await fresh(who.cora, day2), {
      reference,
      version: await draftVersion(reference),
      outcome: "declined",
      reasons,
      opening: "",
      closing: "",
    });
    await expect(makeDecision(await fresh(who.cora, day2), { reference, version: await draftVersion(reference) })).rejects.toMatchObject({
      problems: [{ field: "reason.user-base" }],
    });
  });
});

describe("who decides", () => {
  it("HC-AUZ-009 a reviewer posts the chair's approval: refused, nothing changed", async () => {
    const { reference, who } = await votedOn();
    const version = await write(who.cora, reference, "accepted");
    await expect(makeDecision(await fresh(who.rita, day2), { reference, version })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(
      draftDecision(await fresh(who.rita, day2), { reference, version, outcome: "accepted", reasons: [], opening: "", closing: "" }),
    ).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await decisions(reference)).toEqual([]);
    expect((await stored(reference)).status).toBe("submitted");
  });

  it("is a chair with a recent sign-in, and another person who voted the same way", async () => {
    const { reference, who } = await votedOn();
    const version = await write(who.cora, reference, "accepted");
    await expect(makeDecision({ actor: { ...who.cora, signedInAt: monday }, now: day2 }, { reference, version })).rejects.toThrow(
      "Sign in again",
    );
    await makeDecision(await fresh(who.cora, day2), { reference, version });
    const [made] = await decisions(reference);
    expect(made?.secondedBy).not.toBe(who.cora.personId);
    expect([who.rita.personId, who.raj.personId, who.rosa.personId]).toContain(made?.secondedBy);
  });

  it("never is one person alone", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who, { "user-base": "not-met" });
    await voted(reference, who, ["decline", "abstain", "abstain", "abstain"]);
    await expect(decide(who.cora, reference, "declined", { "user-base": "not-met" })).rejects.toThrow(
      "A second person has to support this decision",
    );
  });

  it("decides what the vote came to, once it is closed", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    await expect(decide(who.cora, reference, "accepted")).rejects.toThrow("The vote is not closed yet.");
    await voted(reference, who, ["accept", "accept", "accept", "decline"]);
    await expect(decide(who.cora, reference, "declined", { "user-base": "not-met" })).rejects.toThrow(
      "The vote had another outcome: accepted.",
    );
  });

  it("decides nothing that the vote was not about: an answer was changed since", async () => {
    const { reference, who } = await votedOn();
    await editAnswer(reference, "community", later({ hours: 5 }));
    await expect(decide(who.cora, reference, "accepted")).rejects.toThrow("An answer was changed after the vote.");
  });

  it("counts again when somebody recuses themselves after the close", async () => {
    const { reference, who } = await votedOn();
    await declareConflict(await fresh(who.rita, later({ hours: 3 })), { reference });
    await revokeRoles(who.raj);
    await expect(decide(who.cora, reference, "accepted")).rejects.toThrow("Since the vote was closed, somebody was recused");
  });

  it("decides on the email that was read", async () => {
    const { reference, who } = await votedOn();
    const version = await write(who.cora, reference, "accepted");
    await expect(makeDecision(await fresh(who.cora, day2), { reference, version: version + 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(
      draftDecision(await fresh(who.cora, day2), { reference, version: 0, outcome: "declined", reasons: [], opening: "", closing: "" }),
    ).rejects.toThrow("Somebody else changed the email");
  });

  it("does not decide while a question is open", async () => {
    const { reference, who } = await votedOn();
    await requestInformation(await fresh(who.rita, later({ hours: 3 })), { reference, criterion: "community", question: "Who?" });
    await expect(decide(who.cora, reference, "accepted")).rejects.toThrow("A question to the applicant is open.");
  });
});

describe("a decision in its undo window", () => {
  it("can be taken back, leaves the email as a draft, and is not sent any more", async () => {
    const { reference, who } = await votedOn();
    const decisionId = await decide(who.cora, reference, "accepted");
    await expect(takeBackDecision(await fresh(who.rita, day2), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
    await takeBackDecision(await fresh(who.cora, day2), { reference });
    await expect(takeBackDecision(await fresh(who.cora, day2), { reference })).rejects.toMatchObject({ kind: "conflict" });
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect((await stored(reference)).status).toBe("submitted");
    await decide(who.cora, reference, "accepted", {}, later({ days: 2 }));
    expect(await decisions(reference)).toHaveLength(2);
  });

  it("can be sent at once by a chair, and then not taken back", async () => {
    const { reference, who } = await votedOn();
    await decide(who.cora, reference, "accepted");
    await expect(sendDecisionNow(await fresh(who.rita, day2), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await sendDecisionNow(await fresh(who.cora, day2), { reference })).toBe(true);
    expect((await stored(reference)).status).toBe("accepted");
    await expect(takeBackDecision(await fresh(who.cora, day2), { reference })).rejects.toThrow("The email was sent.");
    await expect(sendDecisionNow(await fresh(who.cora, day2), { reference })).rejects.toThrow("The email has already been sent.");
  });

  it("does not take effect when the alias is disowned meanwhile", async () => {
    const { reference, who } = await votedOn();
    const decisionId = await decide(who.cora, reference, "accepted");
    await database().update(aliasCheck).set({ disownedAt: day2 });
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect(await decisions(reference)).toMatchObject([{ takenBackAt: heldOver, releasedAt: null }]);
    expect(await database().select().from(member)).toEqual([]);
  });

  it("does not take effect when one of its two people turns out to have a conflict", async () => {
    const { reference, who } = await votedOn();
    const decisionId = await decide(who.cora, reference, "accepted");
    await declareConflict(await fresh(who.cora, day2), { reference });
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect((await stored(reference)).status).toBe("submitted");
  });

  it("stops everything else", async () => {
    const { reference, who } = await votedOn();
    await decide(who.cora, reference, "accepted");
    await expect(requestInformation(await fresh(who.rita, day2), { reference, criterion: "community", question: "Who?" })).rejects.toThrow(
      "a decision was made",
    );
  });
});

describe("a waiver", () => {
  it("HC-LIF-007 six of seven criteria are met: accepted only with a waiver by two people", async () => {
    const lacks = { "envoy-list": "not-met" } as const;
    const { reference, who } = await votedOn("accepted", lacks);
    await expect(decide(who.cora, reference, "accepted", lacks)).rejects.toMatchObject({ problems: [{ field: "verdict.envoy-list" }] });
    await expect(decide(who.cora, reference, "accepted")).rejects.toMatchObject({
      problems: [{ field: "verdict.envoy-list", message: expect.stringContaining("the reviewers did not find") }],
    });

    await expect(
      askWaiver(await fresh(who.rita, day2), { reference, criterion: "envoy-list", reason: "They ship no Envoy" }),
    ).rejects.toMatchObject({ kind: "not-allowed" });
    await askWaiver(await fresh(who.cora, day2), { reference, criterion: "envoy-list", reason: "They ship no Envoy" });
    await expect(askWaiver(await fresh(who.cora, day2), { reference, criterion: "envoy-list", reason: "Again" })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(decide(who.cora, reference, "accepted", lacks)).rejects.toMatchObject({ problems: [{ field: "verdict.envoy-list" }] });
    await expect(agreeWaiver(await fresh(who.cora, day2), { reference, criterion: "envoy-list" })).rejects.toThrow(
      "A second person has to agree.",
    );
    await agreeWaiver(await fresh(who.rita, day2), { reference, criterion: "envoy-list" });
    await agreeWaiver(await fresh(who.raj, day2), { reference, criterion: "envoy-list" });

    const decisionId = await decide(who.cora, reference, "accepted", lacks);
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect((await lastEmail("decision-accepted")).reasons).toContainEqual({
      number: 6,
      title: expect.any(String),
      verdict: "waived",
      reason: "Not shown",
      whatWouldHelp: "Show it",
    });
    expect((await eventsOf(reference)).filter((event) => event.startsWith("waiver."))).toEqual(["waiver.asked", "waiver.agreed"]);
  });
});

describe("a waiver by somebody who is no longer eligible", () => {
  const about = { criterion: "envoy-list" } as const;
  const lacks = { "envoy-list": "not-met" } as const;
  const view = async (reference: string, { rita }: Committee) =>
    (await voteForReview((await fresh(rita)).actor, istio, { reference, today: "2026-11-18" }))?.waivers.map(
      ({ agreed, applies }) => `${agreed ?? "nobody"} ${applies ? "stands" : "is void"}`,
    );

  it("cannot be approved, and another chair proposes it again", async () => {
    const { reference, who } = await votedOn("accepted", lacks);
    await askWaiver(await fresh(who.cora, day2), { reference, ...about, reason: "They ship no Envoy" });
    await revokeRoles(who.cora);
    expect(await view(reference, who)).toEqual(["nobody is void"]);
    await expect(agreeWaiver(await fresh(who.rita, day2), { reference, ...about })).rejects.toThrow("It has to be requested again.");
    const dan = await committeeMember("dan@dock.example", "chair");
    await askWaiver(await fresh(dan, day2), { reference, ...about, reason: "They ship no Envoy" });
    await agreeWaiver(await fresh(who.rita, day2), { reference, ...about });
    expect(await view(reference, who)).toEqual(["rita@mesh.example stands"]);
  });

  it("carries no decision, until two others have waived it", async () => {
    const { reference, who } = await votedOn("accepted", lacks);
    const dan = await committeeMember("dan@dock.example", "chair");
    await askWaiver(await fresh(dan, day2), { reference, ...about, reason: "They ship no Envoy" });
    await agreeWaiver(await fresh(who.rita, day2), { reference, ...about });
    await revokeRoles(dan);
    expect(await view(reference, who)).toEqual(["rita@mesh.example is void"]);
    await expect(decide(who.cora, reference, "accepted", lacks)).rejects.toMatchObject({ problems: [{ field: "verdict.envoy-list" }] });
    await askWaiver(await fresh(who.cora, day2), { reference, ...about, reason: "They ship no Envoy" });
    await expect(decide(who.cora, reference, "accepted", lacks)).rejects.toMatchObject({ problems: [{ field: "verdict.envoy-list" }] });
    await agreeWaiver(await fresh(who.raj, day2), { reference, ...about });
    await decide(who.cora, reference, "accepted", lacks);
  });
});

describe("at the same moment", () => {
  it("HC-CON-002 two chairs press the final approval at once: one decision, one member, one email", async () => {
    const { reference, who } = await votedOn();
    const dan = await committeeMember("dan@dock.example", "chair");
    const version = await write(who.cora, reference, "accepted");
    // Dan joined after the close, so the vote has a person more who did not take part; the rule still holds.
    await readyToRace();
    const pressed = await Promise.allSettled([
      makeDecision(await fresh(who.cora, day2), { reference, version }),
      makeDecision(await fresh(dan, day2), { reference, version }),
    ]);
    expect(pressed.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [made] = await decisions(reference);
    expect(made?.decidedBy).not.toBe(made?.secondedBy);
    await readyToRace();
    await Promise.allSettled([
      releaseDecision(asWorker(heldOver), { decisionId: made?.id }),
      releaseDecision(asWorker(heldOver), { decisionId: made?.id }),
      sendDecisionNow(await fresh(who.cora, heldOver), { reference }),
    ]);
    expect(await database().select().from(member)).toHaveLength(1);
    expect((await emails()).filter((email) => email.startsWith("welcome"))).toEqual(["welcome to security@acme.example"]);
  });

  it("HC-CON-003 withdrawn while the chair sends the decision: exactly one outcome", async () => {
    for (const attempt of [1, 2, 3]) {
      await forget();
      const { reference, who, ada } = await votedOn();
      await decide(who.cora, reference, "accepted");
      await readyToRace();
      await Promise.allSettled([
        withdrawApplication(await fresh(ada, day2), { reference }),
        sendDecisionNow(await fresh(who.cora, day2), { reference }),
      ]);
      const { status } = await stored(reference);
      expect(await database().select().from(member), `attempt ${attempt}`).toHaveLength(status === "accepted" ? 1 : 0);
      expect(["accepted", "withdrawn"]).toContain(status);
    }
  });

  it("a decision on an application that was withdrawn a second ago is refused, and one in its undo window does not take effect", async () => {
    const { reference, who, ada } = await votedOn();
    const decisionId = await decide(who.cora, reference, "accepted");
    await withdrawApplication(await fresh(ada, later({ days: 1, seconds: 1 })), { reference });
    await releaseDecision(asWorker(heldOver), { decisionId });
    expect(await decisions(reference)).toMatchObject([{ takenBackAt: heldOver }]);
    const version = await draftVersion(reference);
    await expect(makeDecision(await fresh(who.cora, heldOver), { reference, version })).rejects.toThrow(
      "This is not possible any more: the application is withdrawn.",
    );
  });
});

describe("HC-LIF-003", () => {
  it("an alias that was confirmed and then edited needs the new address to answer", async () => {
    const { reference, who } = await votedOn();
    const { id } = await stored(reference);
    await database()
      .update(answer)
      .set({ draft: { ...answers["security-alias"], address: "psirt@acme.example" } })
      .where(eq(answer.criterion, "security-alias"));
    await database().update(application).set({ contactAlias: "psirt@acme.example" }).where(eq(application.id, id));
    await expect(decide(who.cora, reference, "accepted")).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining("Nobody has answered at the contact alias yet") }],
    });
  });
});
