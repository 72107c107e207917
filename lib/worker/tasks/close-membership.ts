import { closeAliasChangeOfFormerMember } from "@/lib/alias/commands/close-alias-change-of-former-member";
import type { Command, Context } from "@/lib/kernel/command";
import { closeRequestsOfFormerMember } from "@/lib/member/commands/close-requests-of-former-member";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { closeRemovalOfFormerMember } from "@/lib/removal/commands/close-removal-of-former-member";

/**
 * What each slice does about a member that has left: it ends what was still open. Each is a command of its own that finds the
 * member by its id, does nothing where nothing is open, and is safe to run again.
 */
const closing: readonly Command<{ memberId: string }, unknown>[] = [
  closeAliasChangeOfFormerMember,
  closeRequestsOfFormerMember,
  closeRemovalOfFormerMember,
  callOffRecheck,
];

/** Ends what is still open about a member that has left, slice by slice. */
export async function closeMembership({ memberId }: { memberId: string }, context: Context): Promise<void> {
  for (const close of closing) await close(context, { memberId });
}
