import type { Work } from "@/lib/kernel/command";
import type { AliasLapseReason } from "../change-lifecycle";
import { advanceChange } from "./advance-change";
import type { ChangeInHand } from "./approach-change";
import { endAliasCheck } from "./ask-alias";
import { tellEnd } from "./change-letters";

/** A change comes to nothing, in the caller's transaction: the address in use stays, the question ends, everybody is told why. */
export async function lapseChange(work: Work, hand: ChangeInHand, because: AliasLapseReason): Promise<void> {
  const lapsed = await advanceChange(work, hand, "lapse", { lapsedAt: work.now, lapsedBecause: because });
  await endAliasCheck(work, { kind: "alias-change", id: lapsed.change.id });
  await tellEnd(work, lapsed, "alias-change-lapsed", { say: (about) => ({ ...about, because }), committee: because !== "no-answer" });
  work.audit("alias.change_lapsed", lapsed.about, { because: because.replaceAll("-", "_") });
}
