import type { CurrentMembership } from "@/lib/member/queries";
import { pathOf } from "./here";

/** What somebody of a membership can do to get its contact alias confirmed, for `ConfirmAlias`. */
export function confirmAliasAs(list: string, { memberId, role }: Pick<CurrentMembership, "memberId" | "role">) {
  return {
    ask: role === "reader" ? null : { action: pathOf(list, "alias/ask-again"), hidden: { member: memberId } },
    change: role === "primary" ? pathOf(list, "alias/new", { member: memberId }) : null,
  };
}
