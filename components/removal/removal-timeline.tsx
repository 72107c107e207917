import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { addDays, type Day, dayOf } from "@/lib/kernel/calendar";

export type RemovalTimelineFacts = {
  readonly proposedAt: Date;
  readonly toldAt: Date | null;
  readonly notifiedOn?: Day | null;
  readonly agreedAt: Date | null;
  /** The first day on which it can be carried out, while it is open; null where none is known. */
  readonly earliestOn: Day | null;
  readonly stoppedAt: Date | null;
  readonly carriedOutAt: Date | null;
  /** The member has appealed, which it can do once. */
  readonly appealed: boolean;
  readonly noticeDays: number;
  readonly appealDays: number;
  /** A day as it is read now, so that what lies ahead is marked. */
  readonly today: Day;
};

/** Timeline of one removal: what is expected on top, then what has happened, newest first. */
export function RemovalTimeline(facts: RemovalTimelineFacts) {
  return <Timeline label="Timeline" entries={[...ahead(facts), ...behind(facts)]} />;
}

function ahead(facts: RemovalTimelineFacts): TimelineEntry[] {
  const { toldAt, agreedAt, earliestOn, stoppedAt, carriedOutAt, appealed, noticeDays, appealDays, today } = facts;
  if (stoppedAt !== null) return [];
  if (carriedOutAt !== null) {
    const until = addDays(dayOf(carriedOutAt), appealDays);
    return appealed || until < today ? [] : [{ at: until, title: "Last day to appeal", expected: true }];
  }
  return [
    ...(earliestOn === null || appealed
      ? []
      : [
          {
            at: addDays(earliestOn, appealDays),
            title: "Last day to appeal, if the removal is carried out on its earliest date",
            expected: true,
          },
        ]),
    {
      at: earliestOn,
      title: "Earliest removal date",
      sentence:
        earliestOn === null
          ? waitsFor(facts)
          : `${noticeDays} days after the member is notified. The date is postponed until we know that an email was delivered.`,
      expected: true,
    },
    ...(agreedAt === null
      ? [
          {
            at: null, // nobody has a day by which to agree
            title: toldAt === null ? "One person approves the removal or stops it" : "A second person approves it, or stops it",
            expected: true,
          },
        ]
      : []),
  ];
}

/** Why no day is known. */
function waitsFor({ toldAt, appealed, noticeDays }: RemovalTimelineFacts): string {
  if (toldAt === null) return `${noticeDays} days after the member is notified.`;
  return appealed
    ? "It is not carried out until two people have read the appeal."
    : "It is not carried out until the committee releases it.";
}

/** The newest day first; of one day what follows from the other above it. */
function behind({ proposedAt, toldAt, notifiedOn, agreedAt, stoppedAt, carriedOutAt }: RemovalTimelineFacts): TimelineEntry[] {
  const entries: ({ readonly at: Day | Date; readonly title: string; readonly sentence?: string } | null)[] = [
    carriedOutAt === null ? null : { at: carriedOutAt, title: "Carried out" },
    stoppedAt === null ? null : { at: stoppedAt, title: "Stopped" },
    agreedAt === null ? null : { at: agreedAt, title: "Approved by a second person" },
    notifiedOn == null
      ? null
      : { at: notifiedOn, title: "The member was notified", sentence: "The first email was delivered, or somebody spoke with them." },
    toldAt === null ? null : { at: toldAt, title: "Emails sent to the member" },
    { at: proposedAt, title: "Proposed" },
  ];
  const dayOn = (at: Day | Date) => (typeof at === "string" ? at : dayOf(at));
  return entries.filter((entry) => entry !== null).sort((one, other) => dayOn(other.at).localeCompare(dayOn(one.at)));
}
