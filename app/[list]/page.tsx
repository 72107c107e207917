import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { PageHeading } from "@/components/ui/page-heading";
import { dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import { rosterFigures } from "@/lib/roster/queries";
import { listOr404, PortalPage } from "../portal-page";

type Params = { params: Promise<{ list: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const list = listOr404((await params).list);
  return { title: `${list.name}`, description: list.purpose };
}

/** Decide in a minute whether to apply. */
export default async function ListPage({ params }: Params) {
  const list = listOr404((await params).list);
  const today = dayOf(new Date());
  const criteria = criteriaInForce(list, today);
  const figures = await rosterFigures(list);
  return (
    <PortalPage list={list} at={`/${list.slug}`}>
      <PageHeading title={list.name} lede={list.purpose}>
        <p className="actions">
          <LinkButton href={`/${list.slug}/apply`}>Start an application</LinkButton>
          <LinkButton variant="second" href="/applications">
            Return to a saved application
          </LinkButton>
        </p>
      </PageHeading>
      <Entry margin="What you need" title={`${criteria.length} criteria, each on its own page`}>
        <ul className="list">
          {criteria.map(({ key, title, rule }) => (
            <li key={key}>
              <a href={`/${list.slug}/criteria#${key}`}>{title}</a>: {rule}
            </li>
          ))}
        </ul>
      </Entry>
      <Entry margin="How long" title={`About 30 minutes to apply, up to ${list.decision.workingDays} working days for a decision`}>
        <p>
          You can save at any point, continue on another device, or invite a colleague. If we are late, the application's page says so and
          gives the reason.
        </p>
        {figures.medianDays === null ? null : (
          <p>
            Half of the last {figures.decisions} decisions were made within {figures.medianDays} days.
          </p>
        )}
      </Entry>
      <Entry margin="What members commit to" title="Follow the policy and stay reachable">
        <p>
          Members accept the <a href={`/${list.slug}/embargo-policy`}>embargo policy</a>, keep their contact alias monitored, and answer a
          re-check every {list.recheck.everyMonths} months.
        </p>
      </Entry>
      <Entry margin="Roster" title={memberCount(figures.members)}>
        <p>
          {figures.members === 0 ? (
            "The roster is public. An organization appears there when it is accepted."
          ) : (
            <>
              The newest member joined on <Day day={figures.lastSince ?? today} />. <a href={`/${list.slug}/roster`}>Read the roster</a>
            </>
          )}
        </p>
      </Entry>
      <Entry margin="A leak?" title="Tell us immediately">
        <p>
          If something under embargo has leaked, report it immediately, as the <a href={`/${list.slug}/embargo-policy`}>embargo policy</a>{" "}
          says, or write to <a href={`mailto:${list.contact.email}`}>{list.contact.email}</a>. Say what leaked, to whom, and when. Do not
          enter details of a vulnerability in this portal.
        </p>
      </Entry>
    </PortalPage>
  );
}

function memberCount(members: number): string {
  if (members === 0) return "No members yet";
  return members === 1 ? "1 member" : `${members.toLocaleString("en-GB")} members`;
}
