import type { Metadata } from "next";
import { CriterionIcons } from "@/components/membership/criterion-icons";
import { standingWords } from "@/components/membership/standing-words";
import { memberStatusBanner, OpenForMember } from "@/components/membership/status";
import { DoneBanner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { answeredQuickly } from "@/lib/alias/rules";
import { type Day as CalendarDay, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { Membership } from "@/lib/member/membership";
import { criterionStandings, standing } from "@/lib/member/standing";
import { forMember, memberStatus, seenByMember } from "@/lib/member/status";
import { listOr404, PortalPage, personOrSignIn } from "../../portal-page";
import { membershipsHere, pathOf, titleOf } from "../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Membership – ${listOr404((await params).list).name}`, robots: titleOf((await params).list, "").robots };
}

/** The member's start page: who has to act, the status of each criterion, the alias, the people, and open tasks. */
export default async function MembershipPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { member: wanted, done } = await searchParams;
  await personOrSignIn(pathOf(list.slug, ""));
  const all = await membershipsHere(list.slug);
  const visible = all.some(({ memberId }) => memberId === wanted) ? all.filter(({ memberId }) => memberId === wanted) : all;
  const [first] = visible;
  const today = dayOf(new Date());
  const view = first && forMember(memberStatus(list, first.facts, today), first.role);
  return (
    <PortalPage
      list={list}
      statusBanner={
        view && memberStatusBanner({ ...view, sentence: visible.length > 1 ? `${first.name}: ${view.sentence}` : view.sentence }, today)
      }
    >
      <DoneBanner done={done} sentences={doneWords} />
      <PageHeading
        caption={list.name}
        title={visible.length === 1 ? (first?.name ?? "Membership") : "Membership"}
        lede={visible.length === 0 ? undefined : `Your organization's membership of the ${list.name} list, and its open tasks.`}
      />
      {visible.length === 0 ? <NoMembership list={list} /> : null}
      {visible.map((membership) => (
        <MembershipCard key={membership.memberId} membership={membership} list={list} today={today} several={all.length > 1} />
      ))}
      {visible.length === all.length ? null : (
        <p>
          <a href={pathOf(list.slug, "")}>All organizations you act for</a>
        </p>
      )}
    </PortalPage>
  );
}

const doneWords = {
  joined: "You act for the organization now.",
  left: "The organization has left the list. Everybody who acted for it gets an email.",
  "gone-already": "The organization had already left the list. Nothing was changed.",
  stays: "The organization stays on the list.",
} as const;

function NoMembership({ list }: { list: ListDefinition }) {
  return (
    <div className="stack">
      <Empty>
        None of the organizations you act for is a member of this list. When one is, its standing, contact alias and representatives appear
        here.
      </Empty>
      <ul className="list">
        <li>
          If your organization is a member, <a href={pathOf(list.slug, "join")}>ask to act for it</a>.
        </li>
        <li>
          If nobody acts for it any more, <a href={pathOf(list.slug, "access-recovery")}>ask to take over</a>.
        </li>
        <li>
          If it is not a member yet, <a href={`/${list.slug}/apply`}>start an application</a>.
        </li>
      </ul>
    </div>
  );
}

function MembershipCard({
  membership,
  list,
  today,
  several,
}: {
  membership: Membership;
  list: ListDefinition;
  today: CalendarDay;
  several: boolean;
}) {
  const at = (page: string) => pathOf(list.slug, page, several ? { member: membership.memberId } : {});
  const openTasks = seenByMember(memberStatus(list, membership.facts, today).openTasks);
  const memberStanding = standing(membership.facts, today);
  if (membership.facts.leftOn !== null && memberStanding === "left")
    return <Ended membership={membership} list={list} at={at} today={today} />;
  return (
    <>
      {several ? (
        <div className="heading">
          <h2>{membership.name}</h2>
        </div>
      ) : null}
      <Entry margin="Open" title="Open tasks" plain={!several}>
        {openTasks.length === 0 ? (
          <p>
            No action needed. The next re-check is on <Day day={membership.facts.nextRecheckOn} as="weekday" />.
          </p>
        ) : (
          <OpenForMember openTasks={openTasks} role={membership.role} today={today} at={at} />
        )}
      </Entry>
      <Entry margin={<Since day={membership.facts.since} />} title="Standing">
        <p>{standingWords[memberStanding]}</p>
        <CriterionIcons
          standings={criterionStandings(list, membership.facts, today)}
          caption={`Standing of ${membership.name} for each criterion`}
        />
      </Entry>
      <Entry margin="Email" title="Contact alias">
        {membership.aliases.map(({ address, answeredAt, quickAt }) => (
          <p key={address}>
            <Address address={address} />
            <br />
            <span className="meta">
              {quickAt !== null ? (
                answeredQuickly
              ) : answeredAt === null ? (
                "Nobody has answered an email there yet"
              ) : (
                <LastAnswered at={answeredAt} />
              )}
            </span>
          </p>
        ))}
        <p>
          <LinkButton variant="second" href={at("alias")}>
            Change the contact alias
          </LinkButton>
        </p>
      </Entry>
      <Entry margin="People" title="Representatives">
        <ul className="list">
          {membership.people.map(({ name, role }) => (
            <li key={`${name} ${role}`}>
              {name} ({role})
            </li>
          ))}
        </ul>
        <p>
          <LinkButton variant="second" href={at("people")}>
            See the representatives
          </LinkButton>
        </p>
      </Entry>
      <Entry margin="More" title="More about this membership">
        <SummaryList
          rows={[
            { label: "Emails", value: "Recipients and delivery status", change: { href: at("emails"), words: "Open" } },
            ...(membership.role === "reader"
              ? []
              : [
                  {
                    label: "Automatic checks",
                    value: "The latest results, and how to prove that you own your domain",
                    change: { href: at("checks"), words: "Open" },
                  },
                ]),
            { label: "Log", value: "Everything that happened to this membership", change: { href: at("log"), words: "Open" } },
            { label: "Name", value: "Change of name, or merger", change: { href: at("name"), words: "Change" } },
            {
              label: "Your data",
              value: "The data of this membership, as a JSON file",
              change: { href: at("export.json"), words: "Export" },
            },
            ...(membership.applicationReference === null
              ? []
              : [
                  {
                    label: "Application",
                    value: membership.applicationReference,
                    change: { href: `/applications/${membership.applicationReference}`, words: "Read" },
                  },
                ]),
            {
              label: "Leaving",
              value: "Leave the list on a date you choose",
              change: { href: at("leave"), words: "Leave" },
            },
          ]}
        />
      </Entry>
    </>
  );
}

/** What is left of a membership that has ended: that it did, what can be done, and one's own data. */
function Ended({
  membership,
  list,
  at,
  today,
}: {
  membership: Membership;
  list: ListDefinition;
  at: (page: string) => string;
  today: CalendarDay;
}) {
  const removed = membership.endedAs === "removed";
  const { openTasks } = memberStatus(list, membership.facts, today);
  return (
    <Entry margin={membership.facts.leftOn === null ? null : <Day day={membership.facts.leftOn} as="short" />} title={membership.name}>
      <OpenForMember openTasks={openTasks} role={membership.role} today={today} at={at} />
      <p>{removed ? `The organization was removed from the ${list.name} list.` : `The organization left the ${list.name} list.`}</p>
      <ul className="list">
        {removed ? (
          <li>
            <a href={at("removal")}>Read the reasons, and appeal if we made a mistake</a>
          </li>
        ) : null}
        <li>
          <a href={`/${list.slug}/apply`}>Apply again</a>, with the answers you gave before
        </li>
        <li>
          <a href={at("export.json")}>Export your own data</a>
        </li>
      </ul>
    </Entry>
  );
}

function Since({ day }: { day: CalendarDay }) {
  return (
    <>
      Since <Day day={day} as="short" />
    </>
  );
}

function LastAnswered({ at }: { at: Date }) {
  return (
    <>
      Answered by a person on <Moment at={at} />
    </>
  );
}
