import type { Metadata } from "next";
import { fullMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { CriterionIcons } from "@/components/membership/criterion-icons";
import { outcomeWords } from "@/components/recheck/outcome-words";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Reference } from "@/components/ui/exact";

type Props = { params: Promise<MemberParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memberTitle(await params, "Criteria");
}

/** The status of each criterion for one member, and when it was last asked. */
export default async function MemberCriteriaPage({ params }: Props) {
  const at = await params;
  const here = await fullMemberHere(at, memberPath(at, "criteria"));
  const { member, list } = here;
  return (
    <MemberPage
      here={here}
      tab="criteria"
      title="Criteria"
      lede="One icon per criterion. If something could not be checked, it does not count against the member."
    >
      <CriterionIcons standings={member.criteria} caption="Criteria of this member" />
      <Entry margin="Re-checks" title="Re-checks">
        {member.rechecks.length === 0 ? (
          <Empty>No re-check yet. The first one appears here on the day it is due.</Empty>
        ) : (
          <DataTable
            caption="Re-checks of this member"
            columns={[{ head: "Re-check", names: true }, { head: "Status" }, { head: "Opened" }, { head: "Ended" }]}
            rows={member.rechecks.map(({ reference, status, openedOn, endedOn }) => ({
              key: reference,
              cells: [
                <a key="reference" href={`/committee/${list.slug}/rechecks/${reference}`}>
                  <Reference reference={reference} />
                </a>,
                outcomeWords[status],
                <Day key="opened" day={openedOn} as="short" />,
                endedOn === null ? "" : <Day key="ended" day={endedOn} as="short" />,
              ],
            }))}
          />
        )}
      </Entry>
    </MemberPage>
  );
}
