import { Day } from "@/components/ui/day";
import { alarmTitles } from "@/lib/evidence/alarms";
import type { MemberForCommittee } from "@/lib/roster/queries/member";
import { alarmsPath } from "../../alarms/path";
import { changesPath } from "../../alias-changes/path";

type Props = { slug: string; member: Pick<Extract<MemberForCommittee, { view: "full" }>, "open" | "removals"> };

/** What goes on about a member, each with the way to it: alarms first, for they wait for somebody. */
export function OpenMatters({ slug, member: { open, removals } }: Props) {
  const at = `/committee/${slug}`;
  const ended = removals.filter(({ reference }) => reference !== open.removal?.reference);
  const nothing = open.recheck === null && open.removal === null && open.aliasChange === null && open.alarms.length === 0;
  return (
    <>
      {nothing ? <p>Nothing is open.</p> : null}
      {open.alarms.map(({ id, kind }) => (
        <p key={id}>
          <a href={alarmsPath(slug, id)}>Alarm: {alarmTitles[kind]}</a>
        </p>
      ))}
      {open.removal === null ? null : (
        <p>
          <a href={`${at}/removals/${open.removal.reference}`}>Removal {open.removal.reference}</a>: {open.removal.status}, on{" "}
          <Day day={open.removal.carryOutOn} /> at the earliest
        </p>
      )}
      {open.recheck === null ? null : (
        <p>
          <a href={`${at}/rechecks/${open.recheck.reference}`}>Re-check {open.recheck.reference}</a>: due on{" "}
          <Day day={open.recheck.dueOn} />
        </p>
      )}
      {open.aliasChange === null ? null : (
        <p>
          <a href={changesPath(slug, open.aliasChange.reference)}>Change of the contact alias {open.aliasChange.reference}</a>
        </p>
      )}
      {ended.map(({ reference, status }) => (
        <p key={reference} className="quiet">
          <a href={`${at}/removals/${reference}`}>Removal {reference}</a>: {status.replaceAll("-", " ")}
        </p>
      ))}
    </>
  );
}
