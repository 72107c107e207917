import type { ContactRole } from "@/lib/kernel/roles";

/** What each role may do, as people choose it. */
export const contactRoleWords: Readonly<Record<ContactRole, { readonly label: string; readonly hint: string }>> = {
  primary: { label: "Primary", hint: "Can do everything: contact alias, people, name, leaving the list" },
  deputy: { label: "Deputy", hint: "Answers re-checks and questions, and can stop changes" },
  reader: { label: "Reader", hint: "Sees the list's data about the organization" },
};

/** Shown when somebody would leave an organization with nobody who can act for it. */
export const lastToActSentence =
  "This is the last person who can act for the organization. Make somebody else primary first, so that it can always answer.";

/** Whether an organization would have nobody who can act for it, once this person no longer can. */
export function isLastToAct(people: readonly { readonly personId: string; readonly role: ContactRole }[], personId: string): boolean {
  const primaries = people.filter(({ role }) => role === "primary");
  return primaries.length === 1 && primaries[0]?.personId === personId;
}

export type InvitationState = "open" | "expired" | "ended" | "accepted";

/** What an invitation is at a moment: good for a day, and no longer once it was used, withdrawn or followed by a newer one. */
export function invitationState(
  { expiresAt, acceptedAt, endedAt }: { readonly expiresAt: Date; readonly acceptedAt: Date | null; readonly endedAt: Date | null },
  now: Date,
): InvitationState {
  if (acceptedAt !== null) return "accepted";
  if (endedAt !== null) return "ended";
  return now >= expiresAt ? "expired" : "open";
}
