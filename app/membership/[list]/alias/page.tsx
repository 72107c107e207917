import type { Metadata } from "next";
import { ChangeSteps } from "@/components/alias/change-steps";
import { ConfirmAlias } from "@/components/alias/confirm-alias";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { DoneBanner } from "@/components/ui/banner";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address, Reference } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { agreementWords } from "@/lib/alias/change-rules";
import { aliasChangeOf, contactAliasesOf, type OwnAliasChange } from "@/lib/alias/queries/change";
import { aliasCheckHours, answeredQuickly } from "@/lib/alias/rules";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import { PortalPage } from "../../../portal-page";
import { confirmAliasAs } from "../../confirm-alias";
import { type MemberSearch, membershipHere, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Contact alias", await searchParams);
}

/** The contact alias of a membership: what is in use, and how far a change of it is. */
export default async function AliasPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, status, statusBanner, at } = await membershipHere((await params).list, "alias", search);
  const [aliases, change] = await Promise.all([
    contactAliasesOf(person, member.memberId),
    aliasChangeOf(person, member.memberId, new Date()),
  ]);
  const open = change !== null && ["asked", "waiting", "moving"].includes(change.status);
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} statusBanner={statusBanner("alias-change", "alias")}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <DoneBanner done={search.done} sentences={done} />}
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Contact alias"
        lede={`The address that your team monitors. The ${list.name} list sends its emails there.`}
      />
      <Entry margin="In use" title={aliases.length > 1 ? "The current addresses" : "The current address"} plain>
        {aliases.length === 0 ? (
          <Empty>No address is in use. An address appears here once somebody has answered an email there.</Empty>
        ) : null}
        {aliases.map((alias) => (
          <SummaryList
            key={alias.id}
            rows={[
              { label: "Address", value: <Address address={alias.address} /> },
              { label: "In use since", value: <Moment at={alias.since} /> },
              {
                label: "Last answered",
                value:
                  alias.quickAt !== null ? (
                    <>
                      {answeredQuickly}: <Moment at={alias.quickAt} />
                    </>
                  ) : alias.answeredAt === null ? (
                    "Not yet"
                  ) : (
                    <>
                      <Moment at={alias.answeredAt} />
                      {alias.answeredBy === null ? "" : `, ${alias.answeredBy}`}
                    </>
                  ),
              },
            ]}
          />
        ))}
        <ConfirmAlias openTasks={status.openTasks} {...confirmAliasAs(list.slug, member)} />
        {member.role === "reader" || member.leftOn !== null ? null : (
          <p className="meta">
            <a href={at("checks")}>See what was checked automatically, and prove that you own your domain</a>
          </p>
        )}
      </Entry>
      {change === null ? null : (
        <Change change={change} list={list.slug} memberId={member.memberId} reason={kept?.fields.reason} problems={problems} />
      )}
      {!open && member.role === "primary" && member.leftOn === null ? (
        <Entry margin="Change" title="Another address">
          <p>The current address keeps receiving emails until somebody at the new address has answered and the waiting period is over.</p>
          <LinkButton href={at("alias/new")}>Change the contact alias</LinkButton>
        </Entry>
      ) : null}
      {!open && member.role !== "primary" ? (
        <Entry margin="Change" title="Another address">
          <p>Only a primary representative can change the contact alias.</p>
        </Entry>
      ) : null}
    </PortalPage>
  );
}

type ChangeProps = {
  change: OwnAliasChange;
  list: string;
  memberId: string;
  /** What was typed into a form that was refused. */
  reason: string | undefined;
  problems: readonly Problem[];
};

function Change({ change, list, memberId, reason, problems }: ChangeProps) {
  const hidden = { member: memberId, reference: change.reference };
  const action = (verb: string) => `/membership/${list}/alias/${verb}`;
  return (
    <Entry margin={<Reference reference={change.reference} />} title={titles[change.status]}>
      <SummaryList
        rows={[
          { label: "Previous address", value: change.oldAddress === null ? "Stays in use" : <Address address={change.oldAddress} /> },
          { label: "New address", value: <Address address={change.newAddress} /> },
          { label: "Reason", value: <QuotedText text={change.reason} /> },
          { label: "Requested by", value: change.askedBy },
        ]}
      />
      <h3>Progress</h3>
      <ChangeSteps steps={change.steps} />
      {change.why.length === 0 ? null : (
        <>
          <p>Two people on the committee have to agree, because:</p>
          <ul className="list">
            {change.why.map((reason) => (
              <li key={reason}>{agreementWords[reason]}</li>
            ))}
          </ul>
        </>
      )}
      {change.ended === null ? null : (
        <>
          <p>
            {change.ended.words} <Moment at={change.ended.at} />
          </p>
          {change.ended.reason === "" ? null : <QuotedText text={change.ended.reason} panel />}
        </>
      )}
      {change.mayResend ? (
        <>
          <p>
            The link in each email to the new address expires after {aliasCheckHours} hours. If nobody has answered by then, you can send a
            new email.
          </p>
          <Form action={action("resend")} hidden={hidden} label="A new email">
            <Button variant="second">Send a new email to the new address</Button>
          </Form>
        </>
      ) : null}
      {change.mayStop ? (
        <Form action={action("stop")} hidden={hidden} label="Stop the change">
          <TextField
            name="reason"
            label="Why you are stopping it"
            optional
            hint="Everybody who was notified of the change can read this"
            value={reason}
            problems={problems}
          />
          <Actions>
            <Button variant="second">Stop the change</Button>
          </Actions>
        </Form>
      ) : null}
    </Entry>
  );
}

const titles: Readonly<Record<OwnAliasChange["status"], string>> = {
  asked: "A change is in progress",
  waiting: "A change is in progress",
  moving: "A change is in progress",
  completed: "The last change is complete",
  stopped: "The last change was stopped",
  expired: "The last change did not happen",
};

const done: Readonly<Record<string, string>> = {
  asked: "The change is requested. Emails were sent to both addresses and to everybody who acts for the organization.",
  stopped: "The change is stopped. The current address stays.",
  "asked-again": "An email was sent to the contact alias. Links in earlier emails no longer work.",
  "sent-again": "A new email was sent to the new address. Links in earlier emails no longer work.",
};
