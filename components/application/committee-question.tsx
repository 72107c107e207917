import { Day } from "@/components/ui/day";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

/** What the committee asks, about which criterion, and by when an answer is expected. `children` holds the way to answer. */
export function CommitteeQuestion({
  criterion,
  question,
  askedOn,
  dueOn,
  today,
  children,
}: {
  criterion: string;
  question: string;
  askedOn: CalendarDay;
  dueOn: CalendarDay;
  today?: CalendarDay;
  children?: React.ReactNode;
}) {
  return (
    <div className="stack">
      <h2>A question about: {criterion}</h2>
      <QuotedText panel text={question} />
      <p className="meta">
        Asked on <Day day={askedOn} />. Answer by <Day day={dueOn} as="weekday" today={today} />. The deadline is paused until you answer.
      </p>
      {children}
    </div>
  );
}
