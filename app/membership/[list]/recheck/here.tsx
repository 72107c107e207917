import { notFound } from "next/navigation";
import { cache } from "react";
import type { StatusIconShape } from "@/components/ui/status-icon";
import { currentActor } from "@/lib/identity/current-actor";
import { type OwnRecheck, ownRecheck } from "@/lib/recheck/queries/own";
import type { AskedAgain } from "@/lib/recheck/reading";
import { type MemberSearch, type MembershipHere, membershipHere } from "../../here";

const recheckHere = cache(async (memberId: string) => ownRecheck(await currentActor(), memberId, new Date()));

export type RecheckHere = MembershipHere & { readonly recheck: OwnRecheck | null };

/** The re-check of a membership, for those who may answer it. Readers, strangers, and those who have left find nothing. */
export async function ownRecheckHere(slug: string, page: string, search: MemberSearch): Promise<RecheckHere> {
  const here = await membershipHere(slug, page, search);
  if (here.member.role === "reader" || here.member.leftOn !== null) notFound();
  return { ...here, recheck: await recheckHere(here.member.memberId) };
}

/** As above, for pages that exist only while answers can be given. */
export async function openRecheckHere(
  slug: string,
  page: string,
  search: MemberSearch,
): Promise<RecheckHere & { readonly recheck: OwnRecheck }> {
  const here = await ownRecheckHere(slug, page, search);
  if (here.recheck === null) notFound();
  return { ...here, recheck: here.recheck };
}

/** Whether an answer can be given to a criterion now: as below, or because the committee asked back about it. */
export function canAnswer(recheck: OwnRecheck, key: string): boolean {
  return isOpen(recheck) || recheck.questions.some(({ criterion }) => criterion === key);
}

/** Whether answers can be given now: while it is open, and late ones after it expired. */
export function isOpen({ status }: OwnRecheck): boolean {
  return status === "open" || status === "expired";
}

export const saysWords = { "still-true": "Still true", changed: "Changed", "no-longer-true": "No longer true" } as const;

/** The icon and text of one criterion in the list. */
export function statusIconOf({ response, problems }: AskedAgain): { readonly icon: StatusIconShape; readonly word: string } {
  if (response === null) return { icon: "not-yet", word: "Not answered yet" };
  if (problems.length > 0) return { icon: "not-met", word: "There is a problem" };
  return { icon: response.says === "still-true" ? "met" : "reading", word: saysWords[response.says] };
}
