import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckList } from "@/components/evidence/check-list";
import { RunAgain } from "@/components/evidence/run-again";
import { Empty } from "@/components/ui/empty";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { checkTitles } from "@/lib/evidence/checks";
import { checksOfMember } from "@/lib/evidence/queries";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import { Done, type Search } from "../../../here";
import { memberPath } from "../../../member-page";
import { checksPath } from "../../alerts/path";

type Props = { params: Promise<{ list: string; member: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Checked automatically – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The last automatic checks of a member, with their results and a button that runs them again. */
export default async function ChecksPage({ params, searchParams }: Props) {
  const { list: slug, member } = await params;
  const list = listOr404(slug);
  const person = await personOrSignIn(checksPath(slug, member));
  const found = hasCommitteeRole(person, slug, "reviewer", "chair", "auditor") ? await checksOfMember(person, list, member) : null;
  if (found === null) notFound();
  return (
    <PortalPage list={list} at={`/committee/${slug}`}>
      <Done word={(await searchParams).done} />
      <BackLink href={memberPath({ list: slug, memberId: member })} words={found.organization} />
      <PageHeading
        caption={found.organization}
        title="Checked automatically"
        lede="Domains are checked every week, and web pages and rosters every month. “Cannot tell” does not count against a member."
      />
      <div className="stack">
        {found.checks.length === 0 ? (
          <Empty>No check has run yet. Checks run every week.</Empty>
        ) : (
          <CheckList
            checks={found.checks.map(({ name, target, result, sentence, at, seen, seenHash }) => ({
              key: `${name} ${target}`,
              name: checkTitles[name],
              result,
              sentence,
              at,
              seen: seen === null ? undefined : { data: JSON.stringify(seen, null, 2), hash: seenHash ?? "" },
              again: found.mayAsk ? <RunAgain action={checksPath(slug, member, "ask")} name={name} /> : null,
            }))}
          />
        )}
        <p className="meta">The member can add this TXT record to prove that it owns the domain. This is optional.</p>
        <p className="exact" translate="no">
          {found.domainRecord}
        </p>
      </div>
    </PortalPage>
  );
}
