import { memberPath } from "@/app/committee/member-page";
import type { RouteParams } from "@/lib/kernel/form-post";
import { isId } from "@/lib/kernel/id";

/** Where a form about the mailing list's plan goes back to: the member's page that it was sent from, or the page of the plan. */
export function planPage({ list = "" }: RouteParams, member: string | undefined): string {
  return member !== undefined && isId(member) ? memberPath({ list, memberId: member }) : `/committee/${list}/roster`;
}
