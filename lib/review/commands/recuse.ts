import type { LockedApplication } from "@/lib/application/commands/lock";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { addConflict } from "@/lib/organization/commands/conflicts";
import type { ConflictOrigin } from "../words";
import { closeWhenEveryoneVoted } from "./close-round";
import { lastRound, votesIn } from "./rounds";
import { openAssignments, release, route } from "./route";
import { standingDecision } from "./state";

/**
 * Recuses somebody from an organization: stores the conflict of interest, ends the assignment, and marks a vote they cast as not
 * counting. Returns whether it is new. An existing decision is not changed.
 */
export async function recuse(
  work: Work,
  { application, list }: { application: LockedApplication; list: ListDefinition },
  { personId, origin, setBy }: { personId: string; origin: ConflictOrigin; setBy?: string },
): Promise<boolean> {
  const { list: slug, organizationId } = application;
  if (!(await addConflict(work, { list: slug, personId, organizationId, origin, setBy: setBy ?? null }))) return false;

  const assignment = (await openAssignments(work, application.id)).find((each) => each.personId === personId);
  if (assignment) await release(work, application, assignment, "conflict");
  if ((await standingDecision(work, application.id)) !== null) return true;

  const round = await lastRound(work, application.id);
  const voted = round !== null && round.resolvedAt === null && (await votesIn(work, round.id)).some((vote) => vote.personId === personId);
  if (voted) work.audit("vote.excluded", { kind: "application", id: application.id, list: application.list }, { person: personId });
  await route(work, application, list);
  if (round !== null && round.closedAt === null) await closeWhenEveryoneVoted(work, application, list, round);
  return true;
}
