import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { DoneBanner } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { changesOfMember, type MemberChangeView } from "@/lib/member/queries/changes";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Name", await searchParams);
}

/** Another name for the membership: the form, what is waiting for the committee, and what was decided. */
export default async function NamePage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, statusBanner, at } = await membershipHere((await params).list, "name", search);
  const changes = await changesOfMember(person, member.memberId);
  if (changes === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const open = changes.find(({ decidedAt }) => decidedAt === null);
  const to = (verb: string) => `/membership/${list.slug}/name/${verb}`;
  return (
    <PortalPage list={list} statusBanner={statusBanner("name-change")}>
      <ErrorSummary problems={problems} />
      <DoneBanner done={search.done} sentences={doneWords} />
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Change of name, or merger"
        lede="The membership, its start date and its history do not change. Two people on the committee have to agree."
      />
      {open === undefined ? null : (
        <Entry margin={open.reference} title={`From ${open.oldName} to ${open.newName}`}>
          <p className="meta">
            Requested on <Moment at={open.askedAt} />. The roster shows the old name until two people on the committee have agreed.
          </p>
          {member.role === "primary" ? (
            <Form action={to("take-back")} hidden={{ member: member.memberId, change: open.id }} label="Withdraw the request">
              <Button variant="second">Withdraw the request</Button>
            </Form>
          ) : null}
        </Entry>
      )}
      {open !== undefined ? null : member.role === "primary" ? (
        <Ask action={to("ask")} memberId={member.memberId} name={member.name} kept={kept} />
      ) : (
        <p className="meta">Only a primary representative can ask for a change of name.</p>
      )}
      {changes
        .filter(({ decidedAt }) => decidedAt !== null)
        .map((change) => (
          <Decided key={change.id} change={change} />
        ))}
    </PortalPage>
  );
}

const doneWords = {
  asked: "Your request was sent to the committee. Everybody who acts for the organization has been told.",
  "taken-back": "The request was withdrawn. You can send another one.",
} as const;

function Ask({ action, memberId, name, kept }: { action: string; memberId: string; name: string; kept: Kept | null }) {
  const problems = problemsOf(kept);
  const typed = kept?.fields ?? {};
  return (
    <Form action={action} hidden={{ member: memberId }} label="Ask for a change of name">
      <Radios
        name="kind"
        label="What happened?"
        options={[
          { value: "rename", label: `${name} has a new name` },
          { value: "merger", label: `${name} became part of another organization` },
        ]}
        value={typed.kind}
        problems={problems}
      />
      <TextField name="name" label="New name" hint="As it should appear on the roster" value={typed.name} problems={problems} />
      <TextArea
        name="domains"
        label="New domains"
        optional
        hint="Domains that the organization owns now, one per line. You can change the contact alias on its own page"
        value={typed.domains}
        maxLength={1000}
        problems={problems}
      />
      <TextArea
        name="product"
        label="What happens to the product"
        optional
        hint="Its new name, or that it is discontinued"
        value={typed.product}
        maxLength={1000}
        problems={problems}
      />
      <TextArea name="reason" label="What happened, and where it was announced" value={typed.reason} maxLength={2000} problems={problems} />
      <Actions>
        <Button>Send to the committee</Button>
      </Actions>
    </Form>
  );
}

function Decided({ change }: { change: MemberChangeView }) {
  const { reference, oldName, newName, decidedAt, accepted, because } = change;
  return (
    <Entry margin={reference} title={`From ${oldName} to ${newName}`}>
      <p>
        {accepted ? "Agreed" : because === "" ? "Ended without a change" : "Declined"}
        {decidedAt === null ? null : (
          <>
            {" "}
            on <Moment at={decidedAt} />
          </>
        )}
        .
      </p>
      {because === "" ? null : <QuotedText text={because} panel />}
    </Entry>
  );
}
