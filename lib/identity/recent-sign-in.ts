import { type Actor, isPerson, isRecentSignIn, type Person, recentSignInMinutes } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";

/**
 * For important acts (S and 2 in the permission matrix): throws a Refusal unless a person acts, and signed in recently.
 * Call it after `authorize`, so that a stranger learns nothing.
 */
export function requireRecentSignIn(work: Work, actor: Actor): asserts actor is Person {
  if (!isPerson(actor)) throw notAllowed();
  refuseUnless(
    isRecentSignIn(work.actor, work.now),
    `Sign in again to do this: it requires a sign-in within the last ${recentSignInMinutes} minutes.`,
  );
}
