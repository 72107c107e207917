import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WishFields } from "@/components/alias/wish-fields";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { aliasChangeOf, contactAliasesOf } from "@/lib/alias/queries/change";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const search = await searchParams;
  const refused = problemsOf(await keptHere(search.kept)).length > 0;
  return titleOf((await params).list, "Change the contact alias", refused ? search : {});
}

/** Asks for the new address and the reason; nothing happens yet. */
export default async function NewAliasPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, at } = await membershipHere((await params).list, "alias/new", search);
  const change = await aliasChangeOf(person, member.memberId, new Date());
  const open = change !== null && ["asked", "waiting", "moving"].includes(change.status);
  if (open || member.role !== "primary" || member.leftOn !== null) redirect(at("alias"));
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problems} />
      <BackLink href={at("alias")} words="Contact alias" />
      <PageHeading
        caption={member.name}
        title="Change the contact alias"
        lede="A team has to monitor the new address, and its domain has to be your own. You will see what happens next before you send the request."
      />
      <Form action={`/membership/${list.slug}/alias/new/continue`} hidden={{ member: member.memberId }}>
        <WishFields aliases={await contactAliasesOf(person, member.memberId)} typed={kept?.fields} problems={problems} />
        <Actions>
          <Button>Continue</Button>
        </Actions>
      </Form>
    </PortalPage>
  );
}
