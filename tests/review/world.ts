import { and, eq, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { answer, application, committeeRole, decision, decisionDraft, person, reviewAssignment, vote, voteRound } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { type Person, worker } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/command";
import { castVote } from "@/lib/review/commands/cast-vote";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { recordFinding } from "@/lib/review/commands/record-finding";
import { routeApplication } from "@/lib/review/commands/route-application";
import { sendFindings } from "@/lib/review/commands/send-findings";
import type { FindingVerdict, VoteChoice } from "@/lib/review/words";
import { personByEmail } from "@/lib/views/actors";
import { istio } from "@/lists/istio";
import { answers, committeeMember, fill, lastEmail, later, monday, save, someone, start, stored, submit } from "../application/world";

export * from "../application/world";

export const criteria = istio.criteria.map(({ key }) => key);

export type Committee = { readonly cora: Person; readonly rita: Person; readonly raj: Person; readonly rosa: Person };

/** A chair and three reviewers of the Istio list, none of them from Acme, in this order of their roles. */
export async function committee(): Promise<Committee> {
  const cora = await committeeMember("cora@committee.example", "chair");
  const rita = await committeeMember("rita@mesh.example", "reviewer");
  const raj = await committeeMember("raj@harbour.example", "reviewer");
  const rosa = await committeeMember("rosa@gmail.com", "reviewer");
  for (const [days, { personId }] of [cora, rita, raj, rosa].entries()) {
    await database()
      .update(committeeRole)
      .set({ grantedAt: later({ days: days - 10 }) })
      .where(eq(committeeRole.personId, personId));
  }
  return { cora, rita, raj, rosa };
}

/** The person as they are now, signed in a moment ago. */
export async function fresh(who: Person, now = monday): Promise<Context> {
  const found = await personByEmail(who.email);
  if (!found) throw new Error(`${who.email} is gone`);
  return { actor: { ...found, signedInAt: now }, now };
}

/** The same, from a page that was opened before: whatever was changed since is not in it. */
export function asBefore(who: Person, now = monday): Context {
  return { actor: { ...who, signedInAt: now }, now };
}

export const asWorker = (now = monday): Context => ({ actor: worker, now });

/** Acme's whole application, or another organization's under its own domain, sent on Monday. */
export async function sent(email = "ada@acme.example", name = "Acme"): Promise<{ reference: string; id: string; ada: Person }> {
  const ada = await someone(email);
  const reference = await start(ada, name);
  await fill(ada, reference);
  const domain = email.split("@")[1];
  if (domain !== "acme.example")
    await save(ada, reference, "security-alias", { ...answers["security-alias"], address: `security@${domain}` });
  await submit(ada, reference);
  return { reference, id: (await stored(reference)).id, ada: await someone(email) };
}

/** Sent, and with its reviewers. */
export async function routed(): Promise<{ reference: string; id: string; ada: Person }> {
  const made = await sent();
  await routeApplication(asWorker(), { applicationId: made.id });
  return made;
}

/** Who has an application now, by the part of the address before the @. */
export async function assigned(reference: string): Promise<readonly string[]> {
  const rows = await database()
    .select({ email: person.email })
    .from(reviewAssignment)
    .innerJoin(person, eq(person.id, reviewAssignment.personId))
    .innerJoin(application, eq(application.id, reviewAssignment.applicationId))
    .where(and(eq(application.reference, reference), isNull(reviewAssignment.releasedAt)))
    .orderBy(person.email);
  return rows.map(({ email }) => email.split("@")[0] ?? "");
}

/** Records one finding on the answer as it is now. */
export async function find(
  who: Person,
  reference: string,
  criterion: string,
  verdict: FindingVerdict = "met",
  reason = verdict === "met" ? "" : "Not shown",
  now = monday,
) {
  const { rows } = await database().execute<{ version: number }>(
    sql`select n.version from answer n join application a on a.id = n.application_id where a.reference = ${reference} and n.criterion = ${criterion}`,
  );
  return recordFinding(await fresh(who, now), { reference, criterion, answerVersion: rows[0]?.version ?? 1, verdict, reason });
}

/** Finds everything met but what is named, and sends it. */
export async function review(
  who: Person,
  reference: string,
  wanting: Readonly<Record<string, FindingVerdict>> = {},
  now = monday,
): Promise<void> {
  for (const criterion of criteria) await find(who, reference, criterion, wanting[criterion] ?? "met", undefined, now);
  await sendFindings(await fresh(who, now), { reference });
}

/** Everyone who has it sends the same findings; the vote opens by itself. */
export async function reviewed(reference: string, who: Committee, wanting: Readonly<Record<string, FindingVerdict>> = {}): Promise<string> {
  const names = await assigned(reference);
  for (const [name, member] of Object.entries(who)) if (names.includes(name)) await review(member, reference, wanting);
  return openRound(reference);
}

export async function openRound(reference: string): Promise<string> {
  const round = await lastRound(reference);
  if (!round || round.closedAt) throw new Error(`No vote is open on ${reference}`);
  return round.id;
}

export async function lastRound(reference: string): Promise<typeof voteRound.$inferSelect | undefined> {
  const rows = await database()
    .select({ round: voteRound })
    .from(voteRound)
    .innerJoin(application, eq(application.id, voteRound.applicationId))
    .where(eq(application.reference, reference))
    .orderBy(voteRound.openedAt);
  return rows.at(-1)?.round;
}

export async function cast(who: Person, reference: string, round: string, choice: VoteChoice, now = later({ hours: 1 })) {
  return castVote(await fresh(who, now), { reference, round, choice, reason: "" });
}

/** "rita: accept", in order; with why it did not count. */
export async function votes(round: string): Promise<readonly string[]> {
  const rows = await database()
    .select({ email: person.email, choice: vote.choice, because: vote.excludedBecause })
    .from(vote)
    .innerJoin(person, eq(person.id, vote.personId))
    .where(eq(vote.roundId, round))
    .orderBy(person.email);
  return rows.map(({ email, choice, because }) => `${email.split("@")[0]}: ${choice}${because ? ` (${because})` : ""}`);
}

/** All four vote, so the vote is closed. */
export async function voted(
  reference: string,
  who: Committee,
  choices: readonly [VoteChoice, VoteChoice, VoteChoice, VoteChoice],
): Promise<string> {
  const round = await openRound(reference);
  const people = [who.cora, who.rita, who.raj, who.rosa];
  for (const [index, member] of people.entries()) await cast(member, reference, round, choices[index] ?? "abstain");
  return round;
}

async function answerAlias(now = later({ hours: 2 })): Promise<void> {
  const { token } = await lastEmail("alias-check");
  await answerAliasCheck({ actor: { kind: "visitor" }, now }, { token: String(token), name: "Product security", organization: "Acme" });
}

/** Acme's application after a vote that accepts (or declines), with an alias where a person answered. */
export async function votedOn(outcome: "accepted" | "declined" = "accepted", wanting: Readonly<Record<string, FindingVerdict>> = {}) {
  const who = await committee();
  const made = await routed();
  await answerAlias();
  await reviewed(made.reference, who, wanting);
  await voted(
    made.reference,
    who,
    outcome === "accepted" ? ["accept", "accept", "accept", "accept"] : ["decline", "decline", "decline", "decline"],
  );
  return { ...made, who };
}

export const day2 = later({ days: 1 });

/** Writes the email: everything met but what is named. */
export async function write(
  who: Person,
  reference: string,
  outcome: "accepted" | "declined",
  wanting: Readonly<Record<string, FindingVerdict>> = {},
  now = day2,
): Promise<number> {
  const before = await draftVersion(reference);
  const reasons = criteria.map((criterion) => ({
    criterion,
    verdict: wanting[criterion] ?? "met",
    reason: wanting[criterion] ? "Not shown" : "",
    whatWouldHelp: wanting[criterion] ? "Show it" : "",
  }));
  await draftDecision(await fresh(who, now), {
    reference,
    version: before,
    outcome,
    reasons,
    opening: "Thank you for the clear answers.",
    closing: "",
  });
  return draftVersion(reference);
}

export async function draftVersion(reference: string): Promise<number> {
  const [row] = await database()
    .select({ version: decisionDraft.version })
    .from(decisionDraft)
    .innerJoin(application, eq(application.id, decisionDraft.applicationId))
    .where(eq(application.reference, reference));
  return row?.version ?? 0;
}

/** The chair decides; the email is held. */
export async function decide(
  who: Person,
  reference: string,
  outcome: "accepted" | "declined",
  wanting: Readonly<Record<string, FindingVerdict>> = {},
  now = day2,
): Promise<string> {
  const version = await write(who, reference, outcome, wanting, now);
  return (await makeDecision(await fresh(who, now), { reference, version })).decisionId;
}

export async function decisions(reference: string): Promise<readonly (typeof decision.$inferSelect)[]> {
  const { id } = await stored(reference);
  return database().select().from(decision).where(eq(decision.applicationId, id)).orderBy(decision.decidedAt);
}

/** Takes a role away behind everybody's back, as the operator does. */
export async function revokeRoles(who: Person): Promise<void> {
  await database().update(committeeRole).set({ revokedAt: monday }).where(eq(committeeRole.personId, who.personId));
}

/** The applicant changes an answer that the committee opened again, as far as the committee sees it. */
export async function editAnswer(reference: string, criterion: string, now: Date): Promise<void> {
  const { id } = await stored(reference);
  await database().execute(sql`insert into information_request (application_id, criterion, question, asked_by, asked_at, due_on, answered_at)
    select a.id, ${criterion}, 'Asked', a.created_by, ${now.toISOString()}::timestamptz, '2026-12-31', ${now.toISOString()}::timestamptz from application a where a.id = ${id}`);
  await database()
    .update(answer)
    .set({ version: sql`${answer.version} + 1`, editedAt: now, draft: { ...answers[criterion] } })
    .where(and(eq(answer.applicationId, id), eq(answer.criterion, criterion)));
}
