import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { discussionNote, finding, informationRequest } from "@/db/schema";
import { answerQuestion } from "@/lib/application/commands/answer-question";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { closeInformation } from "@/lib/review/commands/close-information";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { requestInformation } from "@/lib/review/commands/request-information";
import { sendFindings } from "@/lib/review/commands/send-findings";
import { writeNote } from "@/lib/review/commands/write-note";
import { testDatabase } from "../setup/database";
import {
  answers,
  assigned,
  committee,
  committeeMember,
  editAnswer,
  emails,
  eventsOf,
  find,
  forget,
  fresh,
  lastEmail,
  lastRound,
  later,
  review,
  reviewed,
  revokeRoles,
  routed,
  stored,
  versionOf,
  voted,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

const met = { criterion: "community", answerVersion: 1, verdict: "met", reason: "" };

describe("a finding", () => {
  it("is kept with the version of the answer that was read", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await find(rita, reference, "community", "cannot-tell", "The link is closed");
    expect(await database().select().from(finding)).toMatchObject([
      { criterion: "community", personId: rita.personId, verdict: "cannot-tell", reason: "The link is closed", answerVersion: 1 },
    ]);
    expect(await eventsOf(reference)).toContain("review.finding_recorded");
  });

  it("may be changed, and the same again does nothing", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await find(rita, reference, "community", "met");
    await find(rita, reference, "community", "not-met");
    await find(rita, reference, "community", "not-met");
    expect(await database().select({ verdict: finding.verdict }).from(finding)).toEqual([{ verdict: "not-met" }]);
    expect((await eventsOf(reference)).filter((event) => event === "review.finding_recorded")).toHaveLength(2);
  });

  it("on an answer that was changed meanwhile has to be made again", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await editAnswer(reference, "community", later({ hours: 1 }));
    await expect(recordFinding(await fresh(rita), { reference, ...met })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("needs a reason unless it is met", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await expect(recordFinding(await fresh(rita), { reference, ...met, verdict: "not-met", reason: " " })).rejects.toMatchObject({
      problems: [{ field: "reason" }],
    });
    await expect(recordFinding(await fresh(rita), { reference, ...met, verdict: "" })).rejects.toMatchObject({
      problems: [{ field: "verdict", message: "Select whether the criterion is met" }],
    });
  });

  it("is refused to those who may not: the applicant, auditors, administrators, recused and former reviewers", async () => {
    const { rita, raj } = await committee();
    const auditor = await committeeMember("audit@audit.example", "auditor");
    const admin = await committeeMember("admin@admin.example", "administrator");
    const { reference, ada } = await routed();
    await declareConflict(await fresh(rita), { reference });
    await revokeRoles(raj);
    for (const who of [ada, auditor, admin, rita, raj]) {
      await expect(recordFinding(await fresh(who), { reference, ...met })).rejects.toMatchObject({ kind: "not-allowed" });
      await expect(sendFindings(await fresh(who), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
    }
    expect(await database().select().from(finding)).toEqual([]);
  });

  it("is for those who have the application, on criteria that were asked, while it is open", async () => {
    const { rita, rosa } = await committee();
    const { reference, ada } = await routed();
    await expect(recordFinding(await fresh(rosa), { reference, ...met })).rejects.toThrow("assigned to other reviewers");
    await expect(recordFinding(await fresh(rita), { reference, ...met, criterion: "no-such" })).rejects.toMatchObject({
      kind: "not-allowed",
    });
    await withdrawApplication(await fresh(ada), { reference });
    await expect(recordFinding(await fresh(rita), { reference, ...met })).rejects.toThrow(
      "This is not possible any more: the application is withdrawn.",
    );
  });

  it("cannot change once the vote is closed", async () => {
    const who = await committee();
    const { reference } = await routed();
    await reviewed(reference, who);
    await voted(reference, who, ["accept", "accept", "accept", "accept"]);
    await expect(recordFinding(await fresh(who.rita), { reference, ...met, verdict: "not-met", reason: "No" })).rejects.toThrow(
      "The vote is closed",
    );
  });
});

describe("sending findings", () => {
  it("names every criterion that is still open", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    for (const criterion of ["security-alias", "redistribution", "user-base", "community"]) await find(rita, reference, criterion);
    await editAnswer(reference, "community", later({ hours: 1 }));
    await expect(sendFindings(await fresh(rita), { reference })).rejects.toMatchObject({
      problems: [
        { field: "community", message: expect.stringContaining("the answer was changed. Read it again") },
        { field: "embargo-policy", message: expect.stringContaining("say whether it is met") },
        { field: "envoy-list", message: expect.stringContaining("say whether it is met") },
        { field: "working-group", message: expect.stringContaining("say whether it is met") },
      ],
    });
  });

  it("opens the vote when the last of them sends, and does nothing twice", async () => {
    const { cora, rita, raj } = await committee();
    const { reference } = await routed();
    await review(rita, reference);
    await review(raj, reference);
    expect(await lastRound(reference)).toBeUndefined();
    await review(cora, reference);
    expect(await lastRound(reference)).toMatchObject({ closesAt: later({ days: 5 }), closedAt: null });
    await sendFindings(await fresh(rita), { reference });
    expect((await eventsOf(reference)).filter((event) => event === "review.sent")).toHaveLength(3);
    expect((await eventsOf(reference)).filter((event) => event === "vote.opened")).toHaveLength(1);
  });
});

describe("a note", () => {
  const note = (key: string) => ({ key, text: "See the meeting of May.\nTwo of them were there." });
  const key = "6b1f6d7e-3c54-4f3e-9c41-8b8c8d2a1b11";

  it("is written once, however often the button is pressed", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await writeNote(await fresh(rita), { reference, ...note(key) });
    await writeNote(await fresh(rita), { reference, ...note(key) });
    expect(await database().select({ text: discussionNote.text }).from(discussionNote)).toEqual([{ text: note(key).text }]);
  });

  it("needs words, and the committee", async () => {
    const { rita } = await committee();
    const auditor = await committeeMember("audit@audit.example", "auditor");
    const { reference, ada } = await routed();
    await expect(writeNote(await fresh(rita), { reference, key, text: " \u200b" })).rejects.toMatchObject({
      problems: [{ field: "text", message: "Enter a note" }],
    });
    for (const who of [ada, auditor])
      await expect(writeNote(await fresh(who), { reference, ...note(key) })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("a question to the applicant", () => {
  const question = { criterion: "user-base", question: "Who else uses it?" };

  it("opens that answer alone, pauses the deadline and is sent to the applicant", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await requestInformation(await fresh(rita), { reference, ...question });
    expect((await stored(reference)).status).toBe("information_requested");
    expect(await lastEmail("information-requested")).toEqual({
      organization: "Acme",
      reference,
      criterion: "user-base",
      criterionTitle: "Users beyond your organization",
      question: "Who else uses it?",
      dueOn: "2026-11-30",
    });
    expect((await emails()).filter((email) => email.startsWith("information"))).toEqual(["information-requested to ada@acme.example"]);
  });

  it("is answered by the applicant, and the finding on it turns stale", async () => {
    const { rita } = await committee();
    const { reference, ada } = await routed();
    await review(rita, reference);
    await requestInformation(await fresh(rita), { reference, ...question });
    const draft = { ...answers["user-base"], text: "About 300 companies" };
    await answerQuestion(await fresh(ada, later({ days: 2 })), {
      reference,
      criterion: "user-base",
      version: await versionOf(reference, "user-base"),
      draft,
    });
    expect(await stored(reference)).toMatchObject({ status: "submitted", decisionDueOn: "2026-12-02" });
    await find(rita, reference, "user-base", "met", "", later({ days: 2 }));
    expect((await database().select().from(finding)).find(({ criterion }) => criterion === "user-base")).toMatchObject({
      answerVersion: 2,
    });
  });

  it("is answered without a change, and the finding on it stays valid", async () => {
    const { rita } = await committee();
    const { reference, ada } = await routed();
    await review(rita, reference);
    await requestInformation(await fresh(rita), { reference, ...question });
    const version = await versionOf(reference, "user-base");
    const draft = answers["user-base"] ?? {};
    await answerQuestion(await fresh(ada, later({ days: 2 })), { reference, criterion: "user-base", version, draft, unchanged: "yes" });
    expect(await versionOf(reference, "user-base")).toBe(version);
  });

  it("is due on a working day", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    await requestInformation(await fresh(rita, later({ days: 5 })), { reference, ...question }); // a Saturday
    expect(await lastEmail("information-requested")).toMatchObject({ dueOn: "2026-12-07" }); // a Monday
  });

  it("is sent once when the button is pressed twice", async () => {
    const { rita } = await committee();
    const { reference } = await routed();
    const asked = await fresh(rita);
    await requestInformation(asked, { reference, ...question });
    await requestInformation(asked, { reference, ...question });
    expect(await database().select().from(informationRequest)).toHaveLength(1);
    expect((await emails()).filter((email) => email.startsWith("information"))).toHaveLength(1);
    await expect(requestInformation(asked, { reference, ...question, question: "And who else?" })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("is one at a time for each criterion", async () => {
    const { rita, raj } = await committee();
    const { reference } = await routed();
    await requestInformation(await fresh(rita), { reference, ...question });
    await expect(requestInformation(await fresh(raj), { reference, ...question })).rejects.toMatchObject({ kind: "conflict" });
    await requestInformation(await fresh(raj), { reference, criterion: "community", question: "Who is still there?" });
    expect(await database().select().from(informationRequest)).toHaveLength(2);
  });

  it("is refused to those who do not review, and without words", async () => {
    const { rita } = await committee();
    const admin = await committeeMember("admin@admin.example", "administrator");
    const { reference, ada } = await routed();
    for (const who of [ada, admin])
      await expect(requestInformation(await fresh(who), { reference, ...question })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(requestInformation(await fresh(rita), { reference, criterion: "user-base", question: "" })).rejects.toMatchObject({
      problems: [{ field: "question" }],
    });
  });

  it("can be closed without an answer; the deadline continues from then on", async () => {
    const { rita, raj } = await committee();
    const { reference, ada } = await routed();
    await requestInformation(await fresh(rita), { reference, ...question });
    await expect(closeInformation(await fresh(ada), { reference, criterion: "user-base" })).rejects.toMatchObject({ kind: "not-allowed" });
    await closeInformation(await fresh(raj, later({ days: 3 })), { reference, criterion: "user-base" });
    expect(await stored(reference)).toMatchObject({ status: "submitted", decisionDueOn: "2026-12-03" });
    await expect(closeInformation(await fresh(raj, later({ days: 3 })), { reference, criterion: "user-base" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await assigned(reference)).toEqual(["cora", "raj", "rita"]);
  });
});
