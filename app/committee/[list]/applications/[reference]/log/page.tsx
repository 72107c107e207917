import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { History } from "@/components/audit/history";
import { EmailsTable } from "@/components/review/emails-table";
import { Pagination } from "@/components/ui/pagination";
import { historyOf } from "@/lib/review/queries/history";
import { emailsOf } from "@/lib/views/application-emails";
import { ApplicationPage } from "../../../../application-page";
import { type ApplicationParams, reviewHere, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleHere(await params, "Log");
}

/** What happened, newest first. */
export default async function LogPage({ params, searchParams }: Props) {
  const at = await params;
  const { before } = await searchParams;
  const here = await reviewHere(at, pathOf(at, "log"));
  const log = await historyOf(here.person, here.list, {
    reference: at.reference,
    ...(before && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
  });
  if (log === null) notFound();
  const emails = (await emailsOf(here.person, here.list, at.reference, new Date())) ?? [];
  return (
    <ApplicationPage
      here={here}
      tab="log"
      title="Log"
      lede="Everything that happened to this application, and who did it. Nothing here can be changed."
    >
      <History events={log.events.map(({ position, at: moment, sentence }) => ({ key: String(position), at: moment, sentence }))} />
      <Pagination
        newer={before === undefined ? undefined : pathOf(at, "log")}
        older={log.next === null ? undefined : `${pathOf(at, "log")}?before=${log.next}`}
      />
      <EmailsTable emails={emails} sendAgain={pathOf(at, "log", "send-again")} />
    </ApplicationPage>
  );
}
