import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { mayChair } from "../permissions";
import { carryOut } from "./carry-out";
import { loadApplicationForUpdate } from "./load-application";
import { standingDecision } from "./state";

/** A chair sends a decision in its undo window before its time is over. Returns whether it took effect; one that is no longer valid is undone. */
export const sendDecisionNow = command(
  "sendDecisionNow",
  z.strictObject({ reference: referenceInput }),
  async (work, { reference }): Promise<boolean> => {
    const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
    work.authorize(mayChair(actor, subject));
    requireRecentSignIn(work, actor);
    const held = await standingDecision(work, application.id);
    refuseUnless(held !== null, "There is no decision to send. It may have been undone.", "conflict");
    refuseUnless(held.releasedAt === null, "The email has already been sent.", "conflict");
    return carryOut(work, application, list, held, roleOf(actor, application.list));
  },
);
