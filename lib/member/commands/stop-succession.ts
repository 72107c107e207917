import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { represents } from "@/lib/organization/permissions";
import { approachSuccession, endSuccession, successionInTurn } from "./succession";

const input = z.strictObject({ succession: z.uuid() });

/**
 * Anybody who acts for the organization, in whatever role, stops that somebody takes over; and whoever asked can take it back.
 * Ended already, nothing happens.
 */
export const stopSuccession = command("stopSuccession", input, async (work, { succession: id }) => {
  const asked = await successionInTurn(work, id);
  const approach = asked.memberId === null ? null : await approachSuccession(work, id);
  const own = isPerson(work.actor) && work.actor.personId === asked.personId;
  work.authorize(own || (approach !== null && represents(approach.actor, approach.member.organizationId)));
  const succession = approach?.succession ?? asked;
  if (succession.status !== "open") return work.nothingToDo();
  await endSuccession(work, { member: approach?.member ?? null, succession }, { through: own ? "asker" : "representative" });
});
