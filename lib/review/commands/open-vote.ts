import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { mayChair } from "../permissions";
import { committeeOf } from "../queries/committee";
import { eligible } from "../rules";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound, openRound } from "./rounds";
import { refuseUnlessOpen } from "./state";

/**
 * A chair opens a vote: before all reviewers are done, or again after one that was referred. Refuses while one is open, while
 * the applicant is asked, and when fewer people than a quorum may vote.
 */
export const openVote = command("openVote", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayChair(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  requireRecentSignIn(work, actor);
  await refuseUnlessOpen(work, application);
  refuseUnless(
    application.status === "submitted",
    "The application is waiting for an answer from the applicant. Open the vote when it has arrived.",
  );
  const round = await lastRound(work, application.id);
  refuseUnless(round === null || round.closedAt !== null, "A vote is already open.", "conflict");
  const people = eligible(await committeeOf(work.tx, application.id)).length;
  refuseUnless(
    people >= list.decision.quorum,
    `${people === 1 ? "1 person" : `${people} people`} may vote on this, and the rule needs ${list.decision.quorum}. Ask the operator of the portal to give another person the reviewer role.`,
  );
  await openRound(work, application, list, actor);
});
