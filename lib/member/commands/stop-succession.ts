import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { represents } from "@/lib/organization/permissions";
import { approachSuccession, endSuccession } from "./succession";

const input = z.strictObject({ succession: z.uuid() });

/**
 * Anybody who acts for the organization, in whatever role, stops that somebody takes over; and whoever asked can take it back.
 * Ended already, nothing happens.
 */
export const stopSuccession = command("stopSuccession", input, async (work, { succession: id }) => {
  const approach = await approachSuccession(work, id);
  const { actor, member, succession } = approach;
  const own = isPerson(actor) && actor.personId === succession.personId;
  work.authorize(own || represents(actor, member.organizationId));
  if (succession.status !== "open") return work.nothingToDo();
  await endSuccession(work, approach, { through: own ? "asker" : "representative" });
});
