import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { committeeMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { History } from "@/components/audit/history";
import { Pagination } from "@/components/ui/pagination";
import { memberLog } from "@/lib/views/member-log";
import type { Search } from "../../../../here";

type Props = { params: Promise<MemberParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memberTitle(await params, "Log");
}

/** What happened to one member, newest first. */
export default async function MemberLogPage({ params, searchParams }: Props) {
  const at = await params;
  const { before } = await searchParams;
  const here = await committeeMemberHere(at, memberPath(at, "log"));
  const log = await memberLog(here.person, here.list, {
    memberId: at.memberId,
    ...(before && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
  });
  if (log === null) notFound();
  return (
    <MemberPage
      here={here}
      tab="log"
      title="Log"
      lede="Everything that happened to this member, and who did it. Nothing here can be changed."
    >
      <History events={log.events.map(({ position, at: moment, sentence }) => ({ key: String(position), at: moment, sentence }))} />
      <Pagination
        newer={before === undefined ? undefined : memberPath(at, "log")}
        older={log.next === null ? undefined : `${memberPath(at, "log")}?before=${log.next}`}
      />
    </MemberPage>
  );
}
