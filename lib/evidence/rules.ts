/** If at least this many members, and more than this share of those checked within a day, fail, the problem may be ours. */
const safeguard = { share: 0.2, members: 3 } as const;

/** Whether so many of one check fail at once that nobody is told of single members. */
export function outageSafeguardTrips({ failing, asked }: { failing: number; asked: number }): boolean {
  return failing >= safeguard.members && failing > asked * safeguard.share;
}

/** A failing check waits this long before it is compared with the others of its day, so that a problem of ours becomes visible. */
export const correlateAfterMinutes = 60;

/** What runs the same check about one thing again and again is told to wait. */
export const askLimit = { name: "evidence-asked", most: 12, minutes: 60 } as const;
