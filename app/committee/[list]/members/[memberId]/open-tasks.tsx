import { Day } from "@/components/ui/day";
import { alertTitles } from "@/lib/evidence/alerts";
import type { OpenTask } from "@/lib/member/open-task";
import { statusLine } from "@/lib/member/status";
import type { MemberForCommittee } from "@/lib/views/member";
import { alertsPath } from "../../alerts/path";
import { changesPath } from "../../alias-changes/path";

type Props = { slug: string; member: Pick<Extract<MemberForCommittee, { view: "full" }>, "memberId" | "open" | "removals" | "status"> };

/** What goes on about a member, each with the way to it: alerts first, for they wait for somebody. */
export function OpenTasks({ slug, member: { memberId, open, removals, status } }: Props) {
  const ended = removals.filter(({ reference }) => reference !== open.removal?.reference);
  return (
    <>
      {status.openTasks.length + open.alerts.length === 0 ? <p>No open tasks.</p> : null}
      {open.alerts.map(({ id, kind }) => (
        <p key={id}>
          <a href={alertsPath(slug, id)}>Alert: {alertTitles[kind]}</a>
        </p>
      ))}
      {status.openTasks.map((openTask) => {
        const href = pageOf(openTask, { slug, memberId });
        return (
          <p key={`${openTask.title} ${openTask.action}`}>
            {href === null ? openTask.title : <a href={href}>{openTask.title}</a>}: {statusLine(openTask)}
            {openTask.wasDueOn === null ? null : (
              <>
                ; the due date was <Day day={openTask.wasDueOn} />
              </>
            )}
            . <span className="quiet">{openTask.actor === "nobody" ? openTask.otherwise : `Otherwise: ${openTask.otherwise}`}</span>
          </p>
        );
      })}
      {ended.map(({ reference, status: ending }) => (
        <p key={reference} className="quiet">
          <a href={`/committee/${slug}/removals/${reference}`}>Removal {reference}</a>: {ending.replaceAll("-", " ")}
        </p>
      ))}
    </>
  );
}

/** The committee's page about an open task; null where the member's own page is all there is. */
function pageOf({ kind, reference }: OpenTask, { slug, memberId }: { slug: string; memberId: string }): string | null {
  const at = `/committee/${slug}`;
  switch (kind) {
    case "removal":
    case "appeal":
      return `${at}/removals/${reference}`;
    case "recheck":
      return `${at}/rechecks/${reference}`;
    case "alias-change":
      return reference === null ? null : changesPath(slug, reference);
    case "criterion":
      return `${at}/criteria/${memberId}`;
    case "join-request":
      return `${at}/join-requests`;
    case "access-recovery":
      return `${at}/access-recoveries`;
    case "name-change":
      return `${at}/member-changes`;
    default:
      return null;
  }
}
