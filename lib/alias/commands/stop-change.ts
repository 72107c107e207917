import type { Work } from "@/lib/kernel/command";
import { endContactAlias } from "@/lib/organization/commands/contact-alias";
import type { AliasStop } from "../change-lifecycle";
import { advanceChange } from "./advance-change";
import { endAliasCheck } from "./ask-alias";
import { tellEnd } from "./change-emails";
import type { LockedAliasChangeContext } from "./load-change";

export type Stopping = {
  readonly through: AliasStop;
  /** Who, where it is a person that is signed in. */
  readonly personId?: string;
  /** A representative's name, told to everybody; nobody of the committee is named. */
  readonly name?: string;
  readonly reason?: string;
  readonly role?: string;
};

/**
 * Stops a change, in the caller's transaction: the new address is removed if it receives already, and the address in use stays.
 * The question to the new address ends, and everybody who was told before is told. Refuses what has ended by itself.
 */
export async function stopChange(
  work: Work,
  hand: LockedAliasChangeContext,
  { through, personId, name, reason = "", role }: Stopping,
): Promise<void> {
  const stopped = await advanceChange(work, hand, "stop", {
    stoppedAt: work.now,
    stoppedThrough: through,
    stoppedBy: personId ?? null,
    stopReason: reason,
  });
  const { newAliasId, id } = stopped.change;
  if (newAliasId !== null) await endContactAlias(work, newAliasId);
  await endAliasCheck(work, { kind: "alias-change", id });
  await tellEnd(work, stopped, "alias-change-stopped", {
    say: (about) =>
      about.reader === "committee"
        ? { ...about, through, stoppedBy: null, reason: "" }
        : { ...about, through, stoppedBy: name ?? null, reason },
    committee: true,
    newAddress: through !== "new-alias", // an address whose reader said "not ours" gets no more emails
  });
  work.audit("alias.change_stopped", stopped.about, { through: through.replaceAll("-", "_") }, role);
}
