/** More than this share of the members that were asked within a day, and so many of them, and the fault may be ours. */
const safeguard = { share: 0.2, members: 3 } as const;

/** Whether so many of one check fail at once that nobody is told of single members. */
export function outageSafeguardTrips({ failing, asked }: { failing: number; asked: number }): boolean {
  return failing >= safeguard.members && failing > asked * safeguard.share;
}

/** A check waits this long to be held against the others of its day, so that a fault of ours can show. */
export const correlateAfterMinutes = 60;

/** What runs the same check about one thing again and again is told to wait. */
export const askLimit = { name: "evidence-asked", most: 12, minutes: 60 } as const;
