import { z } from "zod";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { askForAlias } from "./ask-succession";
import { approachSuccession, refuseUnlessOpen } from "./succession";

const input = z.strictObject({ succession: z.uuid(), proof: z.enum(["alias", "domain"]) });

/**
 * Whoever asks to take over has the contact alias asked once more, or the domain looked at now, within the limits of a day. What is
 * proved already stays proved, and nothing happens.
 */
export const askSuccessionProof = command("askSuccessionProof", input, async (work, { succession: id, proof }) => {
  const { member, succession } = await approachSuccession(work, id);
  work.authorize(isPerson(work.actor) && work.actor.personId === succession.personId);
  refuseUnlessOpen(succession);
  if (proof === "alias") {
    if (succession.aliasProvedAt !== null) return work.nothingToDo();
    return askForAlias(work, { member }, succession); // leaves the trace of a letter to the alias
  }
  if (succession.domainProvedAt !== null) return work.nothingToDo();
  refuseUnless(
    await withinRate(work, rateLimits.domainLookPerSuccession, id),
    "The domain was looked at as often as one day allows. Try again tomorrow.",
    "too-often",
  );
  work.enqueue("check-succession-domain", { successionId: id });
  work.audit("succession.domain_asked", aboutMember(member));
});
