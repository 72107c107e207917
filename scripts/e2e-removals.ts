import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { removal } from "@/db/schema";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { worker } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { istio } from "@/lists/istio";
import { allProjects, memberOf } from "@/tests/e2e/members";
import { daysAgo, later } from "./demo/applying";
import { emailsArrive, isToBeRemoved, memberIdOf, rosterIsApplied } from "./demo/members";
import type { DemoOrganization } from "./demo/organizations";
import { committee, formerReviewer, giveRole } from "./demo/people";

const chair = committee[0] ?? formerReviewer;
const ravi = committee[1] ?? formerReviewer;
const hour = 3_600_000;

/** Was a second chair for some weeks, so that there is an approved removal that neither Carol nor Rita approved. */
const formerChair = { name: "Petra Lang", email: "petra@meshproject.example" };

const lacks = {
  criterion: "user-base",
  reason: "Everyone who is named works for the organization itself.",
  whatWouldHelp: "Two organizations outside yours that we may ask.",
};

/** Removals at every stage that a handler of the browser tests needs. */
export async function seedRemovals(now: Date): Promise<void> {
  await giveRole(formerChair, { list: istio.slug, role: "chair", now: daysAgo(now, 40) });
  for (const project of allProjects) {
    await isToBeRemoved(memberOf("Wernham", project), { first: ravi, chair: formerChair, reasons: [lacks], now: daysAgo(now, 6) });
  }
  await revokeRole(
    { actor: { kind: "system", name: "demo" }, now: daysAgo(now, 4) },
    { email: formerChair.email, list: istio.slug, role: "chair" },
  );
  await areDueOnOneDay(now);
}

/** Yesterday more were due than the list's removal limit: the first were carried out, the others are on hold. */
async function areDueOnOneDay(now: Date): Promise<void> {
  const [gone, held] = (["Xanadu", "Zorg"] as const).map((word) => allProjects.map((project) => memberOf(word, project)));
  const due = [...(gone ?? []), ...(held ?? [])];
  for (const organization of due) await isToBeRemoved(organization, { first: ravi, chair, reasons: [lacks], now: daysAgo(now, 20) });
  const yesterday = daysAgo(now, 1);
  for (const organization of due) {
    const became = await carryOutRemoval(
      { actor: worker, now: yesterday },
      { removalId: await removalIdOf(organization), day: dayOf(yesterday) },
    );
    const meant = gone?.includes(organization) ? "carried-out" : "held";
    if (became !== meant) throw new Error(`The removal of ${organization.name} should be ${meant}, and is: ${became}`);
  }
  await emailsArrive(later(yesterday, hour));
  await rosterIsApplied(istio, { chair, now: later(yesterday, hour) });
}

async function removalIdOf(organization: DemoOrganization): Promise<string> {
  const [its] = await database()
    .select({ id: removal.id })
    .from(removal)
    .where(eq(removal.memberId, await memberIdOf(organization)));
  if (its === undefined) throw new Error(`${organization.name} has no removal`);
  return its.id;
}
