import { and, eq, isNull } from "drizzle-orm";
import { conflictChange } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { refuseAsSecond, refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayApprove, mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { type CommitteeRoleHolder, committeeOf } from "../queries/committee";
import { approversIn } from "../rules";
import type { ConflictChange } from "../words";
import type { LockedApplicationContext } from "./load-application";

export type AgreedChange = {
  readonly application: LockedApplication;
  readonly list: ListDefinition;
  readonly member: CommitteeRoleHolder;
  readonly askedBy: string;
  readonly agreedBy: string;
};

/**
 * The two steps of changing another person's conflict of interest. A chair proposes it; a different person without a conflict of interest
 * does the same and thereby approves, while the first is still eligible. Returns the approved change, or null while the second is
 * missing. Nobody changes their own: recusal is their own decision, and two others decide whether they return.
 */
export async function askOrAgree(
  work: Work,
  { application, list, actor, subject }: LockedApplicationContext,
  change: ConflictChange,
  personId: string,
): Promise<AgreedChange | null> {
  if (!isPerson(actor)) throw notAllowed();
  // A change holds for every application of the organization, so the lock on one of them does not keep a second change away.
  await takeAdvisoryLock(work, "conflicts", `${application.list} ${application.organizationId} ${personId}`);
  const committee = await committeeOf(work.tx, application.id);
  const open = await openChange(work, application, change, personId);
  const eligible = approversIn(committee).filter(({ id }) => id !== personId); // somebody else decides on it
  const asked = open !== null && eligible.some(({ id }) => id === open.askedBy) ? open : null;
  const about = { ...subject, withoutChair: reviewersActAsChair(list) && !eligible.some(({ chair }) => chair) };
  work.authorize(
    asked === null || asked.askedBy === actor.personId ? mayRequest("conflict", actor, about) : mayApprove("conflict", actor, about),
  );
  requireRecentSignIn(work, actor);
  refuseUnless(personId !== actor.personId, "You cannot change your own conflict of interest here. Two others can.");
  const member = committee.find((each) => each.personId === personId);
  refuseUnless(member !== undefined, "This person is not on the committee any more.");
  refuseUnless(
    member.recused === (change === "lift"),
    change === "lift" ? `${member.name} has no conflict of interest with this application.` : `${member.name} is already recused.`,
    "conflict",
  );
  refuseUnless(
    change === "set" || !member.conflicts.includes("acts"),
    `${member.name} acts for the organization or works on the application. The conflict of interest lasts as long as that does.`,
  );

  const event = { kind: "application", id: application.id, list: application.list };
  if (asked === null) {
    refuseWithoutApprovers("conflict", { list, eligible, taken: [actor.personId] });
    if (open !== null) await work.tx.delete(conflictChange).where(eq(conflictChange.id, open.id)); // the proposer is no longer eligible
    await work.tx.insert(conflictChange).values({
      list: application.list,
      personId,
      organizationId: application.organizationId,
      change,
      askedBy: actor.personId,
      askedAt: work.now,
    });
    work.audit(
      change === "lift" ? "conflict.lift_asked" : "conflict.set_asked",
      event,
      { person: personId },
      roleOf(actor, application.list),
    );
    return null;
  }
  refuseUnless(asked.askedBy !== actor.personId, "You have already asked for this. A second person has to agree.", "conflict");
  refuseAsSecond("conflict", { list, eligible, by: asked.askedBy, actor: actor.personId });
  await work.tx.update(conflictChange).set({ agreedBy: actor.personId, agreedAt: work.now }).where(eq(conflictChange.id, asked.id));
  return { application, list, member, askedBy: asked.askedBy, agreedBy: actor.personId };
}

async function openChange(work: Work, application: LockedApplication, change: ConflictChange, personId: string) {
  const [open] = await work.tx
    .select({ id: conflictChange.id, askedBy: conflictChange.askedBy })
    .from(conflictChange)
    .where(
      and(
        eq(conflictChange.list, application.list),
        eq(conflictChange.organizationId, application.organizationId),
        eq(conflictChange.personId, personId),
        eq(conflictChange.change, change),
        isNull(conflictChange.agreedAt),
      ),
    );
  return open ?? null;
}
