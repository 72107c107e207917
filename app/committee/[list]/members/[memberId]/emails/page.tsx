import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { committeeMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { DataTable } from "@/components/ui/data-table";
import { MarginDate } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Address } from "@/components/ui/exact";
import { kindInWords } from "@/lib/email/kinds";
import { memberEmails } from "@/lib/views/member-log";

type Props = { params: Promise<MemberParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memberTitle(await params, "Emails");
}

/** The recipients and delivery status of emails about one member, without their text. */
export default async function MemberEmailsPage({ params }: Props) {
  const at = await params;
  const here = await committeeMemberHere(at, memberPath(at, "emails"));
  const emails = await memberEmails(here.person, here.list, { memberId: at.memberId, now: new Date() });
  if (emails === null) notFound();
  return (
    <MemberPage here={here} tab="emails" title="Emails" lede="The newest emails about this member. Delivered does not mean read.">
      {emails.length === 0 ? (
        <Empty>No email yet. Each email about this member appears here with its delivery status.</Empty>
      ) : (
        <DataTable
          caption="Emails about this member"
          columns={[{ head: "Email", names: true }, { head: "To" }, { head: "Written" }, { head: "State" }]}
          rows={emails.map(({ id, kind, recipient, createdAt, state }) => ({
            key: id,
            cells: [
              kindInWords(kind),
              recipient === null ? "Not shown to administrators" : <Address key="to" address={recipient} />,
              <MarginDate key="written" at={createdAt} />,
              state,
            ],
          }))}
        />
      )}
    </MemberPage>
  );
}
