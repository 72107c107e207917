import type { Metadata } from "next";
import { fullMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Reference } from "@/components/ui/exact";
import { Flag } from "@/components/ui/flag";

type Props = { params: Promise<MemberParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memberTitle(await params, "Criteria");
}

/** How each criterion stands for one member, and when it was asked. */
export default async function MemberCriteriaPage({ params }: Props) {
  const at = await params;
  const here = await fullMemberHere(at, memberPath(at, "criteria"));
  const { member, list } = here;
  return (
    <MemberPage
      here={here}
      tab="criteria"
      title="Criteria"
      lede="One flag per criterion. What a machine could not tell never counts against a member."
    >
      <DataTable
        caption="Criteria of this member"
        columns={[{ head: "Criterion", names: true }, { head: "State" }, { head: "Why" }, { head: "Last confirmed" }]}
        rows={member.flags.map(({ criterion, title, state, sentence, confirmedOn }) => ({
          key: criterion,
          cells: [
            title,
            <Flag key="state" shape={state} />,
            sentence,
            confirmedOn === null ? "Never" : <Day key="day" day={confirmedOn} as="short" />,
          ],
        }))}
      />
      <Entry margin="Re-checks" title="Re-checks">
        {member.rechecks.length === 0 ? (
          <Empty>No re-check yet. The first one appears here on the day it is due.</Empty>
        ) : (
          <DataTable
            caption="Re-checks of this member"
            columns={[{ head: "Re-check", names: true }, { head: "How it ended" }, { head: "Opened" }, { head: "Ended" }]}
            rows={member.rechecks.map(({ reference, status, openedOn, endedOn }) => ({
              key: reference,
              cells: [
                <a key="reference" href={`/committee/${list.slug}/rechecks/${reference}`}>
                  <Reference reference={reference} />
                </a>,
                status.replaceAll("-", " "),
                <Day key="opened" day={openedOn} as="short" />,
                endedOn === null ? "Open" : <Day key="ended" day={endedOn} as="short" />,
              ],
            }))}
          />
        )}
      </Entry>
    </MemberPage>
  );
}
