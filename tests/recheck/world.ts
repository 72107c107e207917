import { and, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheck, emailMessage, member, recheck } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import { visitor } from "@/lib/kernel/actor";
import { addDays, type Day, startOf } from "@/lib/kernel/calendar";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { recordAliasResponse } from "@/lib/removal/commands/record-alias-response";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { committeeMember } from "../application/world";
import { type Admitted, asWorker, beginWithGlobex, globex, personOf, signedIn, tokenTo } from "../member/world";

export * from "../member/world";

/** The day on which Globex is due; 30 days to answer: 2026-12-16. */
export const first = "2026-11-16";

/** What each test of a file begins with: Globex, and Ravi and Cora of the committee. Called once, at the top of the file. */
export function beginWithGlobexDue(): void {
  beginWithGlobex({}, async () => {
    await committeeMember("ravi@committee.example", "reviewer");
    await committeeMember("cora@committee.example", "chair");
  });
}

export const ravi = (now: Date) => signedIn("ravi@committee.example", now);
export const cora = (now: Date) => signedIn("cora@committee.example", now);

/** Somebody of Globex sends the answers to its re-check as a whole. */
export async function send(now: Date, who = "gus") {
  const { id, version } = await recheckOf(globex);
  return answerRecheck(await personOf(globex, who, now), { recheckId: id, version, truth: "yes" });
}

/** Nobody answers what is due on a day: every email arrives, and the re-check expires. */
export async function expires(day: Day): Promise<void> {
  await opened(day);
  for (let on = day; (await recheckOf(globex)).status !== "expired"; on = addDays(on, 1)) {
    await allArrive();
    await night(globex, on);
    if (on > addDays(day, 120)) throw new Error("It never expired");
  }
}

/** A quarter past five on a day, when the sweep runs; or a later hour. */
export const at = (day: Day, hour = 5): Date => new Date(startOf(day).getTime() + (hour * 60 + 15) * 60_000);

/** Opens what is due on a day, and asks at the contact aliases. */
export async function opened(day: Day, list = "istio"): Promise<number> {
  const number = await openDueRechecks(asWorker(at(day)), { list, day });
  const rows = await database().select({ id: recheck.id }).from(recheck).where(eq(recheck.openedOn, day));
  for (const { id } of rows) await testAliasResponse(asWorker(at(day)), { recheckId: id });
  return number;
}

/** The newest re-check of a member. */
export async function recheckOf({ memberId }: Pick<Admitted, "memberId">): Promise<typeof recheck.$inferSelect> {
  const [row] = await database()
    .select()
    .from(recheck)
    .where(eq(recheck.memberId, memberId))
    .orderBy(sql`${recheck.openedOn} desc, ${recheck.reference} desc`);
  if (row === undefined) throw new Error("No re-check was opened");
  return row;
}

/** The night of a day: one step of a member's re-check. */
export async function night(of: Admitted, day: Day): Promise<readonly string[]> {
  return stepRecheck(asWorker(at(day)), { recheckId: (await recheckOf(of)).id, day });
}

/** Every letter that was written so far has arrived, at the moment it was written, or at another. */
export async function allArrive(moment?: Date): Promise<void> {
  await database().execute(sql`
    update email set status = 'accepted', provider_id = id::text, accepted_at = created_at, delivered_at = ${moment?.toISOString() ?? null}::timestamptz
    where delivered_at is null and bounced_at is null and ${moment !== undefined}`);
  if (moment === undefined)
    await database().execute(sql`
      update email set status = 'accepted', provider_id = id::text, accepted_at = created_at, delivered_at = created_at
      where delivered_at is null and bounced_at is null`);
}

/** What was written to whom since a moment: "recheck-due to gus@globex.example", in order. */
export async function emailsSince(since: Date): Promise<readonly string[]> {
  const { rows } = await database().execute<{ line: string }>(
    sql`select kind || ' to ' || recipient as line from email where created_at >= ${since.toISOString()}::timestamptz order by kind, recipient`,
  );
  return rows.map(({ line }) => line);
}

/** Says "still true" to everything, or something else to some criteria. */
export async function say(
  of: Admitted,
  {
    who = "gus",
    now,
    ...said
  }: { who?: string; now: Date; changed?: Readonly<Record<string, Readonly<Record<string, string>>>>; noLonger?: readonly string[] },
): Promise<void> {
  const { id, criteria } = await recheckOf(of);
  const context = await personOf(of, who, now);
  for (const criterion of criteria) {
    const draft = said.changed?.[criterion];
    const says = draft ? "changed" : said.noLonger?.includes(criterion) ? "no-longer-true" : "still-true";
    await saveRecheckAnswer(context, { recheckId: id, criterion, version: 0, says, ...(draft ? { draft } : {}) });
  }
}

/** Somebody reads the email of the alias response test and answers it at a moment, with a new link where the first has expired. */
export async function reacts(of: Admitted, now: Date, name = "Product security"): Promise<void> {
  const token = await tokenTo(of.alias, "alias-check");
  const before = new Date(now.getTime() - 120_000); // nobody reads an email and answers it at once
  await resendAliasCheck({ actor: visitor, now: before }, { token }); // nothing happens while the link can be used
  await answerAliasCheck({ actor: visitor, now }, { token: await tokenTo(of.alias, "alias-check"), name, organization: of.name });
  const { id } = await recheckOf(of);
  const checks = await database()
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "recheck"), eq(aliasCheck.subjectId, id)));
  for (const { id: checkId } of checks) await recordAliasResponse(asWorker(now), { checkId });
}

/** An email of some kind to an address came back. */
export async function bounces(kind: string, recipient: string, moment: Date): Promise<void> {
  await database()
    .update(emailMessage)
    .set({ status: "accepted", providerId: sql`id::text`, acceptedAt: sql`created_at`, bouncedAt: moment, deliveredAt: null })
    .where(and(sql`${emailMessage.kind} = ${kind}`, eq(emailMessage.recipient, recipient)));
}

export async function scheduleOf({ memberId }: Pick<Admitted, "memberId">): Promise<Day> {
  const [row] = await database().select({ on: member.nextRecheckOn }).from(member).where(eq(member.id, memberId));
  return row?.on ?? "";
}
