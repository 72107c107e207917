import { and, eq, isNull } from "drizzle-orm";
import { database } from "@/db/client";
import { application, decisionDraft, emailMessage, member, voteRound } from "@/db/schema";
import { acceptInvitation } from "@/lib/application/commands/accept-invitation";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { readMail } from "@/lib/application/commands/read-mail";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { worker } from "@/lib/kernel/actor";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { criteriaInForce } from "@/lib/list/criteria";
import { askWaiver } from "@/lib/review/commands/ask-waiver";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";
import { castVote } from "@/lib/review/commands/cast-vote";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { closeVote } from "@/lib/review/commands/close-vote";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { requestInformation } from "@/lib/review/commands/request-information";
import { sendFindings } from "@/lib/review/commands/send-findings";
import { writeNote } from "@/lib/review/commands/write-note";
import { istio } from "@/lists/istio";
import { answerAlias, apply, daysAgo, later, send, write } from "@/scripts/demo/applying";
import { decide, find, route, vote, type Wanting } from "@/scripts/demo/deciding";
import { acme, type DemoOrganization } from "@/scripts/demo/organizations";
import { giveRole, signedIn } from "@/scripts/demo/people";
import { memberChangesAlias } from "./alias-making";
import { evidenceIsThere } from "./evidence-world";
import { makePeople } from "./people-world";
import { recheckIsThere } from "./recheck-world";
import { makeRemovals } from "./removal-world";
import {
  canary,
  colleagueOf,
  contactOf,
  domainOf,
  employeeOf,
  invitee,
  lastToken,
  nameOf,
  people,
  type Stage,
  type StageKey,
  stageKeys,
  type Who,
  type World,
} from "./world";

const dayLong = 86_400_000;
const hour = 3_600_000;

/** Makes the world by the portal's own commands, in order of time, so that each stage is where it would be now. */
export async function makeWorld(now: Date): Promise<World> {
  await roles(
    [
      ["carol", "chair"],
      ["ravi", "reviewer"],
      ["otto", "reviewer"],
    ],
    daysAgo(now, 420),
  );
  const references: Partial<Record<StageKey, string>> = {};
  references.former = await joins("former", daysAgo(now, 410));
  references.member = await joins("member", daysAgo(now, 200));
  await leaves("former", dayOf(daysAgo(now, 100)));
  await roles(
    [
      ["cora", "chair"],
      ["rosa", "reviewer"],
      ["dora", "reviewer"],
      ["ann", "administrator"],
      ["aude", "auditor"],
    ],
    daysAgo(now, 90),
  );
  await revokeRole(
    { actor: { kind: "system", name: "demo" }, now: daysAgo(now, 90) },
    { email: people.otto.email, list: "istio", role: "reviewer" },
  );

  references.declined = await isDeclined(daysAgo(now, 60));
  references.closed = await votesFor("closed", daysAgo(now, 20));
  references.held = await votesFor("held", daysAgo(now, 19));
  await holds(references.held, now);
  references.asked = await isAsked(daysAgo(now, 6));
  references.voting = await isVoting(daysAgo(now, 5));
  references.other = await reaches("other", daysAgo(now, 4));
  references.review = await isReviewed(daysAgo(now, 3));
  references.ready = await write(organizationOf("ready"), { list: istio, now: later(now, -6 * hour) });
  references.draft = await isDrafted(later(now, -5 * hour));
  for (const stage of stageKeys) await giveRole(employeeOf(stage), { list: "istio", role: "reviewer", now: later(now, -hour) });
  await makePeople(now);
  await oneEmailFailed();
  await memberChangesAlias(now);
  await evidenceIsThere(now);
  await recheckIsThere(now);
  await makeRemovals(now);
  return { now, stages: await stagesOf(references) };
}

/** The receipt of one application could not be sent, and waits for a person. */
async function oneEmailFailed(): Promise<void> {
  const tried = new Date(Date.now() - hour);
  await database()
    .update(emailMessage)
    .set({ status: "failed", trouble: "refused", firstAttemptAt: tried, lastAttemptAt: tried, attempts: 1 })
    .where(and(eq(emailMessage.kind, "application-received"), eq(emailMessage.recipient, contactOf("review").email)));
}

async function stagesOf(references: Partial<Record<StageKey, string>>): Promise<World["stages"]> {
  const stages: Partial<Record<StageKey, Stage>> = {};
  for (const key of stageKeys) {
    const reference = references[key] ?? "";
    const row = await applicationOf(reference);
    stages[key] = { key, organization: organizationOf(key), reference, applicationId: row.id, organizationId: row.organizationId };
  }
  return stages as World["stages"];
}

/** An organization whose answers carry its canaries. */
function organizationOf(stage: StageKey): DemoOrganization {
  const own = JSON.parse(
    JSON.stringify(acme).replaceAll("acme.example", domainOf(stage)).replaceAll("Acme", nameOf(stage)),
  ) as DemoOrganization;
  const answers = Object.fromEntries(Object.entries(own.answers).map(([key, draft]) => [key, { ...draft }]));
  if (answers["user-base"]) answers["user-base"].text = `About 140 banks run it. ${canary("answer", stage)}`;
  return { ...own, contact: contactOf(stage), answers };
}

async function roles(given: readonly (readonly [keyof typeof people, CommitteeRole])[], now: Date): Promise<void> {
  for (const [who, role] of given) await giveRole(people[who], { list: "istio", role, now });
}

async function applicationOf(reference: string): Promise<typeof application.$inferSelect> {
  const [row] = await database().select().from(application).where(eq(application.reference, reference));
  if (!row) throw new Error(`There is no application ${reference}`);
  return row;
}

/** Written with a colleague, answered at the alias, sent. */
async function isSent(stage: StageKey, now: Date): Promise<string> {
  const organization = organizationOf(stage);
  if (stage !== "member") return apply(organization, { list: istio, now });
  const reference = await write(organization, { list: istio, now });
  await joinedBy(reference, stage, later(now, hour));
  await answerAlias(reference, organization, later(now, 90 * 60_000));
  await send(reference, organization, later(now, 2 * hour));
  return reference;
}

async function joinedBy(reference: string, stage: StageKey, now: Date): Promise<void> {
  await inviteColleague({ actor: await signedIn(contactOf(stage), now), now }, { reference, email: colleagueOf(stage).email });
  const token = await lastToken("application-invitation", colleagueOf(stage).email);
  await acceptInvitation({ actor: await signedIn(colleagueOf(stage), now), now }, { token });
}

async function joins(stage: StageKey, now: Date): Promise<string> {
  const reference = await isSent(stage, now);
  const its = { reference, list: istio };
  await route(its, later(now, 3 * hour));
  await note(stage, reference, later(now, 4 * hour));
  await find(its, later(now, dayLong));
  await findingWords(stage, reference, later(now, 2 * dayLong));
  await votes(stage, reference, ["carol", "ravi", "otto"], later(now, 3 * dayLong));
  await decide(its, "accepted", { chair: people.carol, now: later(now, 4 * dayLong) });
  return reference;
}

async function leaves(stage: StageKey, day: string): Promise<void> {
  const { organizationId } = await applicationOfName(nameOf(stage));
  await database().update(member).set({ leftOn: day }).where(eq(member.organizationId, organizationId)); // leaving has no command yet
}

async function applicationOfName(name: string): Promise<typeof application.$inferSelect> {
  const [row] = await database().select().from(application).where(eq(application.organizationName, name));
  if (!row) throw new Error(`${name} has not applied`);
  return row;
}

/** Sent, recused from by Dora, and in the hands of Carol, Ravi and one other. */
async function reaches(stage: StageKey, now: Date): Promise<string> {
  const reference = await isSent(stage, now);
  await declareConflict({ actor: await signedIn(people.dora, now), now: later(now, 3 * hour) }, { reference });
  await route({ reference, list: istio }, later(now, 3 * hour));
  for (const who of [people.carol, people.ravi]) {
    const at = later(now, 4 * hour);
    const { personId } = await signedIn(who, at);
    await assignReviewer({ actor: await signedIn(people.cora, at), now: at }, { reference, person: personId });
  }
  await note(stage, reference, later(now, 5 * hour));
  return reference;
}

async function note(stage: StageKey, reference: string, now: Date): Promise<void> {
  await writeNote(
    { actor: await signedIn(people.ravi, now), now },
    { reference, key: crypto.randomUUID(), text: `Who knows them? ${canary("note", stage)}` },
  );
}

/** Ravi gives his reason on one criterion, which is not needed and is there to be seen. */
async function findingWords(stage: StageKey, reference: string, now: Date): Promise<void> {
  await recordFinding(
    { actor: await signedIn(people.ravi, now), now },
    { reference, criterion: "community", answerVersion: 1, verdict: "met", reason: canary("finding", stage, "ravi") },
  );
}

async function openRoundOf(reference: string): Promise<typeof voteRound.$inferSelect> {
  const { id } = await applicationOf(reference);
  const [round] = await database()
    .select()
    .from(voteRound)
    .where(and(eq(voteRound.applicationId, id), isNull(voteRound.closedAt)));
  if (!round) throw new Error(`No vote is open on ${reference}`);
  return round;
}

async function votes(stage: StageKey, reference: string, who: readonly (keyof typeof people)[], now: Date): Promise<void> {
  const { id: round } = await openRoundOf(reference);
  for (const key of who)
    await castVote(
      { actor: await signedIn(people[key], now), now },
      { reference, round, choice: "accept", reason: canary("vote", stage, key) },
    );
}

/** All reviewers find every criterion met, and the vote opens by itself. */
async function found(stage: StageKey, now: Date): Promise<string> {
  const reference = await reaches(stage, now);
  await find({ reference, list: istio }, later(now, dayLong));
  await findingWords(stage, reference, later(now, dayLong + 2 * hour));
  return reference;
}

/** Three accept, the time passes, and the vote closes. An email lies there as a draft. */
async function votesFor(stage: StageKey, now: Date): Promise<string> {
  const reference = await found(stage, now);
  await votes(stage, reference, ["cora", "ravi", "rosa"], later(now, 2 * dayLong));
  const { id: roundId, closesAt } = await openRoundOf(reference);
  await closeVote({ actor: worker, now: closesAt }, { roundId });
  const reasons = criteriaInForce(istio, dayOf(now)).map(({ key }) => ({
    criterion: key,
    verdict: "met" as const,
    reason: "",
    whatWouldHelp: "",
  }));
  await draftDecision(
    { actor: await signedIn(people.carol, closesAt), now: closesAt },
    { reference, version: 0, outcome: "accepted", reasons, opening: canary("letter", stage), closing: "" },
  );
  return reference;
}

async function holds(reference: string, now: Date): Promise<void> {
  const { id } = await applicationOf(reference);
  const [draft] = await database()
    .select({ version: decisionDraft.version })
    .from(decisionDraft)
    .where(eq(decisionDraft.applicationId, id));
  await makeDecision({ actor: await signedIn(people.carol, now), now }, { reference, version: draft?.version ?? 0 });
}

async function isDeclined(now: Date): Promise<string> {
  const lacks: Wanting = {
    community: { reason: `Nobody is named. ${canary("reason", "declined")}`, whatWouldHelp: "Two people with their work." },
  };
  const reference = await reaches("declined", now);
  const its = { reference, list: istio };
  await find(its, later(now, dayLong), lacks);
  await vote(its, "decline", later(now, 2 * dayLong));
  const { id: roundId, closesAt } = await openRoundOf(reference);
  await closeVote({ actor: worker, now: closesAt }, { roundId });
  await decide(its, "declined", { chair: people.carol, now: later(closesAt, hour), wanting: lacks });
  return reference;
}

async function isAsked(now: Date): Promise<string> {
  const reference = await reaches("asked", now);
  const at = later(now, dayLong);
  await requestInformation(
    { actor: await signedIn(people.ravi, at), now: at },
    { reference, criterion: "community", question: `Who works on it? ${canary("question", "asked")}` },
  );
  return reference;
}

/** Cora and Rosa have voted; Cora asks for another end of the vote and for a waiver. */
async function isVoting(now: Date): Promise<string> {
  const reference = await found("voting", now);
  const at = later(now, 2 * dayLong);
  await votes("voting", reference, ["cora", "rosa"], at);
  const actor = await signedIn(people.cora, at);
  await changeVoteEnd({ actor, now: at }, { reference, until: addDays(dayOf(at), 20) });
  await askWaiver({ actor, now: at }, { reference, criterion: "envoy-list", reason: `They wait for Envoy. ${canary("waiver", "voting")}` });
  return reference;
}

/** Carol, Ravi and Rosa have it; Rosa has sent her findings, the others have written theirs and keep them. */
async function isReviewed(now: Date): Promise<string> {
  const reference = await reaches("review", now);
  const at = later(now, dayLong);
  await recuseYourself({ actor: await signedIn(people.cora, at), now: at }, { reference }).catch(() => undefined);
  await assignReviewer(
    { actor: await signedIn(people.carol, at), now: at },
    { reference, person: (await signedIn(people.rosa, at)).personId },
  );
  for (const who of ["carol", "ravi", "rosa"] as const) {
    const actor = await signedIn(people[who], at);
    for (const { key: criterion } of criteriaInForce(istio, dayOf(now))) {
      const doubted = criterion === "community";
      await recordFinding(
        { actor, now: at },
        {
          reference,
          criterion,
          answerVersion: 1,
          verdict: doubted ? "not-met" : "met",
          reason: doubted ? canary("finding", "review", who) : "",
        },
      );
    }
  }
  await sendFindings({ actor: await signedIn(people.rosa, at), now: at }, { reference });
  return reference;
}

/** Everything answered by two people, with two texts for one criterion, a pasted mail and an open invitation. */
async function isDrafted(now: Date): Promise<string> {
  const reference = await write(organizationOf("draft"), { list: istio, now });
  await joinedBy(reference, "draft", later(now, hour));
  const text = (words: string) => ({
    "people.0.name": words,
    "people.0.handle": "ben",
    "people.0.did": "Reviews",
    "people.0.link": "https://github.com/istio/istio/pulls",
    text: "",
  });
  const save = async (who: Who, version: number, words: string) => {
    const at = later(now, 2 * hour);
    await saveAnswer(
      { actor: await signedIn(who, at), now: at },
      { reference, criterion: "community", version, draft: text(words), finished: true },
    );
  };
  await save(colleagueOf("draft"), 1, "Ben Theirs");
  await save(contactOf("draft"), 1, "Ben Mine");
  const at = later(now, 3 * hour);
  const actor = await signedIn(contactOf("draft"), at);
  await readMail({ actor, now: at }, { reference, text: `Hello,\n\nwe met in Paris. ${canary("mail", "draft")}\n\nBye` });
  await inviteColleague({ actor, now: at }, { reference, email: invitee.email });
  return reference;
}
