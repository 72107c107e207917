import { askedOf, type Campaign } from "@/lib/recheck/campaigns";
import type { MembershipHere } from "../../here";

/** What a membership may answer outside a re-check today. */
export function askedHere({ list, member, today }: Pick<MembershipHere, "list" | "member" | "today">): readonly Campaign[] {
  return askedOf(list, today, member.since);
}
