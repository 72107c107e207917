import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MarginDate } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { EmailBody } from "@/components/ui/email-preview";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { kindInWords } from "@/lib/email/kinds";
import { emailsOfMember, type MemberEmail } from "@/lib/views/own-emails";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Emails");
}

/** Every email about the membership: recipient, delivery status, and the text of emails to the reader. */
export default async function EmailsPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, at } = await membershipHere((await params).list, "emails", search);
  const found = await emailsOfMember(person, member.memberId, search.before === undefined ? {} : { before: search.before });
  if (found === null) notFound();
  return (
    <PortalPage list={list}>
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Emails"
        lede="The emails to your contact alias and to everybody who acts for the organization. You can read the ones sent to you. We cannot tell whether somebody read an email."
      />
      {found.emails.length === 0 ? (
        <Empty>No email yet. Each email about the membership appears here with its delivery status.</Empty>
      ) : null}
      {found.emails.map((email) => (
        <Entry key={email.id} level={2} margin={<MarginDate at={email.createdAt} />} title={kindInWords(email.kind)}>
          <Email email={email} />
        </Entry>
      ))}
      <Pagination
        newer={search.before === undefined ? undefined : at("emails")}
        older={found.next === null ? undefined : at("emails", { before: found.next })}
      />
    </PortalPage>
  );
}

function Email({ email: { recipient, isMine, state, subject, text } }: { email: MemberEmail }) {
  return (
    <>
      <p>
        To <Address address={recipient} />
        {isMine ? " (you)" : ""}
      </p>
      <p className="meta">{state}</p>
      {text === null ? null : (
        <Details summary={subject ?? "Read it"}>
          <EmailBody text={text} />
        </Details>
      )}
    </>
  );
}
