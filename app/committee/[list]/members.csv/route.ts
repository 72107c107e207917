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
