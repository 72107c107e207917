import type { Work } from "@/lib/kernel/command";
import type { AliasExpiryReason } from "../change-lifecycle";
import { advanceChange } from "./advance-change";
import { endAliasCheck } from "./ask-alias";
import { tellEnd } from "./change-emails";
import type { LockedAliasChangeContext } from "./load-change";

/** A change is closed, in the caller's transaction: the address in use stays, the question ends, everybody is told why. */
export async function expireChange(work: Work, hand: LockedAliasChangeContext, because: AliasExpiryReason): Promise<void> {
  const expired = await advanceChange(work, hand, "expire", { expiredAt: work.now, expiredBecause: because });
  await endAliasCheck(work, { kind: "alias-change", id: expired.change.id });
  await tellEnd(work, expired, "alias-change-expired", { say: (about) => ({ ...about, because }), committee: because !== "no-answer" });
  work.audit("alias.change_expired", expired.about, { because: because.replaceAll("-", "_") });
}
