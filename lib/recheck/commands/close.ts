import { endUnansweredChecks } from "@/lib/alias/commands/alias-check";
import type { Work } from "@/lib/kernel/command";
import { changeMembership } from "@/lib/organization/commands/membership";
import { followingRecheckOn } from "../rules";
import { advance, type RecheckEvent } from "./advance";
import type { LockedRecheckContext } from "./lock";
import { closeQuestions } from "./questions";

/** It is over, whatever the outcome: the next one comes a whole period after this one was scheduled, and the alias is asked no more. */
export async function closeRecheck(work: Work, { recheck, member, list }: LockedRecheckContext, event: RecheckEvent): Promise<string> {
  await advance(work, recheck, event, { endedOn: work.today, pausedOn: null, pausedBecause: null });
  await endUnansweredChecks(work, { kind: "recheck", id: recheck.id });
  await closeQuestions(work, recheck.id);
  const nextRecheckOn = followingRecheckOn(list, member.nextRecheckOn, work.today);
  if (nextRecheckOn !== member.nextRecheckOn) await changeMembership(work, member.id, { nextRecheckOn });
  return nextRecheckOn;
}
