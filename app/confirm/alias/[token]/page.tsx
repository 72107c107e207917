import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Banner } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { disownWords, whyReviewed } from "@/lib/alias/rules";
import { currentActor } from "@/lib/identity/current-actor";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { ListDefinition } from "@/lib/list/definition";
import { type AliasCheckPage, aliasCheckOfLink } from "@/lib/views/alias-check-page";
import { listOr404, PortalPage } from "../../../portal-page";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ kept?: string; done?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${(await searchParams).kept ? "Error: " : ""}Is this address monitored? – Forewarned`, robots: "noindex" };
}

/** What an alias email opens. Looking changes nothing: only the buttons do, and they ask for what a person knows. */
export default async function AliasCheckPageHere({ params, searchParams }: Props) {
  const { token } = await params;
  const { kept: keptId, done } = await searchParams;
  const check = await aliasCheckOfLink(await currentActor(), token);
  if (check === null) notFound();
  const list = listOr404(check.list);
  const kept = await keptHere(keptId);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(kept)} />
      {done === "sent-again" ? <Banner title="A new email was sent to the address. This link no longer works." /> : null}
      {check.state === "open" ? (
        <Question check={check} list={list} token={token} kept={kept} />
      ) : (
        <Finished check={check} list={list} token={token} kept={kept} />
      )}
    </PortalPage>
  );
}

type Purpose = {
  readonly lede: (organization: string) => string;
  readonly why: (project: string) => string;
  /** Who sees the name that is given with the answer. */
  readonly who: string;
  /** What "this is not ours" does. */
  readonly disowned: string;
  readonly told: string;
  readonly wornOut: string;
  /** What else ends the question. */
  readonly over: string;
  /** What follows from an answer that a person reviews; null if nothing does. */
  readonly reviewed: string | null;
};

const early = (project: string) =>
  `Members of the list learn about vulnerabilities in ${project} before the public. Those emails come to this address, so it has to be monitored.`;
const toMember = {
  why: early,
  who: "the representatives of the organization",
  told: "Thank you. The organization and the committee have been told",
  wornOut: "The representatives of the organization can have a new email sent to the address.",
} as const;

/** What the question is for, as its reader is told. */
const purposes: Readonly<Record<AliasCheckPage["subject"], Purpose>> = {
  application: {
    lede: (organization) => `${organization} named it in its application to the list.`,
    why: (project) =>
      `Members of the list learn about vulnerabilities in ${project} before the public. Those emails would come to this address, so it has to be monitored.`,
    who: "the applicants",
    disowned: "The applicant will be told, and no more emails will come here for this application.",
    told: "Thank you. The applicant has been told",
    wornOut: "The applicant can send a new email to the address.",
    over: "another address was named, or the application ended",
    reviewed: "Somebody on the committee reviews the answer before the application is accepted.",
  },
  "alias-change": {
    ...toMember,
    lede: (organization) => `${organization}, a member of the list, wants to use it as its contact alias.`,
    disowned: "That stops the change, everybody concerned will be told, and no more emails about it will come here.",
    over: "the change of the contact alias ended",
    reviewed: "Two people on the committee have to agree before the address is used.",
  },
  recheck: {
    ...toMember,
    lede: (organization) => `It is the contact alias of ${organization}, a member of the list. We ask every member regularly.`,
    disowned: "The committee will be told, and asked to review it today.",
    over: "the re-check ended",
    reviewed: "Somebody on the committee reviews the answer before the re-check passes.",
  },
  "access-recovery": {
    ...toMember,
    lede: (organization) =>
      `It is the contact alias of ${organization}. Somebody has asked to act for the organization, because nobody acts for it any more.`,
    disowned: "The committee will be told, and the request will be stopped.",
    wornOut: "The person who asked to take over can have a new email sent to the address.",
    over: "the access recovery ended",
    reviewed: "The committee reviews the answer before anybody takes over.",
  },
  reinstatement: {
    ...toMember,
    lede: (organization) => `It is the contact alias of ${organization}, which is being reinstated as a member of the list.`,
    disowned: "The committee will be told.",
    over: "another address replaced it",
    reviewed: null,
  },
  "contact-alias": {
    ...toMember,
    lede: (organization) => `It is the contact alias of ${organization}, a member of the list.`,
    disowned: "The committee and the representatives of the organization will be told.",
    over: "another address replaced it",
    reviewed: "This answer alone does not confirm the address. The committee will be told, and can ask again.",
  },
};

/** An application that was accepted has become a membership: its old email is one to the contact alias of a member. */
function purposeOf({ subject, isMembers }: AliasCheckPage): Purpose {
  return purposes[subject === "application" && isMembers ? "contact-alias" : subject];
}

function Question({ check, list, token, kept }: { check: AliasCheckPage; list: ListDefinition; token: string; kept: Kept | null }) {
  const problems = problemsOf(kept);
  return (
    <>
      <PageHeading caption={list.name} title="Is this address monitored?" lede={purposeOf(check).lede(check.organization)} />
      <div className="stack">
        <p>
          <Address address={check.address} />
        </p>
        <p>
          {purposeOf(check).why(list.project)} Your answer only says that this address is monitored. It does not give anybody any rights.
        </p>
        <Applicant check={check} />
        <Form action={`/confirm/alias/${encodeURIComponent(token)}/answer`} label="Answer">
          <TextField
            name="name"
            label="Your name or team"
            hint={`So that ${purposeOf(check).who} know who answered`}
            autocomplete="name"
            value={kept?.fields.name}
            problems={problems}
          />
          <TextField
            name="organization"
            label="Which organization is this address for?"
            hint="Its usual name is enough"
            autocomplete="off"
            value={kept?.fields.organization}
            problems={problems}
          />
          <Actions>
            <Button>Yes, this address is monitored</Button>
          </Actions>
        </Form>
        <h2>Is this not your address?</h2>
        <p>
          If this address does not belong to {check.organization}, say so. {purposeOf(check).disowned}
        </p>
        <Disown token={token} kept={kept} />
      </div>
    </>
  );
}

/** A second visit shows the current status; it is not an error. */
function Finished({ check, list, token, kept }: { check: AliasCheckPage; list: ListDefinition; token: string; kept: Kept | null }) {
  const action = `/confirm/alias/${encodeURIComponent(token)}`;
  switch (check.state) {
    case "answered":
      return (
        <>
          <PageHeading
            caption={list.name}
            title="This email was already answered"
            lede={`Somebody confirmed that this address of ${check.organization} is monitored. No action is needed.`}
          />
          <div className="stack">
            <p>
              <Address address={check.address} />
            </p>
            {check.answeredAt === null ? null : (
              <p>
                Answered on <Moment at={check.answeredAt} />: {check.answeredBy}
              </p>
            )}
            <LookupOutcome check={check} />
            <Applicant check={check} />
            <h2>Is this wrong?</h2>
            <p>
              If the address does not belong to {check.organization}, say so. The answer is withdrawn. {purposeOf(check).disowned}
            </p>
            <Disown token={token} kept={kept} />
          </div>
        </>
      );
    case "expired":
      return (
        <>
          <PageHeading
            caption={list.name}
            title="This link has expired"
            lede={
              <>
                It expired on <Moment at={check.expiresAt} />.
              </>
            }
          />
          <div className="stack">
            <p>A new email goes to the same address:</p>
            <p>
              <Address address={check.address} />
            </p>
            <Applicant check={check} />
            <Form action={`${action}/resend`} hidden={{ now: "yes" }}>
              <Button>Send a new email</Button>
            </Form>
          </div>
        </>
      );
    case "disowned":
      return (
        <PageHeading
          caption={list.name}
          title={purposeOf(check).told}
          lede={`You, or somebody else who reads the address, said that it is not ${check.organization}'s.`}
        />
      );
    case "worn-out":
      return <PageHeading caption={list.name} title="The wrong organization was entered five times" lede={purposeOf(check).wornOut} />;
    default:
      return (
        <>
          <PageHeading
            caption={list.name}
            title="This link is no longer in use"
            lede={`A newer email was sent, or ${purposeOf(check).over}. No action is needed.`}
          />
          {check.byHand && check.subject === "alias-change" ? (
            <p>{whyReviewed} One more email about this may be sent to the address.</p>
          ) : null}
        </>
      );
  }
}

/** The organization was only typed by the applicant; their sign-in address is proven. */
function Applicant({ check: { applicant } }: { check: AliasCheckPage }) {
  if (applicant === null) return null;
  return (
    <p>
      The applicant is {applicant.name === null ? null : `${applicant.name}, who signs in as `}
      <Address address={applicant.email} />. If you do not know them, do not confirm.
    </p>
  );
}

/** Worded without blame: a person can answer that fast. */
function LookupOutcome({ check }: { check: AliasCheckPage }) {
  const { reviewed } = purposeOf(check);
  if (!check.byHand || reviewed === null) return null;
  return (
    <p>
      Your answer is saved. {whyReviewed} {reviewed}
    </p>
  );
}

function Disown({ token, kept }: { token: string; kept: Kept | null }) {
  return (
    <Form action={`/confirm/alias/${encodeURIComponent(token)}/disown`} label="Not ours">
      <TextField
        name="word"
        label={`Type ${disownWords} to confirm`}
        hint="We ask this because email scanners can open links and press buttons, but cannot type."
        autocomplete="off"
        value={kept?.fields.word}
        problems={problemsOf(kept)}
      />
      <Button variant="second">This is not our address</Button>
    </Form>
  );
}
