import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Banner } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { rolesByCommittee } from "@/lib/member/commands/decide-join";
import { joinRequestsToDecide } from "@/lib/member/queries/committee";
import { contactRoleWords } from "@/lib/organization/people";
import { placedOn } from "../../../placed-on";
import { listOr404, PortalPage } from "../../../portal-page";
import { MissingPeople } from "../../missing-people";
import { ApprovalsSoFar, hasDecided, RequestSections, requestsHere } from "../../requests-here";
import { CommitteeSections } from "../../sections";
import { waitingFor } from "../../waiting";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { name } = listOr404((await params).list);
  return { title: `${(await searchParams).kept ? "Error: " : ""}Join requests – Committee – ${name}`, robots: "noindex" };
}

/** Requests to act for a member on which its representatives were silent. */
export default async function JoinRequestsPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person } = await requestsHere((await params).list, "join-requests");
  const requests = await joinRequestsToDecide(person, list.slug);
  if (requests === null) notFound();
  const kept = await keptHere(search.kept);
  const which = kept?.fields.request;
  const problems = placedOn(problemsOf(kept), which);
  return (
    <PortalPage
      list={list}
      at={`/committee/${list.slug}`}
      statusBanner={waitingFor(requests.filter(({ approvals }) => !hasDecided(approvals)).length, "request")}
    >
      <ErrorSummary problems={problems} />
      {search.done === "answered" ? <Banner title="Your answer is saved. Two people have to agree to accept a request." /> : null}
      <CommitteeSections list={list.slug} at="requests" viewer={person} />
      <RequestSections list={list.slug} at="join-requests" />
      <PageHeading
        caption="Committee"
        title="Join requests"
        lede={`Requests to act for a member. They come to the committee if nobody at the member answers within ${list.people.joinAnswerDays} days. One person can decline a request. Two people have to agree to accept it.`}
      />
      <MissingPeople list={list.slug} viewer={person} kind="join-request" />
      {requests.length === 0 ? <Empty>No request is open. One appears here if a member's representatives do not answer it.</Empty> : null}
      {requests.map(({ id, organization, person: who, words, askedAt, escalatedAt, role, approvals }) => (
        <Entry key={id} margin={<Day day={dayOf(escalatedAt)} as="short" />} title={`${who}: ${organization}`}>
          <p className="meta">
            Requested on <Day day={dayOf(askedAt)} />. Speak with somebody from the organization before you accept.
          </p>
          <QuotedText text={words} panel />
          <ApprovalsSoFar approvals={approvals} />
          <Form action={`/committee/${list.slug}/join-requests/answer`} hidden={{ request: id }} label={`Answer ${who}`}>
            <Radios
              name={`answer.${id}`}
              label="Should this person act for the organization?"
              options={[
                { value: "accept", label: "Yes, with a role" },
                { value: "decline", label: "No" },
              ]}
              value={which === id ? kept?.fields[`answer.${id}`] : undefined}
              problems={problems}
            />
            <Radios
              name={`role.${id}`}
              label="Role"
              optional
              hint={role === null ? "Needed if you select yes" : `Somebody proposed: ${contactRoleWords[role].label.toLowerCase()}`}
              options={rolesByCommittee.map((each) => ({ value: each, ...contactRoleWords[each] }))}
              value={(which === id ? kept?.fields[`role.${id}`] : undefined) ?? role ?? undefined}
              problems={problems}
            />
            <Actions>
              <Button>Save my answer</Button>
            </Actions>
          </Form>
        </Entry>
      ))}
    </PortalPage>
  );
}
