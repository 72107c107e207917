import { sql } from "drizzle-orm";
import { endDraft } from "@/lib/application/commands/end-draft";
import { remindDraft } from "@/lib/application/commands/remind-draft";
import { remindInformation } from "@/lib/application/commands/remind-information";
import { sendAgain } from "@/lib/application/commands/send-again";
import { claimDelivery } from "@/lib/email/commands/claim-delivery";
import { recordDelivery } from "@/lib/email/commands/record-delivery";
import { grantRole } from "@/lib/identity/commands/grant-role";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import { writeDigest } from "@/lib/removal/commands/write-digest";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";
import { askWaiver } from "@/lib/review/commands/ask-waiver";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";
import { castVote } from "@/lib/review/commands/cast-vote";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { closeInformation } from "@/lib/review/commands/close-information";
import { closeVote } from "@/lib/review/commands/close-vote";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { endAbsence } from "@/lib/review/commands/end-absence";
import { liftConflict } from "@/lib/review/commands/lift-conflict";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { openVote } from "@/lib/review/commands/open-vote";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { requestInformation } from "@/lib/review/commands/request-information";
import { routeApplication } from "@/lib/review/commands/route-application";
import { sendDecisionNow } from "@/lib/review/commands/send-decision-now";
import { sendFindings } from "@/lib/review/commands/send-findings";
import { setAbsence } from "@/lib/review/commands/set-absence";
import { setConflict } from "@/lib/review/commands/set-conflict";
import { setShortcuts } from "@/lib/review/commands/set-shortcuts";
import { takeBackDecision } from "@/lib/review/commands/take-back-decision";
import { tellOverdue } from "@/lib/review/commands/tell-overdue";
import { writeNote } from "@/lib/review/commands/write-note";
import { istio } from "@/lists/istio";
import type { Act } from "./acts";
import { committeeEntryPoints } from "./committee-entry-points";
import { nameOf, one, people, personIdOf, type StageKey } from "./world";

const today = () => dayOf(new Date());
const inAMonth = () => addDays(today(), 30);

const reviewers = (marks: string, because: string) => ({ marks, because });
const secondPerson = reviewers(
  "· · · · · · S · · S · · ·",
  "the second person behind a chair's request may be any member of the committee who has no conflict",
);
const asksForVote = reviewers("· · · · · · · · · S · · ·", "a chair opens a vote on the list's own terms; only moving its end takes two");
const keptByChair = reviewers(
  "· · · · · · · · · Y · · ·",
  "the email is a draft: nothing is decided before makeDecision, and taking back leaves the decision to be made again",
);
const sendsHeld = reviewers("· · · · · · · · · S · · ·", "two people made the decision already; its time is cut short, not its content");
const ownRole = reviewers("· · · · · · Y Y · Y · · ·", "a setting of one's own role, on no application");
const ownSetting = reviewers("· · · · · · Y Y · Y Y Y ·", "a setting of one's own");
const atTheCommandLine = reviewers(
  "· · · · · · · · · · · · ·",
  "without passkeys only whoever runs the portal gives and takes roles, at the command line; on no page",
);
const workersOwn = reviewers("· · · · · · · · · · · · Y", "a person runs no sweep by hand yet");

async function idOf(stage: StageKey): Promise<Record<string, string>> {
  return { applicationId: await one<string>(sql`select id as value from application where organization_name = ${nameOf(stage)}`) };
}

async function emailIn(state: string): Promise<Record<string, string>> {
  return {
    emailId: await one<string>(
      sql`select id as value from email where status = ${state} and kind in ('application-received', 'alias-opened') and recipient like '%orgreview.example' limit 1`,
    ),
  };
}

const nothing = "00000000-0000-4000-8000-000000000000";
const nobodys =
  (name: string): Act["nowhere"] =>
  (given) => ({ ...given, [name]: nothing });

type WithoutEntryPoints = Omit<Act, "entryPoints">;

const withoutEntryPoints: readonly WithoutEntryPoints[] = [
  {
    command: writeNote,
    row: 11,
    stage: "review",
    input: ({ reference }) => ({ reference, key: crypto.randomUUID(), text: "A question" }),
    leaves: "review.note_written",
  },
  {
    command: requestInformation,
    row: 11,
    stage: "review",
    input: ({ reference }) => ({ reference, criterion: "community", question: "Who?" }),
    leaves: "information.requested",
  },
  {
    command: closeInformation,
    row: 11,
    stage: "asked",
    input: ({ reference }) => ({ reference, criterion: "community" }),
    leaves: "information.closed",
  },
  {
    command: recordFinding,
    row: 11,
    stage: "review",
    input: ({ reference }) => ({ reference, criterion: "redistribution", answerVersion: 1, verdict: "not-met", reason: "Too few" }),
    leaves: "review.finding_recorded",
  },
  { command: sendFindings, row: 11, stage: "review", input: ({ reference }) => ({ reference }), leaves: "review.sent" },
  { command: recuseYourself, row: 11, stage: "review", input: ({ reference }) => ({ reference }), leaves: "review.released" },
  { command: declareConflict, row: 12, stage: "review", input: ({ reference }) => ({ reference }), leaves: null }, // those who did find it done
  {
    command: setConflict,
    row: 13,
    stage: "review",
    facts: async () => ({ person: await personIdOf(people.rosa) }),
    input: ({ reference, person }) => ({ reference, person }),
    leaves: "conflict.set_asked",
  },
  {
    command: liftConflict,
    row: 13,
    stage: "review",
    facts: async () => ({ person: await personIdOf(people.dora) }),
    input: ({ reference, person }) => ({ reference, person }),
    leaves: "conflict.lift_asked",
  },
  {
    command: assignReviewer,
    row: 14,
    stage: "review",
    facts: async () => ({ person: await personIdOf(people.cora) }),
    input: ({ reference, person }) => ({ reference, person }),
    leaves: "review.assigned",
  },
  {
    command: castVote,
    row: 15,
    stage: "voting",
    facts: async () => ({
      round: await one<string>(
        sql`select r.id as value from vote_round r join application a on a.id = r.application_id where a.organization_name = ${nameOf("voting")}`,
      ),
    }),
    input: ({ reference, round }) => ({ reference, round, choice: "accept", reason: "" }),
    leaves: "vote.cast",
  },
  { command: openVote, row: 18, instead: asksForVote, stage: "review", input: ({ reference }) => ({ reference }), leaves: "vote.opened" },
  {
    command: changeVoteEnd,
    row: 18,
    stage: "voting",
    input: ({ reference }) => ({ reference, until: inAMonth() }),
    leaves: "vote.change_asked",
  },
  {
    command: agreeVoteEnd,
    row: 18,
    instead: secondPerson,
    stage: "voting",
    input: ({ reference }) => ({ reference }),
    leaves: "vote.moved",
  },
  {
    command: askWaiver,
    row: 20,
    stage: "voting",
    input: ({ reference }) => ({ reference, criterion: "community", reason: "Known otherwise" }),
    leaves: "waiver.asked",
  },
  {
    command: agreeWaiver,
    row: 20,
    instead: secondPerson,
    stage: "voting",
    input: ({ reference }) => ({ reference, criterion: "envoy-list" }),
    leaves: "waiver.agreed",
  },
  {
    command: draftDecision,
    row: 19,
    instead: keptByChair,
    stage: "closed",
    input: ({ reference }) => ({
      reference,
      version: 1,
      outcome: "accepted",
      reasons: criteriaInForce(istio, today()).map(({ key }) => ({ criterion: key, verdict: "met", reason: "", whatWouldHelp: "" })),
      opening: "Welcome",
      closing: "",
    }),
    leaves: "decision.drafted",
  },
  {
    command: makeDecision,
    row: 19,
    stage: "closed",
    input: ({ reference }) => ({ reference, version: 1, aliasByHand: "yes" }),
    leaves: "decision.made",
  },
  {
    command: sendDecisionNow,
    row: 19,
    instead: sendsHeld,
    stage: "held",
    input: ({ reference }) => ({ reference }),
    leaves: "application.accepted",
  },
  {
    command: takeBackDecision,
    row: 19,
    instead: keptByChair,
    stage: "held",
    input: ({ reference }) => ({ reference }),
    leaves: "decision.taken_back",
  },
  {
    command: setAbsence,
    row: 12,
    instead: ownRole,
    stage: "review",
    input: () => ({ list: "istio", until: inAMonth() }),
    leaves: "review.absence_set",
  },
  { command: endAbsence, row: 12, instead: ownRole, stage: "review", input: () => ({ list: "istio" }), leaves: null },
  {
    command: setShortcuts,
    row: 12,
    instead: ownSetting,
    stage: "review",
    input: () => ({ list: "istio", on: "yes" }),
    leaves: "review.shortcuts_set",
  },
  {
    command: grantRole,
    row: 45,
    instead: atTheCommandLine,
    stage: "review",
    input: () => ({ email: "new@meshproject.example", list: "istio", role: "reviewer" }),
    leaves: "role.granted",
  },
  {
    command: revokeRole,
    row: 46,
    instead: atTheCommandLine,
    stage: "review",
    input: () => ({ email: people.rosa.email, list: "istio", role: "reviewer" }),
    leaves: "role.revoked",
  },
  {
    command: sendAgain,
    row: 51,
    stage: "review",
    facts: () => emailIn("failed"),
    input: ({ emailId }) => ({ emailId, mayArriveTwice: true }),
    nowhere: nobodys("emailId"),
    leaves: "email.sent_again",
  },
  ...[
    { command: routeApplication, stage: "other" as const, facts: () => idOf("other"), leaves: null },
    { command: endDraft, stage: "draft" as const, facts: () => idOf("draft"), leaves: null },
    { command: remindDraft, stage: "draft" as const, facts: () => idOf("draft"), leaves: null },
  ].map(
    (each): WithoutEntryPoints => ({
      ...each,
      row: 52,
      instead: workersOwn,
      input: ({ applicationId }) => ({ applicationId }),
      nowhere: nobodys("applicationId"),
    }),
  ),
  {
    command: tellOverdue,
    row: 52,
    instead: workersOwn,
    stage: "review",
    facts: () => idOf("review"),
    input: ({ applicationId }) => ({ applicationId, day: today() }),
    nowhere: nobodys("applicationId"),
    leaves: null,
  },
  {
    command: remindInformation,
    row: 52,
    instead: workersOwn,
    stage: "asked",
    facts: async () => ({ requestId: await one<string>(sql`select id as value from information_request limit 1`) }),
    input: ({ requestId }) => ({ requestId }),
    nowhere: nobodys("requestId"),
    leaves: null,
  },
  {
    command: writeDigest,
    row: 52,
    instead: workersOwn,
    stage: "review",
    facts: async () => ({ personId: await personIdOf(people.ravi) }),
    input: ({ personId }) => ({ list: "istio", personId, day: today() }),
    nowhere: nobodys("personId"),
    leaves: "review.digest_written",
  },
  {
    command: closeVote,
    row: 52,
    instead: workersOwn,
    stage: "voting",
    facts: async () => ({ roundId: await one<string>(sql`select id as value from vote_round where closed_at is null limit 1`) }),
    input: ({ roundId }) => ({ roundId }),
    nowhere: nobodys("roundId"),
    leaves: null,
  },
  {
    command: releaseDecision,
    row: 52,
    instead: workersOwn,
    stage: "held",
    facts: async () => ({ decisionId: await one<string>(sql`select id as value from decision where released_at is null limit 1`) }),
    input: ({ decisionId }) => ({ decisionId }),
    nowhere: nobodys("decisionId"),
    leaves: null,
  },
  {
    command: claimDelivery,
    row: 52,
    instead: workersOwn,
    stage: "review",
    facts: () => emailIn("queued"),
    input: ({ emailId }) => ({
      emailId,
      rendered: { subject: "s", text: "t", html: "h" },
      origin: "http://localhost:3000",
      from: "Portal <p@forewarned.example>",
      replyTo: null,
    }),
    nowhere: nobodys("emailId"),
    leaves: "email.attempted",
  },
  {
    command: recordDelivery,
    row: 52,
    instead: workersOwn,
    stage: "review",
    facts: () => emailIn("queued"),
    input: ({ emailId }) => ({ emailId, claim: nothing, outcome: { is: "failed", trouble: "refused" } }),
    nowhere: nobodys("emailId"),
    leaves: null, // nobody's claim: nothing to record
  },
];

/** What the committee does with an application, and what the worker does by itself. */
export const committeeActs: readonly Act[] = withoutEntryPoints.map((act) => ({
  ...act,
  entryPoints: committeeEntryPoints[act.command.commandName] ?? [],
}));
