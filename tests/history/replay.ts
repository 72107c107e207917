import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { emailMessage, member, memberChange, removal } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor, worker } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";
import { personByEmail } from "@/lib/views/actors";
import { apply, later } from "@/scripts/demo/applying";
import { decide, find, route, vote } from "@/scripts/demo/deciding";
import { giveRole } from "@/scripts/demo/people";
import { answers } from "../application/world";
import type { SimulatedWorker } from "../setup/simulated-worker";
import type { HistoryEvent } from "./events";
import { historyList } from "./list";
import { committee, organizationOf } from "./people";

const dayLong = 86_400_000;
const hour = 3_600_000;

type Of<What extends HistoryEvent["what"]> = Extract<HistoryEvent, { what: What }>;

/** 09:00 UTC on a day. */
function morningOf(day: Day): Date {
  return new Date(`${day}T09:00:00Z`);
}

/** Those who decide take their roles. */
export async function takeRoles(on: Day): Promise<void> {
  for (const { name, email, role } of Object.values(committee))
    await giveRole({ name, email }, { list: historyList.slug, role, now: morningOf(on) });
}

/** An organization applies, is reviewed, voted on and admitted on the day of the event. */
export async function isAdmitted({ on, organization, address }: Of<"admitted">): Promise<void> {
  const now = morningOf(addDays(on, -4));
  const its = { reference: await apply(organizationOf(organization, address), { list: historyList, now }), list: historyList };
  await route(its, later(now, dayLong / 8));
  await find(its, later(now, 2 * dayLong));
  await vote(its, "accept", later(now, 3 * dayLong));
  await decide(its, "accepted", { chair: committee.cora, now: morningOf(on) });
}

/** A representative names another address; it answers, waits, receives, and answers once more on the day of the event. */
export async function changesAlias(
  { on, organization, address }: { readonly on: Day; readonly organization: string; readonly address: string },
  work: SimulatedWorker,
): Promise<void> {
  const asked = morningOf(addDays(on, -historyList.aliasChange.waitDays - 2));
  const its = await memberNamed(organization);
  const wish = {
    member: its.id,
    mode: "replace",
    oldAlias: "",
    address,
    reason: "Our team reads this one",
    reachesTeam: "A team reads it",
  };
  const { reference } = await askAliasChange(await contactOf(its, asked), { ...wish, oldIsDead: "" });
  if (its.domain !== domainOf(address))
    for (const who of [committee.ravi, committee.rosa])
      await agreeAliasChange(await signedIn(who.email, later(asked, hour)), { reference, reason: "The same company" });
  await readersAnswer(address, organization, later(asked, 2 * hour));
  await work.until(later(asked, 3 * hour));
  await work.until(later(morningOf(addDays(on, -1)), 6 * hour));
  await readersAnswer(address, organization, morningOf(on));
  await work.until(morningOf(on));
}

/** Two criteria are announced: every member is told, and those that meet them say so the same day. */
export async function areAnnounced({ on, criteria, since, metBy }: Of<"criteria-announced">): Promise<void> {
  for (const criterion of criteria)
    await tellRuleChange({ actor: worker, now: morningOf(on) }, { list: historyList.slug, criterion, version: since });
  for (const organization of metBy) {
    const its = await memberNamed(organization);
    for (const criterion of criteria) {
      const draft = { ...answers[criterion], ...(criterion === "working-group" ? { email: its.contact } : { name: organization }) };
      await answerCriterion(await contactOf(its, later(morningOf(on), hour)), { memberId: its.id, criterion, draft });
    }
  }
}

/** The organization has another name, and with it another address, on the day of the event. */
export async function changesName(event: Of<"renamed" | "merged">, work: SimulatedWorker): Promise<void> {
  const { on, organization, name, address } = event;
  const its = await memberNamed(organization);
  const now = morningOf(addDays(on, -6));
  await askMemberChange(await contactOf(its, now), {
    member: its.id,
    kind: event.what === "renamed" ? "rename" : "merger",
    name,
    domains: domainOf(address),
    product: "",
    reason: "Announced in public",
  });
  await changesAlias({ on, organization, address }, work);
  const [asked] = await database()
    .select({ id: memberChange.id })
    .from(memberChange)
    .where(and(eq(memberChange.memberId, its.id), isNull(memberChange.decidedAt)));
  for (const who of [committee.ravi, committee.rosa])
    await decideMemberChange(await signedIn(who.email, morningOf(on)), { change: asked?.id, verdict: "agree", reason: "" });
}

/** It leaves by its own wish, told a week before. */
export async function leaves({ on, organization }: Of<"left">, work: SimulatedWorker): Promise<void> {
  const its = await memberNamed(organization);
  await announceLeaving(await contactOf(its, morningOf(addDays(on, -7))), { member: its.id, on, name: organization });
  await work.morning(morningOf(on));
}

/**
 * Some are removed on one day: proposed with a reason per criterion and agreed by a second person, told in time, carried out on the
 * day, and where that is more than the list lets go at once, with a chair's word.
 */
export async function areRemoved(
  { on, organizations, criteria }: { readonly on: Day; readonly organizations: readonly string[]; readonly criteria: readonly string[] },
  work: SimulatedWorker,
): Promise<void> {
  const proposed = morningOf(addDays(on, -historyList.removal.noticeDays - 3));
  const reasons = criteria.map((criterion) => ({ criterion, reason: "Nothing was shown", whatWouldHelp: "" }));
  for (const organization of organizations) {
    const its = await memberNamed(organization);
    await proposeRemovalByPerson(await signedIn(committee.ravi.email, proposed), { member: its.id, reasons, typed: organization });
    const [{ reference } = { reference: "" }] = await database()
      .select({ reference: removal.reference })
      .from(removal)
      .where(eq(removal.memberId, its.id));
    await agreeRemoval(await signedIn(committee.cora.email, later(proposed, dayLong)), { reference });
  }
  await work.until(later(proposed, 2 * dayLong));
  await work.morning(morningOf(on));
  const held = await database().$count(removal, and(eq(removal.status, "agreed"), sql`${removal.onHoldAt} is not null`));
  if (held === 0) return;
  await releaseRemovals(await signedIn(committee.cora.email, later(morningOf(on), hour)), { list: historyList.slug, number: String(held) });
  await work.until(later(morningOf(on), 2 * hour));
}

type Its = { readonly id: string; readonly name: string; readonly domain: string; readonly contact: string };

/** A member as it is known today, with the domain of its alias and the address of its contact, who stays. */
async function memberNamed(name: string): Promise<Its> {
  const { rows } = await database().execute<Its>(sql`
    select m.id, m.name, d.domain, p.email as contact from ${member} m
      join organization_domain d on d.organization_id = m.organization_id
      join organization_contact c on c.organization_id = m.organization_id and c.until_at is null
      join person p on p.id = c.person_id
    where m.name = ${name} and m.left_on is null order by c.since_at, d.domain limit 1`);
  const [found] = rows;
  if (found === undefined) throw new Error(`${name} is no member`);
  return found;
}

/** The organization's contact, signed in a moment ago. */
async function contactOf({ contact }: Its, now: Date): Promise<Context> {
  return signedIn(contact, now);
}

async function signedIn(email: string, now: Date): Promise<Context> {
  const found = await personByEmail(email);
  if (found === null) throw new Error(`${email} is nobody`);
  return { actor: { ...found, signedInAt: now }, now };
}

/** Somebody of the organization's team answers the newest email to an address. */
async function readersAnswer(address: string, organization: string, now: Date): Promise<void> {
  const [asked] = await database()
    .select({ token: sql<string>`${emailMessage.data} ->> 'token'` })
    .from(emailMessage)
    .where(and(eq(emailMessage.kind, "alias-check"), eq(emailMessage.recipient, address)))
    .orderBy(desc(emailMessage.createdAt))
    .limit(1);
  await answerAliasCheck({ actor: visitor, now }, { token: asked?.token, name: "Product security", organization });
}

function domainOf(address: string): string {
  return address.slice(address.indexOf("@") + 1);
}
