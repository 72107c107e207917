import { isRecentSignIn, recentSignInMinutes } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";

/**
 * For important acts (S and 2 in the permission matrix): throws a Refusal unless the person signed in recently.
 * Call it after `authorize`, so that a stranger learns nothing.
 */
export function requireRecentSignIn(work: Work): void {
  refuseUnless(
    isRecentSignIn(work.actor, work.now),
    `Sign in again to do this: it requires a sign-in within the last ${recentSignInMinutes} minutes.`,
  );
}
