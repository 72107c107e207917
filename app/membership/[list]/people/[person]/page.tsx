import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { peopleOfMember } from "@/lib/member/queries/people";
import { contactRoleWords, lastToActSentence } from "@/lib/organization/people";
import { PortalPage } from "../../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../../here";

type Props = { params: Promise<{ list: string; person: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Remove a representative", await searchParams);
}

/** Explains what removing does, and asks for confirmation. For the last person who can act, explains why it is not possible. */
export default async function RemovePage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list: slug, person: wanted } = await params;
  const { list, person, member, at } = await membershipHere(slug, `people/${encodeURIComponent(wanted)}`, search);
  const found = await peopleOfMember(person, member.memberId);
  const who = found?.people.find(({ personId }) => personId === wanted);
  if (found === null || !found.mayAct || who === undefined) notFound();
  const name = who.name ?? who.email;
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(await keptHere(search.kept))} />
      <BackLink href={at("people")} words="Representatives" />
      <PageHeading
        caption={member.name}
        title={who.isLast ? `${name} cannot be removed` : `Remove ${name}`}
        lede={
          who.isLast
            ? lastToActSentence
            : `${contactRoleWords[who.role].label}. Their rights end at once on every list, including in open sessions.`
        }
      />
      <div className="stack">
        <p>
          <Address address={who.email} />
        </p>
        {who.isLast ? (
          <LinkButton href={at("people")}>Back to the representatives</LinkButton>
        ) : (
          <>
            <ul className="list">
              <li>Open invitations that {who.isMe ? "you" : "they"} sent are withdrawn.</li>
              <li>{name} and everybody else who acts for the organization will be told by email.</li>
              {who.isMe ? <li>You can only come back if somebody invites you.</li> : null}
            </ul>
            <Form action={`/membership/${list.slug}/people/remove`} hidden={{ member: member.memberId, person: who.personId }}>
              <Actions>
                <Button>Remove {name}</Button>
                <LinkButton variant="second" href={at("people")}>
                  Keep
                </LinkButton>
              </Actions>
            </Form>
          </>
        )}
      </div>
    </PortalPage>
  );
}
