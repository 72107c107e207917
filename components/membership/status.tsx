import { LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { OpenTask } from "@/lib/member/open-task";
import { forMember, type StatusView } from "@/lib/member/status";

/** The status banner under the header: who acts next, what they have to do, by when, and what happens otherwise. */
export function memberStatusBanner(view: StatusView, today: CalendarDay): StatusBannerProps {
  return { waitingOn: view.waitingOn, sentence: view.sentence, due: <DayAndRest view={view} today={today} /> };
}

/** The date of an action, and what happens without it. */
function DayAndRest({ view: { by, wasDueOn, otherwise, comes }, today }: { view: StatusView; today: CalendarDay }) {
  return (
    <>
      {wasDueOn === null ? null : (
        <>
          {" "}
          The due date was <Day day={wasDueOn} as="weekday" today={today} />.
        </>
      )}
      {by === null ? null : (
        <>
          {" "}
          {comes ? "on" : by < today ? "The deadline was" : "Deadline:"} <Day day={by} as="weekday" today={today} />.
        </>
      )}
      {otherwise === "" ? null : comes ? ` ${otherwise}` : ` Otherwise: ${otherwise}`}
    </>
  );
}

const statusWords = { you: "Action needed", committee: "With the committee", member: "With the member", nobody: "Under way" } as const;

type Props = { openTasks: readonly OpenTask[]; role: ContactRole; today: CalendarDay; at: (page: string) => string };

/** What is open about a membership, for its own people: the most pressing first, each with the button that leads to it. */
export function OpenForMember({ openTasks, role, today, at }: Props) {
  return (
    <ul className="max-w-none stack" aria-label="Open tasks">
      {openTasks.map((openTask, index) => {
        const { title, action, goTo } = openTask;
        const view = forMember(openTask, role);
        return (
          <li key={`${title} ${action}`} className="stack">
            <h3>{title}</h3>
            <p>
              <strong>{statusWords[view.waitingOn]}.</strong> {view.sentence}
              <DayAndRest view={view} today={today} />
            </p>
            <p>
              <LinkButton variant={index === 0 && view.waitingOn === "you" ? "main" : "second"} href={at(goTo.page)}>
                {goTo.words}
                <span className="sr-only">: {title}</span>
              </LinkButton>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
