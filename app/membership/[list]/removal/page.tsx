import type { Metadata } from "next";
import { ConfirmAlias } from "@/components/alias/confirm-alias";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { OpenForMember } from "@/components/membership/status";
import { Answers } from "@/components/removal/answers";
import { Reasons } from "@/components/removal/reasons";
import { RemovalTimeline } from "@/components/removal/removal-timeline";
import { Banner } from "@/components/ui/banner";
import { Button, LinkButton } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry, LogTitle } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { type Day as CalendarDay, dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { ContactRole } from "@/lib/kernel/roles";
import type { ListDefinition } from "@/lib/list/definition";
import { isAliasBesideRemoval } from "@/lib/member/alias-open-tasks";
import { removalDay, removalKinds } from "@/lib/member/removal-open-tasks";
import { type MemberStatus, openTaskOf, seenByMember } from "@/lib/member/status";
import { type OwnRemoval, ownRemoval } from "@/lib/removal/queries/own";
import { groupedReasons } from "@/lib/removal/reasons";
import { appealUntil } from "@/lib/removal/rules";
import { PortalPage } from "../../../portal-page";
import { confirmAliasAs } from "../../confirm-alias";
import { type MemberSearch, membershipHere, titleOf } from "../../here";
import { Evidence } from "./evidence-panel";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Removal", await searchParams);
}

/** The removal of a member as its people see it: reasons, date, what ends, how to come back, and an appeal. Also after it has left. */
export default async function OwnRemovalPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, membership, today, status, statusBanner, at } = await membershipHere(
    (await params).list,
    "removal",
    search,
  );
  const removal = await ownRemoval(person, list, member.memberId);
  const { removal: open } = membership.facts.open;
  const earliestOn = open === null || open.reference !== removal?.reference ? null : removalDay(list, open, today);
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} statusBanner={statusBanner(...removalKinds)}>
      <ErrorSummary problems={problems} />
      {problems.length === 0 && search.done === "appealed" ? (
        <Banner title="Your appeal was received. Two people who did not approve the removal will read it, and you will get an email." />
      ) : null}
      {problems.length === 0 && search.done === "evidence-submitted" ? (
        <Banner title="Your evidence was sent. The committee will read it before the removal continues, and you will get an email." />
      ) : null}
      <BackLink href={at("")} words="Membership" />
      <PageHeading caption={member.name} title={removal === null ? "Removal" : `Removal ${removal.reference}`} lede={ledeOf(removal)} />
      {removal === null ? (
        <NotTold proposed={membership.facts.open.removal !== null} status={status} role={membership.role} today={today} at={at} />
      ) : (
        <>
          <Entry margin="Reasons" title={groupedReasons(removal.reasons).length === 1 ? "The reason" : "The reasons"} plain>
            <Reasons reasons={removal.reasons} />
            {membership.facts.open.removal?.forSilence && openTaskOf(status, "recheck")?.actor === "member" ? (
              <p>
                <LinkButton href={`/membership/${list.slug}/recheck`}>Answer the re-check</LinkButton>
              </p>
            ) : null}
            {isAliasBesideRemoval(membership.facts.open) ? (
              <ConfirmAlias openTasks={status.openTasks} {...confirmAliasAs(list.slug, member)} />
            ) : null}
          </Entry>
          {removal.stoppedBecause === null ? null : (
            <Entry margin="Stopped" title="Why it was stopped">
              <QuotedText text={removal.stoppedBecause} panel />
            </Entry>
          )}
          <Answers answered={removal.received.answered} hrefOf={() => `/membership/${list.slug}/recheck`} />
          <WayBack list={list} removal={removal} earliestOn={earliestOn} today={today} />
          <Appeal
            list={list}
            removal={removal}
            memberId={member.memberId}
            today={today}
            mayFile={member.role !== "reader"}
            typed={kept?.fields.words ?? ""}
            problems={problems}
          />
          <Evidence
            list={list.slug}
            removal={removal}
            memberId={member.memberId}
            maySubmit={member.role !== "reader"}
            kept={kept}
            problems={problems}
          />
          <LogTitle margin="Dates" title="Timeline" />
          <RemovalTimeline
            {...removal}
            earliestOn={earliestOn}
            appealed={removal.appeal !== null}
            noticeDays={list.removal.noticeDays}
            appealDays={list.removal.appealDays}
            today={today}
          />
        </>
      )}
    </PortalPage>
  );
}

type NotToldProps = { proposed: boolean; status: MemberStatus; role: ContactRole; today: CalendarDay; at: (page: string) => string };

/** Nothing was proposed, or only automatically: then an email with reasons and date follows once a person supports it. */
function NotTold({ proposed, status, role, today, at }: NotToldProps) {
  if (!proposed)
    return (
      <Empty>
        Nobody has proposed to remove your organization. If somebody does, this page shows the reasons, the date and how to appeal.
      </Empty>
    );
  return (
    <Entry margin="Proposed" title="A removal was proposed automatically" plain>
      <p>
        Nobody on the committee has approved it yet. If somebody does, you get an email with the reasons and the earliest date. Nothing
        happens until a second person approves it too.
      </p>
      <OpenForMember
        openTasks={seenByMember(status.openTasks).filter(({ kind }) => kind === "removal" || kind === "recheck" || kind === "alias")}
        role={role}
        today={today}
        at={at}
      />
    </Entry>
  );
}

function ledeOf(removal: OwnRemoval | null): string | undefined {
  if (removal === null) return undefined;
  switch (removal.status) {
    case "proposed":
      return "Somebody on the committee proposed to remove your organization from the list. A second person has to approve it.";
    case "agreed":
      return "Two people on the committee approved the removal of your organization from the list.";
    case "stopped":
      return "The removal was stopped. Your organization stays a member.";
    case "carried-out":
      return "Your organization was removed from the list.";
  }
}

type WayBackProps = { list: ListDefinition; removal: OwnRemoval; earliestOn: CalendarDay | null; today: CalendarDay };

function WayBack({ list, removal, earliestOn, today }: WayBackProps) {
  if (removal.status === "stopped") return null;
  if (removal.carriedOutAt !== null) {
    return (
      <Entry margin="Next" title="What you can do">
        <p>
          Early notices have stopped. What you were told under embargo stays under embargo until the agreed date. You can{" "}
          <a href={`/${list.slug}/apply`}>apply again</a> at any time.
        </p>
      </Entry>
    );
  }
  return (
    <Entry margin="Next" title="What you can do">
      <p>
        {earliestOn !== null ? (
          <>
            Until <Day day={earliestOn} as="weekday" today={today} /> nothing changes.
          </>
        ) : removal.appeal?.decidedAt === null ? (
          "The removal is not carried out until two people have read your appeal."
        ) : (
          "The removal is not carried out until the committee releases it."
        )}{" "}
        Show that the criteria above are met: send evidence below, write to{" "}
        <a href={`mailto:${list.contact.email}`}>{list.contact.email}</a>, or reply to the email. The committee can stop the removal at any
        time before it is carried out. After that you no longer get early notices, and you can apply again.
      </p>
    </Entry>
  );
}

type AppealProps = {
  list: ListDefinition;
  removal: OwnRemoval;
  memberId: string;
  today: CalendarDay;
  mayFile: boolean;
  typed: string;
  problems: Parameters<typeof ErrorSummary>[0]["problems"];
};

const outcomes = {
  upheld: "Two people read it and agreed with you.",
  "turned-down": "Two people read it and confirmed the removal.",
} as const;

function Appeal({ list, removal, memberId, today, mayFile, typed, problems }: AppealProps) {
  const { appeal, status, carriedOutAt } = removal;
  if (appeal !== null) {
    return (
      <Entry margin={<Moment at={appeal.at} />} title="Your appeal" id="appeal">
        <p>{appeal.by} wrote:</p>
        <QuotedText text={appeal.words} panel />
        <p>
          {appeal.outcome !== null
            ? outcomes[appeal.outcome]
            : status === "stopped"
              ? "The removal was stopped, so there is nothing left to decide."
              : "Two people who did not approve the removal are reading it. You will get an email when they have decided."}
        </p>
      </Entry>
    );
  }
  if (status !== "agreed" && status !== "carried-out") return null;
  const until = carriedOutAt === null ? null : appealUntil(list, dayOf(carriedOutAt));
  if (until !== null && until < today) {
    return (
      <Entry margin="Appeal" title="If we made a mistake">
        <p>
          An appeal was possible until <Day day={until} as="weekday" />. You can apply again at any time.
        </p>
      </Entry>
    );
  }
  return (
    <Entry margin="Appeal" title="If we made a mistake">
      <p>
        Tell us what it was,{" "}
        {until === null ? (
          `now or within ${list.removal.appealDays} days after the removal`
        ) : (
          <>
            by <Day day={until} as="weekday" />
          </>
        )}
        . Two people who did not approve the removal will read your appeal.
        {until === null ? " The removal is not carried out until they have read it." : ""}
      </p>
      {mayFile ? (
        <Form action={`/membership/${list.slug}/removal/appeal`} hidden={{ member: memberId }} label="Appeal">
          <TextArea name="words" label="What did we get wrong?" maxLength={5000} value={typed} problems={problems} />
          <Button>Send the appeal</Button>
        </Form>
      ) : (
        <p>Only a primary representative or a deputy can appeal.</p>
      )}
    </Entry>
  );
}
