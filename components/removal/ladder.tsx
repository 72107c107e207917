import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { addDays, type Day, dayOf } from "@/lib/kernel/calendar";

export type LadderFacts = {
  readonly proposedAt: Date;
  readonly toldAt: Date | null;
  readonly heardOn?: Day | null;
  readonly agreedAt: Date | null;
  readonly carryOutOn: Day;
  readonly stoppedAt: Date | null;
  readonly carriedOutAt: Date | null;
  readonly noticeDays: number;
  readonly appealDays: number;
  /** A day as it is read now, so that what lies ahead is marked. */
  readonly today: Day;
};

/** The ladder of dates of one removal: what is expected on top, then what has happened, newest first. */
export function Ladder(facts: LadderFacts) {
  return <Timeline label="The ladder of dates" entries={[...ahead(facts), ...behind(facts)]} />;
}

function ahead({ toldAt, agreedAt, carryOutOn, stoppedAt, carriedOutAt, noticeDays, appealDays, today }: LadderFacts): TimelineEntry[] {
  if (stoppedAt !== null) return [];
  if (carriedOutAt !== null) {
    const until = addDays(dayOf(carriedOutAt), appealDays);
    return until < today ? [] : [{ at: until, title: "Last day for an appeal", expected: true }];
  }
  const day = carryOutOn < today ? today : carryOutOn;
  return [
    { at: addDays(day, appealDays), title: "Last day for an appeal, if it is carried out then", expected: true },
    {
      at: day,
      title: "The earliest day on which it is carried out",
      sentence: `${noticeDays} days after the member heard. The day moves when no letter has reached it.`,
      expected: true,
    },
    ...(agreedAt === null
      ? [
          {
            at: today,
            title: toldAt === null ? "A first person stands behind it, or stops it" : "A second person agrees, or stops it",
            expected: true,
          },
        ]
      : []),
  ];
}

function behind({ proposedAt, toldAt, heardOn, agreedAt, stoppedAt, carriedOutAt }: LadderFacts): TimelineEntry[] {
  const entries: (TimelineEntry | null)[] = [
    carriedOutAt === null ? null : { at: carriedOutAt, title: "Carried out" },
    stoppedAt === null ? null : { at: stoppedAt, title: "Stopped" },
    agreedAt === null ? null : { at: agreedAt, title: "Agreed by a second person" },
    heardOn == null
      ? null
      : { at: heardOn, title: "The member heard", sentence: "The first letter was delivered, or somebody spoke with them." },
    toldAt === null ? null : { at: toldAt, title: "The member was written to" },
    { at: proposedAt, title: "Proposed" },
  ];
  return entries.filter((entry) => entry !== null);
}
