import { eq } from "drizzle-orm";
import { z } from "zod";
import { voteRound } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { refuseAsSecond } from "@/lib/approval/missing-people";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { committeeOf } from "../queries/committee";
import { approversIn } from "../rules";

import { closeRound } from "./close-round";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound } from "./rounds";
import { refuseUnlessOpen } from "./state";

/** A second, different person approves a new end of a vote; if that time has passed by then, the vote closes now. */
export const agreeVoteEnd = command("agreeVoteEnd", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayApprove("vote-end", actor, subject));
  requireRecentSignIn(work, actor);
  await refuseUnlessOpen(work, application);
  const round = await lastRound(work, application.id);
  refuseUnless(
    round !== null && round.closedAt === null && round.changeTo !== null,
    "Nobody is asking to change the end of the vote any more.",
    "conflict",
  );
  const eligible = approversIn(await committeeOf(work.tx, application.id));
  refuseAsSecond("vote-end", { list, eligible, by: round.changeAskedBy, actor: actor.personId });

  const role = roleOf(actor, application.list);
  work.audit(
    "vote.moved",
    { kind: "application", id: application.id, list: application.list },
    { closesAt: round.changeTo.toISOString() },
    role,
  );
  if (round.changeTo <= work.now) {
    await closeRound(work, application, list, round, role);
    return;
  }
  await work.tx.update(voteRound).set({ closesAt: round.changeTo, changeAskedBy: null, changeTo: null }).where(eq(voteRound.id, round.id));
  work.enqueue("close-vote", { roundId: round.id }, round.changeTo);
});
