import { sql } from "drizzle-orm";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import type { ListDefinition } from "@/lib/list/definition";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { database, openDatabase } from "./client";
import { apply, daysAgo, later, write } from "./demo-world/applying";
import { decide, find, route, vote, type Wanting } from "./demo-world/deciding";
import { acme, type DemoOrganization, globex, hooli, initech, umbrella } from "./demo-world/organizations";
import { committee, formerReviewer, seat } from "./demo-world/people";

export type SignIn = { readonly role: string; readonly email: string; readonly where: string };

const chair = committee[0] ?? formerReviewer;
const dayInMilliseconds = 86_400_000;

/**
 * A small world with names, made by the portal's own commands on days of the past: Acme is applying, Umbrella waits for the
 * committee, Globex is a member, Initech is a member whose re-check is late, Hooli was declined. Of the committee, Rita works
 * for Globex. Made once; a later start finds it as people left it. Gives a sign-in for each role.
 */
export async function seedDemo(databaseUrl: string): Promise<readonly SignIn[]> {
  await openDatabase(databaseUrl);
  if (await isEmpty()) await makeWorld(new Date());
  return [
    { role: "Applicant (Acme)", email: acme.contact.email, where: "/applications" },
    { role: "Member (Globex)", email: globex.contact.email, where: "/membership/istio" },
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
  await joins(globex, istio, daysAgo(now, 200));
  await presentCommittee(daysAgo(now, 90));
  await isDeclined(hooli, istio, daysAgo(now, 40));
  await waits(umbrella, istio, daysAgo(now, 5));
  await write(acme, { list: istio, now: later(now, -2 * 3_600_000), answers: 3 });
}

/** Those who admitted the first members; none of them worked for one. */
async function firstCommittee(now: Date): Promise<void> {
  for (const list of [istio, layer5]) {
    for (const who of committee.filter(({ email }) => !email.endsWith(globex.domain))) {
      for (const role of who.roles) await seat(who, { list: list.slug, role, now });
    }
    await seat(formerReviewer, { list: list.slug, role: "reviewer", now });
  }
}

/** Rita takes Otto's place. */
async function presentCommittee(now: Date): Promise<void> {
  for (const list of [istio, layer5]) {
    for (const who of committee.filter(({ email }) => email.endsWith(globex.domain)))
      await seat(who, { list: list.slug, role: "reviewer", now });
    await revokeRole({ actor: { kind: "system", name: "demo" }, now }, { email: formerReviewer.email, list: list.slug, role: "reviewer" });
  }
}

async function joins(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await apply(organization, { list, now });
  const its = { reference, list };
  await route(its, later(now, 3 * 3_600_000));
  await find(its, later(now, 2 * dayInMilliseconds));
  await vote(its, "accept", later(now, 3 * dayInMilliseconds));
  await decide(its, "accepted", { chair, now: later(now, 4 * dayInMilliseconds) });
}

const hooliLacks: Wanting = {
  "user-base": {
    reason: "Everyone who is named works for Hooli itself.",
    whatWouldHelp: "Two organizations outside Hooli that run it and that we may ask.",
  },
  "envoy-list": {
    reason: "The published Envoy table has no row of that name.",
    whatWouldHelp: "Membership of the Envoy list; tell us the name under which it shows you.",
  },
};

async function isDeclined(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await apply(organization, { list, now });
  const its = { reference, list };
  await route(its, later(now, 3 * 3_600_000));
  await find(its, later(now, 2 * dayInMilliseconds), hooliLacks);
  await vote(its, "decline", later(now, 3 * dayInMilliseconds));
  await decide(its, "declined", { chair, now: later(now, 4 * dayInMilliseconds), wanting: hooliLacks });
}

async function waits(organization: DemoOrganization, list: ListDefinition, now: Date): Promise<void> {
  const reference = await apply(organization, { list, now });
  await route({ reference, list }, later(now, 3 * 3_600_000));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
