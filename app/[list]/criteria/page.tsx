import type { Metadata } from "next";
import { CriterionArticle } from "@/components/list/criterion-article";
import { VersionNote } from "@/components/list/version-note";
import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { PageHeading } from "@/components/ui/page-heading";
import { dayOf, isDay, longDate } from "@/lib/kernel/calendar";
import { criteriaChanges, differences } from "@/lib/list/changes";
import { criteriaInForce, upcomingCriteria } from "@/lib/list/criteria";
import { listOr404, PortalPage } from "../../portal-page";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<{ on?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const list = listOr404((await params).list);
  return {
    title: `Criteria – ${list.name}`,
    description: `The criteria an organization has to meet to be on the ${list.name} list, today and on earlier dates.`,
  };
}

/** The criteria in force on any day, and what changed from version to version. */
export default async function CriteriaPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { on } = await searchParams;
  const today = dayOf(new Date());
  const day = typeof on === "string" && isDay(on) ? on : today;
  const path = `/${list.slug}/criteria`;

  const criteria = criteriaInForce(list, day);
  const coming = day === today ? upcomingCriteria(list, today) : [];
  // Announcements change nothing yet; a version begins on a day on which a criterion starts, ends or is tightened.
  const versions = criteriaChanges(list)
    .filter(({ changes }) => changes.some(({ event }) => event !== "announced"))
    .map((change) => change.day);
  const selectedVersion = versions.filter((version) => version <= day).at(-1) ?? versions[0] ?? today;
  const until = versions.find((version) => version > selectedVersion && version <= today);
  const before = versions.filter((version) => version < selectedVersion).at(-1);
  const changed = before === undefined ? [] : differences(list, before, selectedVersion);

  return (
    <PortalPage list={list} at={path}>
      <PageHeading
        title="Criteria"
        lede={`The criteria an organization has to meet to be on the ${list.name} list. Applicants address each one on its own page.`}
      />
      <VersionNote
        since={selectedVersion}
        until={until}
        others={versions
          .filter((version) => version !== selectedVersion)
          .map((version) => ({ href: `${path}?on=${version}`, words: longDate(version) }))}
      />
      {changed.length === 0 ? null : (
        <Entry margin="What changed" title={`Changed on ${longDate(selectedVersion)}`}>
          <ul className="list">
            {changed.map(({ criterion, sentence }) => (
              <li key={`${criterion} ${sentence}`}>
                <a href={`#${criterion}`}>{sentence}</a>
              </li>
            ))}
          </ul>
          {before === undefined ? null : (
            <p>
              <a href={`${path}?on=${before}`}>Read the previous version</a>
            </p>
          )}
        </Entry>
      )}
      {coming.length === 0 ? null : (
        <Entry margin="Announced" title="Upcoming">
          <ul className="list">
            {coming.map(({ key, title, rule, since }) => (
              <li key={key}>
                From <Day day={since} /> on, {title}: {rule}
              </li>
            ))}
          </ul>
        </Entry>
      )}
      {criteria.length === 0 ? <p>No criteria were in force on that date.</p> : null}
      {criteria.map((criterion, index) => (
        <CriterionArticle
          key={criterion.key}
          id={criterion.key}
          number={index + 1}
          title={criterion.title}
          rule={criterion.rule}
          whatWeCheck={criterion.whatWeCheck}
          goodEvidence={criterion.goodEvidence}
          notEnough={criterion.notEnough}
          since={criterion.since}
          until={criterion.until}
          changes={criterion.tightened?.filter(({ on: tightenedOn }) => tightenedOn <= day)}
        />
      ))}
      <Entry margin="Afterwards" title="When a criterion is no longer met">
        <p>{list.removal.rule}</p>
      </Entry>
      <Entry margin="Decision" title="Who decides, and how">
        <p>{list.decision.words}</p>
      </Entry>
    </PortalPage>
  );
}
