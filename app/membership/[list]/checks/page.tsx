import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Entry } from "@/components/ui/entry";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { checksOfMember } from "@/lib/evidence/queries";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";
import { OwnChecks } from "./own-checks";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Checked automatically");
}

/** Results of automatic checks of one's own organization, and how its domain can prove whose it is. For those who answer for it. */
export default async function OwnChecksPage({ params, searchParams }: Props) {
  const { list, person, member, at } = await membershipHere((await params).list, "checks", await searchParams);
  const found = member.leftOn === null ? await checksOfMember(person, list, member.memberId) : null;
  if (found === null) notFound();
  return (
    <PortalPage list={list}>
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Checked automatically"
        lede="Domains are checked every week, and web pages and rosters every month. “Cannot tell” does not count against a member."
      />
      <Entry margin="Checks" title="Latest results" plain>
        <OwnChecks found={found} />
      </Entry>
      <Entry margin="Optional" title="Prove that you own your domain">
        <p>
          To prove that the registered domain of your contact alias is yours, add a TXT record with this text. This is optional. Once the
          record has been found, the committee is told if it disappears.
        </p>
        <p className="exact" translate="no">
          {found.domainRecord}
        </p>
        <p className="meta">The text is not secret. It identifies your membership and is checked each week.</p>
      </Entry>
    </PortalPage>
  );
}
