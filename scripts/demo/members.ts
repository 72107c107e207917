import { asc, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { emailMessage, member, recheck, removal } from "@/db/schema";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import { localOutbox } from "@/lib/email/transport/local-outbox";
import { visitor, worker } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { recordAliasResponse } from "@/lib/removal/commands/record-alias-response";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { daysAgo, later } from "./applying";
import type { DemoOrganization } from "./organizations";
import { signedIn } from "./people";

type Who = { readonly name: string; readonly email: string };

const hour = 3_600_000;

/** Everything that was written until a moment reaches its readers then; in the demo nothing else carries emails on days of the past. */
export async function emailsArrive(now: Date): Promise<void> {
  const waiting = await database()
    .select({ id: emailMessage.id })
    .from(emailMessage)
    .where(eq(emailMessage.status, "queued"))
    .orderBy(asc(emailMessage.createdAt));
  for (const { id } of waiting) await deliverEmail({ emailId: id }, { via: localOutbox, now });
}

/** The chair asks a member anew, some days ago; its team answers the alias response test within hours. */
export async function isRechecked(
  organization: DemoOrganization,
  { chair, now, hours = 5 }: { chair: Who; now: Date; hours?: number },
): Promise<void> {
  const memberId = await memberIdOf(organization);
  await openRecheck({ actor: await signedIn(chair, now), now }, { memberId });
  await itsAliasIsAsked(memberId, now);
  await emailsArrive(later(now, hour));
  await readersAnswer(organization, `security@${organization.domain}`, later(now, hours * hour), recordAliasResponse);
}

/** Opens a member's re-check the given number of days after it was due. Every email of its reminder schedule is delivered; nobody answers. */
export async function isSilent(
  organization: DemoOrganization,
  { list, from, today }: { list: ListDefinition; from: number; today: Date },
): Promise<void> {
  const memberId = await memberIdOf(organization);
  await openDueRechecks({ actor: worker, now: daysAgo(today, from) }, { list: list.slug, day: dayOf(daysAgo(today, from)) });
  await itsAliasIsAsked(memberId, daysAgo(today, from));
  for (let days = from; days >= 1; days -= 1) {
    const now = daysAgo(today, days);
    await emailsArrive(now);
    const [open] = await database()
      .select({ id: recheck.id, nextCheckOn: recheck.nextCheckOn })
      .from(recheck)
      .where(eq(recheck.memberId, memberId));
    if (open !== undefined && open.nextCheckOn <= dayOf(now))
      await stepRecheck({ actor: worker, now }, { recheckId: open.id, day: dayOf(now) });
    await emailsArrive(later(now, hour));
  }
}

/** What the worker does as soon as a re-check was opened. */
export async function itsAliasIsAsked(memberId: string, now: Date): Promise<void> {
  const [open] = await database().select({ id: recheck.id }).from(recheck).where(eq(recheck.memberId, memberId));
  if (open !== undefined) await testAliasResponse({ actor: worker, now }, { recheckId: open.id });
}

/** A representative names another address, whose readers have answered; the waiting period runs. */
export async function changesAlias(organization: DemoOrganization, { address, now }: { address: string; now: Date }): Promise<void> {
  await askAliasChange(
    { actor: await signedIn(organization.contact, now), now },
    {
      member: await memberIdOf(organization),
      mode: "replace",
      oldAlias: "",
      address,
      reason: "Our product security team has a queue of its own now, and the old address goes to the help desk.",
      reachesTeam: "",
      oldIsDead: "",
    },
  );
  await emailsArrive(later(now, hour / 2));
  await readersAnswer(organization, address, later(now, 20 * hour), followAliasChange);
}

/** One of the committee proposes to remove a member, and the chair agrees the day after. */
export async function isToBeRemoved(
  organization: DemoOrganization,
  {
    first,
    chair,
    reasons,
    now,
  }: { first: Who; chair: Who; reasons: readonly { criterion: string; reason: string; whatWouldHelp: string }[]; now: Date },
): Promise<void> {
  const memberId = await memberIdOf(organization);
  await proposeRemovalByPerson(
    { actor: await signedIn(first, now), now },
    { member: memberId, reasons: [...reasons], typed: organization.name },
  );
  await emailsArrive(later(now, hour));
  const agreed = later(now, 24 * hour);
  const [{ reference } = { reference: "" }] = await database()
    .select({ reference: removal.reference })
    .from(removal)
    .where(eq(removal.memberId, memberId));
  await agreeRemoval({ actor: await signedIn(chair, agreed), now: agreed }, { reference });
  await emailsArrive(later(agreed, hour));
}

/** What is planned for the mailing list is done there, and marked. */
export async function rosterIsApplied(list: ListDefinition, { chair, now }: { chair: Who; now: Date }): Promise<void> {
  const actor = await signedIn(chair, now);
  const plan = await makeRosterPlan({ actor, now }, { list: list.slug });
  if (plan !== null) await markPlanApplied({ actor, now: later(now, hour / 4) }, { list: list.slug, plan: plan.number });
}

type Follower = (context: { actor: typeof worker; now: Date }, input: { checkId: string }) => Promise<unknown>;

/** Somebody of the team answers at an address, with a new link where the first has expired, and the worker carries it on. */
async function readersAnswer(organization: DemoOrganization, address: string, now: Date, follow: Follower): Promise<void> {
  const { token } = await lastQuestion(address);
  await resendAliasCheck({ actor: visitor, now: later(now, -120_000) }, { token }); // nothing happens while the link can be used
  const asked = await lastQuestion(address);
  await answerAliasCheck({ actor: visitor, now }, { token: asked.token, name: "Product security team", organization: organization.name });
  await follow({ actor: worker, now: later(now, 1000) }, { checkId: asked.check_id });
}

async function lastQuestion(address: string): Promise<{ readonly token: string; readonly check_id: string }> {
  const { rows } = await database().execute<{ token: string; check_id: string }>(sql`
    select l.data ->> 'token' as token, k.id as check_id from email l
      join alias_check k on k.subject_id = l.subject_id and k.address = l.recipient and k.ended_at is null
    where l.kind = 'alias-check' and l.recipient = ${address} order by l.created_at desc limit 1`);
  const [asked] = rows;
  if (asked === undefined) throw new Error(`Nobody was asked at ${address}`);
  return asked;
}

/** The membership of an organization of the demo, each of which is on one list. */
export async function memberIdOf({ name }: DemoOrganization): Promise<string> {
  const [row] = await database().select({ id: member.id }).from(member).where(eq(member.name, name));
  if (row === undefined) throw new Error(`${name} is no member`);
  return row.id;
}
