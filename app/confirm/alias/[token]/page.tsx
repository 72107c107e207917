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
import { type AliasCheckPage, aliasCheckOfLink } from "@/lib/alias/queries";
import { currentActor } from "@/lib/identity/current-actor";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { ListDefinition } from "@/lib/list/definition";
import { listOr404, PortalPage } from "../../../portal-page";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ kept?: string; done?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${(await searchParams).kept ? "Error: " : ""}Do people read this address? – Forewarned`, robots: "noindex" };
}

/** What an alias letter opens. Looking changes nothing: only the buttons do, and they ask for what a person knows. */
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
      {done === "sent-again" ? <Banner title="A new letter was sent to the address. This link opens nothing any more." /> : null}
      {check.state === "open" ? (
        <Question check={check} list={list} token={token} kept={kept} />
      ) : (
        <Finished check={check} list={list} token={token} />
      )}
    </PortalPage>
  );
}

type Purpose = {
  readonly lede: (organization: string) => string;
  readonly why: (project: string) => string;
  /** Who reads the name of whoever answers. */
  readonly who: string;
  /** What "this is not ours" does. */
  readonly disowned: string;
  readonly told: string;
  readonly wornOut: string;
  /** What else ends the question. */
  readonly over: string;
};

const early = (project: string) =>
  `Members of the list hear of vulnerabilities in ${project} before the public. Such letters come to this address, so a person has to be there.`;
const toMember = {
  why: early,
  who: "the people of the organization",
  told: "Thank you, the organization and the committee are told",
  wornOut: "The people of the organization can have a new letter sent to the address.",
} as const;

/** What the question is for, as its reader is told. */
const purposes: Readonly<Record<AliasCheckPage["subject"], Purpose>> = {
  application: {
    lede: (organization) => `${organization} named it in its application to the list.`,
    why: (project) =>
      `Members of the list hear of vulnerabilities in ${project} before the public. Such letters would come to this address, so a person has to be there.`,
    who: "the applicants",
    disowned: "The applicant is told, and no more letters come here for this application.",
    told: "Thank you, the applicant is told",
    wornOut: "The applicant can send a new letter to the address.",
    over: "another address was named, or the application ended",
  },
  "alias-change": {
    ...toMember,
    lede: (organization) => `${organization}, a member of the list, wants to use it as its contact alias.`,
    disowned: "That stops the change, everybody concerned is told, and no more letters about it come here.",
    over: "the change of the contact alias ended",
  },
  recheck: {
    ...toMember,
    lede: (organization) => `It is the contact alias of ${organization}, a member of the list. We ask every member from time to time.`,
    disowned: "The committee is told, and looks at it today.",
    over: "the re-check ended",
  },
  succession: {
    ...toMember,
    lede: (organization) =>
      `It is the contact alias of ${organization}. Somebody asks to act for the organization, because nobody does any more.`,
    disowned: "The committee is told, and nobody takes over.",
    wornOut: "Whoever asks to take over can have a new letter sent to the address.",
    over: "the succession ended",
  },
  reinstatement: {
    ...toMember,
    lede: (organization) => `It is the contact alias of ${organization}, which comes back to the list.`,
    disowned: "The committee is told.",
    over: "another address took its place",
  },
};

function Question({ check, list, token, kept }: { check: AliasCheckPage; list: ListDefinition; token: string; kept: Kept | null }) {
  const problems = problemsOf(kept);
  return (
    <>
      <PageHeading caption={list.name} title="Do people read this address?" lede={purposes[check.subject].lede(check.organization)} />
      <div className="stack">
        <p>
          <Address address={check.address} />
        </p>
        <p>
          {purposes[check.subject].why(list.project)} Your answer says that people read this address, and nothing else: it gives nobody a
          right.
        </p>
        <Form action={`/confirm/alias/${encodeURIComponent(token)}/answer`} label="Answer">
          <TextField
            name="name"
            label="Your name or team"
            hint={`So that ${purposes[check.subject].who} know who answered`}
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
            <Button>Yes, people read this address</Button>
          </Actions>
        </Form>
        <h2>Is it not yours?</h2>
        <p>
          If this address does not belong to {check.organization}, say so. {purposes[check.subject].disowned}
        </p>
        <Disown token={token} />
      </div>
    </>
  );
}

/** A second visit shows how things stand; it is no error. */
function Finished({ check, list, token }: { check: AliasCheckPage; list: ListDefinition; token: string }) {
  const action = `/confirm/alias/${encodeURIComponent(token)}`;
  switch (check.state) {
    case "answered":
      return (
        <>
          <PageHeading
            caption={list.name}
            title="This is answered"
            lede={`People read this address of ${check.organization}. There is nothing more to do.`}
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
            <h2>Is this wrong?</h2>
            <p>
              If the address does not belong to {check.organization}, say so. The answer is taken back. {purposes[check.subject].disowned}
            </p>
            <Disown token={token} />
          </div>
        </>
      );
    case "expired":
      return (
        <>
          <PageHeading
            caption={list.name}
            title="This link is too old"
            lede={
              <>
                It was good until <Moment at={check.expiresAt} />.
              </>
            }
          />
          <div className="stack">
            <p>A new letter goes to the same address:</p>
            <p>
              <Address address={check.address} />
            </p>
            <Form action={`${action}/resend`} hidden={{ now: "yes" }}>
              <Button>Send a new one</Button>
            </Form>
          </div>
        </>
      );
    case "disowned":
      return (
        <PageHeading
          caption={list.name}
          title={purposes[check.subject].told}
          lede={`You, or somebody else who reads it, said that the address is not ${check.organization}'s.`}
        />
      );
    case "worn-out":
      return (
        <PageHeading caption={list.name} title="The organization was named wrongly five times" lede={purposes[check.subject].wornOut} />
      );
    default:
      return (
        <PageHeading
          caption={list.name}
          title="This link is no longer in use"
          lede={`A newer letter was sent, or ${purposes[check.subject].over}. There is nothing to do.`}
        />
      );
  }
}

function Disown({ token }: { token: string }) {
  return (
    <Form action={`/confirm/alias/${encodeURIComponent(token)}/disown`} hidden={{ now: "yes" }} label="Not ours">
      <Button look="second">This is not ours</Button>
    </Form>
  );
}
