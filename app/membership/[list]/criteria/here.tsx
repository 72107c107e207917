import { askedOf, type RuleChange } from "@/lib/recheck/rule-changes";
import type { MembershipHere } from "../../here";

/** What a membership may answer outside a re-check today. */
export function askedHere({ list, member, today }: Pick<MembershipHere, "list" | "member" | "today">): readonly RuleChange[] {
  return askedOf(list, today, member.since);
}
