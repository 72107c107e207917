import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { History } from "@/components/audit/history";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { logOfMember } from "@/lib/views/own-log";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Log");
}

/** What happened to the membership, newest first. */
export default async function LogPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, at } = await membershipHere((await params).list, "log", search);
  const before = /^\d{1,15}$/.test(search.before ?? "") ? { before: Number(search.before) } : {};
  const log = await logOfMember(person, member.memberId, before);
  if (log === null) notFound();
  return (
    <PortalPage list={list}>
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Log"
        lede="Everything that happened to this membership. Your colleagues are shown by name, people on the committee by role."
      />
      <History events={log.events.map(({ position, at: when, sentence }) => ({ key: String(position), at: when, sentence }))} />
      <Pagination
        newer={search.before === undefined ? undefined : at("log")}
        older={log.next === null ? undefined : at("log", { before: String(log.next) })}
      />
    </PortalPage>
  );
}
