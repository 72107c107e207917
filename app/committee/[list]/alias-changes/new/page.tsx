import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WishFields } from "@/components/alias/wish-fields";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { contactAliasesOf } from "@/lib/alias/queries/change";
import { memberToAskFor } from "@/lib/alias/queries/committee";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { changesPath } from "../path";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Change the contact alias – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** A chair requests another contact alias for an organization; a second person has to approve. */
export default async function AskForMemberPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { member: memberId = "", kept: keptId } = await searchParams;
  const person = await personOrSignIn(changesPath(list.slug, "new", { member: memberId }));
  const member = await memberToAskFor(person, list, memberId);
  if (member === null) notFound();
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`}>
      <ErrorSummary problems={problems} />
      <BackLink href={changesPath(list.slug)} words="Alias changes" />
      <PageHeading
        caption={member.name}
        title="Change the contact alias"
        lede="Use this if the organization cannot request the change itself. You count as one of the two people who have to agree. The other steps are the same."
      />
      <Form action={`${changesPath(list.slug, "new")}/ask`} hidden={{ member: member.memberId }}>
        <WishFields aliases={await contactAliasesOf(person, member.memberId)} typed={kept?.fields} problems={problems} />
        <Actions>
          <Button>Ask for the change</Button>
        </Actions>
      </Form>
    </PortalPage>
  );
}
