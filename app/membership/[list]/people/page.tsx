import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { DoneBanner } from "@/components/ui/banner";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import { contactRoles } from "@/lib/kernel/roles";
import { peopleOfMember } from "@/lib/member/queries/people";
import { contactRoleWords, lastToActSentence } from "@/lib/organization/people";
import { placedOn } from "../../../placed-on";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";
import { Elsewhere } from "./elsewhere";
import { Requests } from "./requests";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Representatives", await searchParams);
}

const roleOptions = contactRoles.map((role) => ({ value: role, ...contactRoleWords[role] }));

/** Who acts for the organization, who asks to, who is invited, and the form that invites. */
export default async function PeoplePage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, statusBanner, at } = await membershipHere((await params).list, "people", search);
  const found = await peopleOfMember(person, member.memberId);
  if (found === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = placedOn(problemsOf(kept), kept?.fields.request ?? kept?.fields.person);
  const to = (verb: string) => `/membership/${list.slug}/people/${verb}`;
  const hidden = { member: member.memberId };
  return (
    <PortalPage list={list} statusBanner={statusBanner("join-request")}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <DoneBanner done={search.done} sentences={doneWords} />}
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Representatives"
        lede="The people who act for the organization on every list it is a member of. All of them are told by email when somebody is added or removed."
      />
      <Requests requests={found.requests} memberId={member.memberId} action={to("answer")} kept={kept} problems={problems} />
      {found.people.map(({ personId, name, email, role, since, isMe, isLast }) => (
        <Entry key={personId} margin={contactRoleWords[role].label} title={name ?? email}>
          <p>
            <Address address={email} />
            {isMe ? " (you)" : ""}
          </p>
          <p className="meta">
            {contactRoleWords[role].hint}. Since <Moment at={since} />.
          </p>
          {!found.mayAct ? null : isLast ? (
            <p className="meta">{lastToActSentence}</p>
          ) : (
            <>
              <Details summary="Change the role" open={kept?.fields.person === personId}>
                <Form action={to("role")} hidden={{ ...hidden, person: personId }} label={`The role of ${name ?? email}`}>
                  <Radios
                    name={`role.${personId}`}
                    label={`Role of ${name ?? email}`}
                    options={roleOptions}
                    value={kept?.fields[`role.${personId}`] ?? role}
                    problems={problems}
                  />
                  <Elsewhere name={`elsewhere.${personId}`} kept={kept} problems={problems} />
                  <Actions>
                    <Button variant="second" hint={`of ${name ?? email}`}>
                      Save the role
                    </Button>
                  </Actions>
                </Form>
              </Details>
              <p>
                <LinkButton variant="second" href={at(`people/${personId}`)}>
                  Remove<span className="sr-only"> {name ?? email}</span>
                </LinkButton>
              </p>
            </>
          )}
        </Entry>
      ))}
      {found.mayAct ? (
        <>
          <Entry margin="Invited" title="Waiting for an answer">
            {found.invitations.length === 0 ? (
              <Empty>There are no open invitations. An invitation appears here until it is accepted.</Empty>
            ) : null}
            {found.invitations.map(({ id, email, role, expiresAt, state }) => (
              <div key={id} className="stack">
                <p>
                  <Address address={email} /> ({contactRoleWords[role].label.toLowerCase()})
                </p>
                <p className="meta">
                  {state === "open" ? "Valid until " : "Expired on "}
                  <Moment at={expiresAt} />
                </p>
                <Form action={to("resend")} hidden={{ ...hidden, invitation: id }} label={`Send the invitation to ${email} again`}>
                  <Button variant="second" hint={`to ${email}`}>
                    Send it again
                  </Button>
                </Form>
                <Form action={to("take-back")} hidden={{ ...hidden, invitation: id }} label={`Withdraw the invitation to ${email}`}>
                  <Button variant="second" hint={`for ${email}`}>
                    Withdraw the invitation
                  </Button>
                </Form>
              </div>
            ))}
          </Entry>
          <Entry margin="Invite" title="Invite somebody">
            <Invite action={to("invite")} memberId={member.memberId} kept={kept} problems={problems} />
          </Entry>
        </>
      ) : (
        <p className="meta">Only a primary representative can invite people and change roles.</p>
      )}
    </PortalPage>
  );
}

function Invite({
  action,
  memberId,
  kept,
  problems,
}: {
  action: string;
  memberId: string;
  kept: Kept | null;
  problems: readonly Problem[];
}) {
  return (
    <Form action={action} hidden={{ member: memberId }} label="Invite somebody">
      <TextField
        name="email"
        type="email"
        autocomplete="off"
        label="Email address"
        hint="The person's own address. The link in the email expires after 24 hours, and only works for somebody who signs in with this address"
        value={kept?.fields.email}
        problems={problems}
      />
      <Radios name="role" label="Role" options={roleOptions} value={kept?.fields.role} problems={problems} />
      <Elsewhere name="elsewhere" kept={kept} problems={problems} />
      <Actions>
        <Button>Send the invitation</Button>
      </Actions>
    </Form>
  );
}

const doneWords = {
  invited: "The invitation was sent. Its link expires after 24 hours.",
  "taken-back": "The invitation was withdrawn. Its link no longer works.",
  role: "The role was changed. Everybody who acts for the organization has been told.",
  removed: "The person no longer acts for the organization. All representatives have been told.",
  answered: "The request was answered, and the person has been told.",
} as const;
