import { sql } from "drizzle-orm";
import { database, openDatabase } from "@/db/client";
import { sweep } from "@/db/schema";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import type { ListDefinition } from "@/lib/list/definition";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { apply, daysAgo, later, write } from "./applying";
import { decide, find, route, vote, type Wanting } from "./deciding";
import { made } from "./made";
import { changesAlias, emailsArrive, isRechecked, isSilent, isToBeRemoved, rosterIsApplied } from "./members";
import { acme, type DemoOrganization, globex, hooli, initech, soylent, stark, tyrell, umbrella, vandelay } from "./organizations";
import { committee, formerReviewer, giveRole } from "./people";

export type SignIn = { readonly role: string; readonly email: string; readonly where: string };

const chair = committee[0] ?? formerReviewer;
const ravi = committee[1] ?? formerReviewer;
const dayInMilliseconds = 86_400_000;

/**
 * A small world with names, made by the portal's own commands on days of the past: Acme is applying, Umbrella waits for the
 * committee, Hooli was declined. Of the members Globex has a re-check to answer, Initech has let its own pass by, Stark Meshworks
 * changes its contact alias, Soylent is to be removed, and Tyrell and Vandelay have no action needed. Of the committee, Rita works for
 * Globex. Made once, which is noted when all of it is there; a later start finds it as people left it. Gives a sign-in for each role.
 */
export async function seedDemo(databaseUrl: string): Promise<readonly SignIn[]> {
  await openDatabase(databaseUrl);
  if (await isEmpty()) await makeWorld(new Date());
  return [
    { role: "Applicant (Acme)", email: acme.contact.email, where: "/applications" },
    { role: "Member (Globex)", email: globex.contact.email, where: "/membership/istio" },
    { role: "Member with a new alias (Stark Meshworks)", email: stark.contact.email, where: "/membership/istio" },
    { role: "Member to be removed (Soylent)", email: soylent.contact.email, where: "/membership/istio" },
    { role: "Late member (Initech)", email: initech.contact.email, where: "/membership/istio" },
    { role: "Declined (Hooli)", email: hooli.contact.email, where: "/applications" },
    ...committee.map(({ name, email, roles }) => ({ role: `${capital(roles[0] ?? "")} (${name})`, email, where: "/committee/istio" })),
  ];
}

async function isEmpty(): Promise<boolean> {
  const { rows } = await database().execute<{ any: boolean }>(sql`select exists (select from person) as any`);
  return rows[0]?.any === false;
}

async function makeWorld(now: Date): Promise<void> {
  await firstCommittee(daysAgo(now, 420));
  await joins(initech, istio, daysAgo(now, 410));
  await joins(soylent, istio, daysAgo(now, 330));
  await joins(tyrell, istio, daysAgo(now, 300));
  await joins(vandelay, istio, daysAgo(now, 260));
  await joins(stark, istio, daysAgo(now, 230));
  await joins(globex, istio, daysAgo(now, 200));
  await rosterIsApplied(istio, { chair, now: daysAgo(now, 190) });
  await presentCommittee(daysAgo(now, 90));
  await isDeclined(hooli, istio, daysAgo(now, 40));
  await isSilent(initech, { list: istio, from: 38, today: now });
  await isRechecked(globex, { chair, now: daysAgo(now, 6) });
  await isToBeRemoved(soylent, { first: ravi, chair, now: daysAgo(now, 5), reasons: [soylentLacks] });
  await waits(umbrella, istio, daysAgo(now, 5));
  await changesAlias(stark, { address: "psirt@starkmesh.example", now: daysAgo(now, 2) });
  await write(acme, { list: istio, now: later(now, -2 * 3_600_000), answers: 3 });
  await database().insert(sweep).values({ key: made, doneAt: now });
}

/** Those who admitted the first members; none of them worked for one. */
async function firstCommittee(now: Date): Promise<void> {
  for (const list of [istio, layer5]) {
    for (const who of committee.filter(({ email }) => !email.endsWith(globex.domain))) {
      for (const role of who.roles) await giveRole(who, { list: list.slug, role, now });
    }
    await giveRole(formerReviewer, { list: list.slug, role: "reviewer", now });
  }
}

/** Rita replaces Otto. */
async function presentCommittee(now: Date): Promise<void> {
  for (const list of [istio, layer5]) {
    for (const who of committee.filter(({ email }) => email.endsWith(globex.domain)))
      await giveRole(who, { list: list.slug, role: "reviewer", now });
    await revokeRole({ actor: { kind: "system", name: "demo" }, now }, { email: formerReviewer.email, list: list.slug, role: "reviewer" });
  }
}

/** Applies on a day of the past, and is a member four days later. */
export async function joins(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await applies(organization, list, now);
  const its = { reference, list };
  await route(its, later(now, 3 * 3_600_000));
  await find(its, later(now, 2 * dayInMilliseconds));
  await vote(its, "accept", later(now, 3 * dayInMilliseconds));
  await decide(its, "accepted", { chair, now: later(now, 4 * dayInMilliseconds) });
  await emailsArrive(later(now, 4 * dayInMilliseconds + 3_600_000));
}

/** Writes, confirms and sends an application within a morning; its emails have arrived by noon. */
async function applies(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<string> {
  const reference = await apply(organization, { list, now });
  await emailsArrive(later(now, 3 * 3_600_000));
  return reference;
}

const soylentLacks = {
  criterion: "working-group",
  reason: "Nobody from Soylent has come to a meeting of the working group since spring, and two emails about it went unanswered.",
  whatWouldHelp: "The name of one person who can come to one of the two meetings, and their first meeting.",
};

const hooliLacks: Wanting = {
  "user-base": {
    reason: "Everyone who is named works for Hooli itself.",
    whatWouldHelp: "Two organizations outside Hooli that run it and that we may ask.",
  },
  "envoy-list": {
    reason: "The published Envoy table has no row for that name.",
    whatWouldHelp: "Membership of the Envoy list; tell us the name under which it lists you.",
  },
};

async function isDeclined(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await applies(organization, list, now);
  const its = { reference, list };
  await route(its, later(now, 3 * 3_600_000));
  await find(its, later(now, 2 * dayInMilliseconds), hooliLacks);
  await vote(its, "decline", later(now, 3 * dayInMilliseconds));
  await decide(its, "declined", { chair, now: later(now, 4 * dayInMilliseconds), wanting: hooliLacks });
  await emailsArrive(later(now, 4 * dayInMilliseconds + 3_600_000));
}

async function waits(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await applies(organization, list, now);
  await route({ reference, list }, later(now, 3 * 3_600_000));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
