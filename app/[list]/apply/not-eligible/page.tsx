import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NotEligible } from "@/components/application/eligibility";
import { listOr404, PortalPage } from "../../../portal-page";
import { eligibleQuery } from "../eligible";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Your organization cannot apply to this list now – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** Not being eligible is no error: the reason, other ways to learn about fixes, and a link back. */
export default async function NotEligiblePage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const given = await searchParams;
  const reasons = list.eligibility.filter(({ key }) => given[key] === "no").map(({ ifNo }) => ifNo);
  if (reasons.length === 0) redirect(`/${list.slug}/apply`);
  return (
    <PortalPage list={list}>
      <NotEligible
        reason={reasons.join(" ")}
        channels={list.otherChannels}
        back={`/${list.slug}/apply${eligibleQuery(list, given)}`}
        contact={list.contact.email}
      />
    </PortalPage>
  );
}
