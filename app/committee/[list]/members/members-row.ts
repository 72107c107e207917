import { memberPath } from "@/app/committee/member-page";
import type { MembersRow } from "@/components/roster/members-table";
import { type Day, dayOf, relativeDays, shortDate } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { Standing } from "@/lib/member/standing";
import { statusLine } from "@/lib/member/status";
import type { MemberRow } from "@/lib/views/members";

export const standingWords: Readonly<Record<Standing, string>> = {
  "not yet a member": "Not yet a member",
  member: "Member",
  "re-check due": "Re-check due",
  "pause decided": "Delivery pause requested",
  leaving: "Leaving",
  "removal agreed": "Removal approved",
  left: "Left",
};

/** One member as its row shows it. */
export function membersRow({ slug }: ListDefinition, row: MemberRow, today: Day): MembersRow {
  const { memberId, name } = row;
  if (row.view === "recused") return { key: memberId, organization: name, recused: true };
  const { leftOn, nextRecheckOn, openRecheck: open, since } = row;
  const recheckOn = open?.dueOn ?? nextRecheckOn;
  return {
    key: memberId,
    organization: name,
    href: memberPath({ list: slug, memberId }),
    standing: leftOn === null ? standingWords[row.standing] : `Left on ${shortDate(leftOn)}`,
    status: row.view === "full" ? statusLine(row.status) : null,
    icons: row.view === "full" ? row.criteria.map(({ state }) => state) : [],
    aliases:
      row.view === "full"
        ? row.aliases.map(({ address, domain, answeredAt, quickAt }) => ({
            text: address ?? domain,
            answeredOn: answeredAt === null ? null : dayOf(answeredAt),
            quickly: quickAt !== null,
          }))
        : [],
    nextRecheck:
      leftOn !== null
        ? null
        : {
            on: recheckOn,
            word:
              open === null
                ? relativeDays(today, recheckOn)
                : open.isAnswered
                  ? "answers sent"
                  : open.dueOn === null
                    ? "open"
                    : `open, due ${relativeDays(today, open.dueOn)}`,
            late: row.view === "full" && row.status.openTasks.some(({ kind, wasDueOn }) => kind === "recheck" && wasDueOn !== null),
          },
    representative: row.view === "full" ? row.representative : null,
    since,
  };
}
