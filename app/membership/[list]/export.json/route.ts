import { dayOf } from "@/lib/kernel/calendar";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { exportOfMembership } from "@/lib/member/queries/export";
import { listOr404 } from "../../../portal-page";
import { membershipOf } from "../../of-request";

/** One's own data about a membership: of the one that `?member=` names, or the only one. For everybody else the address holds nothing. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const { list } = await params;
  const { viewer, member } = await membershipOf(request, list);
  const exported =
    member === undefined
      ? null
      : await exportOfMembership(viewer, { list: listOr404(list), memberId: member.memberId, today: dayOf(new Date()) });
  if (exported === null) return plainPage(404, "Page not found", notAllowed().message);
  return Response.json(exported, {
    headers: { "cache-control": "no-store", "content-disposition": `attachment; filename="membership-${list}.json"` },
  });
}
