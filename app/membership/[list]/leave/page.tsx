import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Banner } from "@/components/ui/banner";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Leave the list", await searchParams);
}

/** Explains what leaving does, and asks for the day and the name; if it is announced already, offers to withdraw it. */
export default async function LeavePage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, member, membership, today, statusBanner, at } = await membershipHere((await params).list, "leave", search);
  if (member.leftOn !== null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const { leavesOn } = membership.facts;
  const to = (verb: string) => `/membership/${list.slug}/leave/${verb}`;
  return (
    <PortalPage list={list} statusBanner={statusBanner("leaving")}>
      <ErrorSummary problems={problems} />
      {problems.length === 0 && search.done === "leaves" && leavesOn !== null ? (
        <Banner title="The date is saved. The committee and everybody who acts for the organization have been told." />
      ) : null}
      <BackLink href={at("")} words="Membership" />
      <PageHeading
        caption={member.name}
        title="Leave the list"
        lede={
          leavesOn === null ? (
            `From the date you choose, ${member.name} learns about vulnerabilities in ${list.project} at the same time as the public.`
          ) : (
            <>
              {member.name} will leave the list on <Day day={leavesOn} as="weekday" today={today} />.
            </>
          )
        }
      />
      <div className="stack">
        {leavesOn === null || member.role !== "primary" ? null : (
          <Form action={to("take-back")} hidden={{ member: member.memberId }} label="Stay on the list">
            <Actions>
              <Button>Stay on the list</Button>
            </Actions>
          </Form>
        )}
        <ul className="list">
          <li>Nothing changes before that date, and you can still cancel.</li>
          <li>On that date, open re-checks, changes and requests end, and no more emails are sent to the contact alias.</li>
          <li>Anything you were told under embargo stays under embargo until the agreed date.</li>
          <li>The committee and everybody who acts for {member.name} will be told. You can apply again at any time.</li>
        </ul>
        {member.role === "primary" ? (
          <Form action={to("announce")} hidden={{ member: member.memberId }} label="Leave the list">
            <TextField
              name="on"
              type="date"
              label="First day without membership"
              hint={`Today or later, for example ${today}`}
              value={kept?.fields.on ?? leavesOn ?? ""}
              problems={problems}
            />
            <TextField
              name="name"
              label={`Type ${member.name} to confirm`}
              autocomplete="off"
              value={kept?.fields.name}
              problems={problems}
            />
            <Actions>
              <Button variant={leavesOn === null ? "main" : "second"}>{leavesOn === null ? "Leave the list" : "Change the date"}</Button>
              <LinkButton variant="second" href={at("")}>
                Stay
              </LinkButton>
            </Actions>
          </Form>
        ) : (
          <p className="meta">Only a primary representative can choose the date.</p>
        )}
      </div>
    </PortalPage>
  );
}
