import { csvTable } from "@/lib/kernel/csv";
import { exportedMembers } from "../members/exported";

export const dynamic = "force-dynamic";

/** The members as a table for spreadsheets, without addresses; a row per member, cells guarded against formulas. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  return exportedMembers(request, (await params).list, {
    type: "text/csv; charset=utf-8",
    write: ({ members }) =>
      csvTable(
        [
          "Organization",
          "Standing",
          "Who acts",
          "Action",
          "By",
          "Since",
          "Left on",
          "Next re-check",
          "Criteria met",
          "Criteria",
          "Alias domain",
          "Alias last answered",
          "Representative",
        ],
        members.map((member) => [
          member.organization,
          member.standing,
          member.status?.actor ?? null,
          member.status?.action ?? null,
          member.status?.by ?? null,
          member.since,
          member.leftOn,
          member.nextRecheckOn,
          member.criteria === null ? null : member.criteria.filter(({ state }) => state === "met").length,
          member.criteria === null ? null : member.criteria.length,
          member.aliasDomains === null ? null : member.aliasDomains.join(" "),
          member.aliasAnsweredOn,
          member.representative,
        ]),
      ),
  });
}
