import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { database } from "@/db/client";
import { auditEvent } from "@/db/schema";
import { grantRole } from "@/lib/identity/commands/grant-role";
import type { Person } from "@/lib/kernel/actor";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";
import { askWaiver } from "@/lib/review/commands/ask-waiver";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";
import { castVote } from "@/lib/review/commands/cast-vote";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { closeInformation } from "@/lib/review/commands/close-information";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { endAbsence } from "@/lib/review/commands/end-absence";
import { liftConflict } from "@/lib/review/commands/lift-conflict";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { openVote } from "@/lib/review/commands/open-vote";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { requestInformation } from "@/lib/review/commands/request-information";
import { sendDecisionNow } from "@/lib/review/commands/send-decision-now";
import { sendFindings } from "@/lib/review/commands/send-findings";
import { setAbsence } from "@/lib/review/commands/set-absence";
import { setConflict } from "@/lib/review/commands/set-conflict";
import { takeBackDecision } from "@/lib/review/commands/take-back-decision";
import { writeNote } from "@/lib/review/commands/write-note";
import { testDatabase } from "../setup/database";
import { committee, committeeMember, fresh, reviewed, routed, someone } from "./world";

let reference = "";
let round = "";
const strangers: Record<string, Person> = {};

beforeAll(async () => {
  await testDatabase();
  const who = await committee();
  const made = await routed();
  reference = made.reference;
  round = await reviewed(reference, who);
  strangers.auditor = await committeeMember("audit@audit.example", "auditor");
  strangers.administrator = await committeeMember("admin@admin.example", "administrator");
  strangers["chair of another list"] = await committeeMember("lara@other.example", "chair", "layer5");
  strangers.applicant = made.ada;
  strangers.nobody = await someone("nobody@nowhere.example");
});

const person = randomUUID();
const acts: readonly [string, (context: Awaited<ReturnType<typeof fresh>>) => Promise<unknown>][] = [
  ["agree to the end of a vote", (context) => agreeVoteEnd(context, { reference })],
  ["agree to a waiver", (context) => agreeWaiver(context, { reference, criterion: "community" })],
  ["ask for a waiver", (context) => askWaiver(context, { reference, criterion: "community", reason: "So" })],
  ["assign a reviewer", (context) => assignReviewer(context, { reference, person })],
  ["vote", (context) => castVote(context, { reference, round, choice: "accept", reason: "" })],
  ["move the end of a vote", (context) => changeVoteEnd(context, { reference, until: "now" })],
  ["close a question", (context) => closeInformation(context, { reference, criterion: "community" })],
  ["declare a conflict", (context) => declareConflict(context, { reference })],
  [
    "write the email",
    (context) => draftDecision(context, { reference, version: 0, outcome: "accepted", reasons: [], opening: "", closing: "" }),
  ],
  ["decide", (context) => makeDecision(context, { reference, version: 1 })],
  ["take a decision back", (context) => takeBackDecision(context, { reference })],
  ["send a decision", (context) => sendDecisionNow(context, { reference })],
  ["set a conflict", (context) => setConflict(context, { reference, person })],
  ["lift a conflict", (context) => liftConflict(context, { reference, person })],
  ["open a vote", (context) => openVote(context, { reference })],
  [
    "record a finding",
    (context) => recordFinding(context, { reference, criterion: "community", answerVersion: 1, verdict: "met", reason: "" }),
  ],
  ["send findings", (context) => sendFindings(context, { reference })],
  ["ask the applicant", (context) => requestInformation(context, { reference, criterion: "community", question: "Who?" })],
  ["recuse yourself", (context) => recuseYourself(context, { reference })],
  ["write a note", (context) => writeNote(context, { reference, key: randomUUID(), text: "Hello" })],
  ["be away", (context) => setAbsence(context, { list: "istio", until: "2026-11-20" })],
  ["be back", (context) => endAbsence(context, { list: "istio" })],
];

it.each(acts)(
  "HC-AUZ-012 whoever has no vote may not %s: auditor, administrator, other committees, applicant, nobody",
  async (_act, act) => {
    const before = await database().$count(auditEvent);
    for (const stranger of Object.values(strangers)) {
      await expect(act(await fresh(stranger)), stranger.email).rejects.toMatchObject({
        kind: "not-allowed",
        message: "This page does not exist, or you do not have access to it.",
      });
    }
    expect(await database().$count(auditEvent)).toBe(before);
  },
);

it("HC-AUZ-011 an administrator grants the chair role to themself: refused", async () => {
  const admin = strangers.administrator as Person;
  await expect(grantRole(await fresh(admin), { email: admin.email, list: "istio", role: "chair" })).rejects.toMatchObject({
    kind: "not-allowed",
  });
});
