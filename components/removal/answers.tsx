import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

type Answered = { readonly reference: string; readonly on: CalendarDay; readonly status: string };

type Props = {
  answered: readonly Answered[];
  /** Where a re-check is read. */
  hrefOf: (reference: string) => string;
};

const states: Readonly<Record<string, string>> = {
  answered: "not read by the committee yet",
  passed: "passed",
  failed: "assessed by the committee",
};

/** The re-checks that the member has answered since the removal was proposed, and what became of each answer. */
export function Answers({ answered, hrefOf }: Props) {
  if (answered.length === 0) return null;
  return (
    <Entry margin="Answers" title="Answered re-checks">
      {answered.map(({ reference, on, status }) => (
        <p key={reference}>
          <a href={hrefOf(reference)}>Re-check {reference}</a>: answered on <Day day={on} />
          {states[status] === undefined ? "" : `, ${states[status]}`}.
        </p>
      ))}
    </Entry>
  );
}
