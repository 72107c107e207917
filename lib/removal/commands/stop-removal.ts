import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { isPerson, personIdOf, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import type { ListDefinition } from "@/lib/list/definition";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee, writeToMember } from "@/lib/member/commands/write-to";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { mayChairMember, mayReviewMember } from "@/lib/organization/permissions";

import { advance } from "./advance";
import { aboutRemoval } from "./emails";
import { type LockedRemoval, loadRemovalForUpdate } from "./load-removal";
import { proposeFromRecheck } from "./propose-from-recheck";

const input = z.strictObject({
  reference: referenceInput,
  reason: manyLines(2000, { name: "Reason", empty: "Enter why the removal is stopped. The member will read it" }),
});

/**
 * Stops a removal, with a reason that the member reads if it was told. While it is proposed any reviewer may; what two people
 * have agreed on only a chair. It asks for no recent sign-in: nobody is harmed by stopping in time.
 */
export const stopRemoval = command("stopRemoval", input, async (work, { reference, reason }) => {
  const { removal: held, member, list, actor, subject } = await loadRemovalForUpdate(work, { reference });
  work.authorize(held.status === "agreed" ? mayChairMember(actor, subject) : mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  if (held.status === "stopped" && held.stoppedBy === actor.personId) {
    work.nothingToDo();
    return;
  }
  await stop(work, { removal: held, member, list, reason, role: roleOf(actor, held.list) });
});

type Stopping = {
  readonly removal: LockedRemoval;
  readonly member: LockedMember;
  readonly list: ListDefinition;
  readonly reason: string;
  readonly role?: string | undefined;
};

/**
 * Ends an open removal, in the caller's transaction. The member is told if it was told of it, and is still a member. What a re-check
 * found meanwhile is proposed now: it has waited for this one to end.
 */
export async function stop(work: Work, { removal: held, member, list, reason, role }: Stopping): Promise<void> {
  await advance(work, held, "stop", { stoppedAt: work.now, stoppedBy: personIdOf(work.actor), stoppedBecause: reason });
  work.audit("removal.stopped", aboutRemoval(held), {}, role);
  if (member.leftOn !== null) return;
  await proposeFromRecheck(work, { member, list });
  if (held.toldAt !== null)
    await writeToMember(work, member, aboutRemoval(held), "removal-stopped", {
      organization: member.name,
      reference: held.reference,
      stoppedOn: work.today,
      reason,
      reader: "member",
      nextAction: await actionNow(work, { member, list, reader: "member" }),
    });
}

/** As `stop`, where no person stopped it: the committee is told as well. `cured`: no reason for the removal was left. */
export async function stopAndTellCommittee(
  work: Work,
  { cured = false, ...stopping }: Stopping & { readonly cured?: boolean },
): Promise<void> {
  await stop(work, stopping);
  const { removal: held, member, list, reason } = stopping;
  await writeToCommittee(work, { member, list }, aboutRemoval(held), "removal-stopped", {
    organization: member.name,
    reference: held.reference,
    stoppedOn: work.today,
    reason,
    reader: "committee",
    cured,
    nextAction: await actionNow(work, { member, list, reader: "committee" }),
  });
}
