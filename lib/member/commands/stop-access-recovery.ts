import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { represents } from "@/lib/organization/permissions";
import { accessRecoveryInTurn, endAccessRecovery, loadAccessRecoveryForUpdate } from "./access-recovery";

const input = z.strictObject({ accessRecovery: z.uuid() });

/**
 * Anybody who acts for the organization, in any role, can stop an access recovery, and the requester can withdraw it.
 * Does nothing if it has ended already.
 */
export const stopAccessRecovery = command("stopAccessRecovery", input, async (work, { accessRecovery: id }) => {
  const asked = await accessRecoveryInTurn(work, id);
  const locked = asked.memberId === null ? null : await loadAccessRecoveryForUpdate(work, id);
  const own = isPerson(work.actor) && work.actor.personId === asked.personId;
  work.authorize(own || (locked !== null && represents(locked.actor, locked.member.organizationId)));
  const accessRecovery = locked?.accessRecovery ?? asked;
  if (accessRecovery.status !== "open") return work.nothingToDo();
  await endAccessRecovery(work, { member: locked?.member ?? null, accessRecovery }, { through: own ? "asker" : "representative" });
});
