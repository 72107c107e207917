import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { member, organizationContact, recheck } from "@/db/schema";
import { worker } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { istio } from "@/lists/istio";
import { allProjects, joinLast, memberOf, memberWords, rechecked } from "@/tests/e2e/members";
import { daysAgo, later } from "./demo/applying";
import { changesAlias, emailsArrive, isRechecked, itsAliasIsAsked, memberIdOf, rosterIsApplied } from "./demo/members";
import type { DemoOrganization } from "./demo/organizations";
import { committee, formerReviewer, signedIn } from "./demo/people";
import { joins } from "./demo/world";
import { seedRemovals } from "./e2e-removals";

const chair = committee[0] ?? formerReviewer;
const hour = 3_600_000;

/** Members for the commands of the browser tests, beside those of the demo: most have no action needed yet. */
export async function seedMembers(now: Date): Promise<void> {
  for (const project of allProjects) {
    for (const word of memberWords) if (!joinLast.includes(word)) await joins(memberOf(word, project), istio, daysAgo(now, 90));
  }
  await rosterIsApplied(istio, { chair, now: daysAgo(now, 70) });
  for (const project of allProjects) {
    for (const [word, hours] of rechecked) await hasPassed(memberOf(word, project), { hours, now: daysAgo(now, 60) });
    await isOverdue(memberOf("Weyland", project), now);
    const dharma = memberOf("Dharma", project);
    await changesAlias(dharma, { address: `psirt@${dharma.domain.replace(".", "-group.")}`, now: daysAgo(now, 2) });
    await nobodyActsFor(memberOf("Veridian", project), daysAgo(now, 20));
  }
  await seedRemovals(now);
  for (const project of allProjects) for (const word of joinLast) await joins(memberOf(word, project), istio, daysAgo(now, 90));
  await rosterIsApplied(istio, { chair, now: later(daysAgo(now, 1), 2 * hour) });
}

/** Was asked outside the schedule, and everything was still true; its contact alias answered after so many hours. */
async function hasPassed(organization: DemoOrganization, { hours, now }: { hours: number; now: Date }): Promise<void> {
  await isRechecked(organization, { chair, now, hours });
  const { id: recheckId } = await recheckOf(organization);
  const [answeredAt, sent] = [later(now, (hours + 1) * hour), later(now, (hours + 2) * hour)];
  await sayAllStillTrue(
    { actor: await signedIn(organization.contact, answeredAt), now: answeredAt },
    { recheckId, version: await versionOf(organization) },
  );
  await answerRecheck(
    { actor: await signedIn(organization.contact, sent), now: sent },
    { recheckId, version: await versionOf(organization), truth: "yes" },
  );
}

/** Asked by the chair so long ago that the day has passed and the grace period runs; every email of the reminder schedule has arrived, and nobody answers. */
async function isOverdue(organization: DemoOrganization, today: Date): Promise<void> {
  const asked = daysAgo(today, istio.recheck.answerWithinDays + 8);
  const memberId = await memberIdOf(organization);
  await openRecheck({ actor: await signedIn(chair, asked), now: asked }, { memberId });
  await itsAliasIsAsked(memberId, asked);
  await emailsArrive(later(asked, hour));
  for (let now = later(asked, 24 * hour); now < daysAgo(today, 0); now = later(now, 24 * hour)) {
    const { id: recheckId, nextCheckOn } = await recheckOf(organization);
    if (nextCheckOn > dayOf(now)) continue;
    await stepRecheck({ actor: worker, now }, { recheckId, day: dayOf(now) });
    await emailsArrive(later(now, hour));
  }
}

/** Its people have left. No command lets the last one go; such members come from before there was one. */
async function nobodyActsFor(organization: DemoOrganization, until: Date): Promise<void> {
  const [its] = await database()
    .select({ organizationId: member.organizationId })
    .from(member)
    .where(eq(member.id, await memberIdOf(organization)));
  await database()
    .update(organizationContact)
    .set({ until })
    .where(eq(organizationContact.organizationId, its?.organizationId ?? ""));
}

async function versionOf(organization: DemoOrganization): Promise<number> {
  return (await recheckOf(organization)).version;
}

async function recheckOf(organization: DemoOrganization): Promise<{ id: string; nextCheckOn: string; version: number }> {
  const [its] = await database()
    .select({ id: recheck.id, nextCheckOn: recheck.nextCheckOn, version: recheck.version })
    .from(recheck)
    .where(eq(recheck.memberId, await memberIdOf(organization)));
  if (its === undefined) throw new Error(`${organization.name} has no re-check`);
  return its;
}
