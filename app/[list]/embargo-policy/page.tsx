import type { Metadata } from "next";
import { PolicyText } from "@/components/list/policy-text";
import { VersionNote } from "@/components/list/version-note";
import { Reference } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { dayOf } from "@/lib/kernel/calendar";
import { policyHash, policyInForce, policyVersion } from "@/lib/list/embargo";
import { listOr404, PortalPage } from "../../portal-page";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<{ version?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const list = listOr404((await params).list);
  return {
    title: `Embargo policy – ${list.name}`,
    description: `What members of the ${list.name} list keep under embargo, with whom they may share it, and what they do after a leak.`,
  };
}

/** The embargo policy, in any version that was ever in force. */
export default async function EmbargoPolicyPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { version } = await searchParams;
  const policy = (typeof version === "string" ? policyVersion(list, version) : undefined) ?? policyInForce(list, dayOf(new Date()));
  const path = `/${list.slug}/embargo-policy`;
  if (!policy) return null;
  const next = list.embargoPolicy[list.embargoPolicy.indexOf(policy) + 1];
  return (
    <PortalPage list={list} at={path}>
      <PageHeading
        title="Embargo policy"
        lede="What members keep under embargo, with whom they may share it, and what they do after a leak."
      />
      <VersionNote
        version={policy.version}
        since={policy.since}
        until={next?.since}
        others={list.embargoPolicy
          .filter((each) => each !== policy)
          .map((each) => ({ href: `${path}?version=${each.version}`, words: `Version ${each.version}` }))}
      />
      <PolicyText paragraphs={policy.paragraphs} summary={policy.summary} />
      <p className="quiet">
        SHA-256 of this text, stored with each acceptance: <Reference reference={policyHash(policy)} />
      </p>
    </PortalPage>
  );
}
