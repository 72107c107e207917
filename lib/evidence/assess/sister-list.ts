import { type Day, daysBetween, longDate } from "@/lib/kernel/calendar";
import type { Assessed, RosterTrouble } from "../checks";
import { type FormerNames, type Match, type Party, sameOrganization } from "../roster/match";
import type { ReadMember } from "../roster/read";

/** The organization to find on the other list: all its names, its address, and its former names. */
export type SoughtOrganization = { readonly names: readonly string[]; readonly email: string | null; readonly formerNames: FormerNames };

/** The newest copy of the other list's roster. */
export type RosterSource = {
  readonly entries: readonly ReadMember[];
  readonly readOn: Day;
  readonly trouble: RosterTrouble | null;
};

export type SisterSeen = {
  readonly found: ReadMember | null;
  /** Entries that may be the organization; five at most. */
  readonly near: readonly { readonly entry: ReadMember; readonly because: string }[];
};

/** A page with more rows than this is no roster that we could read. */
export const mostRows = 20_000;

/** A copy that has lost more than this share of the rows of the one before is not believed. */
const leastShare = 0.7;

/** A copy so old is no measure for the next one any more: a list that stays smaller is smaller. */
const measureDays = 90;

/** Why a copy cannot be used for saying "no", or null. `before` is the last one that could. */
export function rosterTrouble(
  rows: number,
  { before, today }: { before: { readonly rows: number; readonly readOn: Day } | null; today: Day },
): RosterTrouble | null {
  if (rows === 0) return "empty";
  if (before === null || daysBetween(before.readOn, today) > measureDays) return null;
  return rows < before.rows * leastShare ? "shrunken" : null;
}

/** The entries of a roster that are, or may be, the organization. */
export function findOnRoster({ names, email, formerNames }: SoughtOrganization, entries: readonly ReadMember[]): SisterSeen {
  const near: { entry: ReadMember; because: string }[] = [];
  for (const entry of entries) {
    const best = bestMatch(names, { email, entry, formerNames });
    if (best.result === "same") return { found: entry, near: [] };
    if (best.result === "cannot tell" && isAbout(entry)) near.push({ entry, because: best.because });
  }
  return { found: null, near: near.slice(0, 5) };
}

/** Whether the organization is on the other list. A copy that is missing, old or doubtful never says "no". */
export function assessSister(
  { found, near }: SisterSeen,
  { roster, today, staleAfterDays }: { roster: RosterSource | { readonly why: string }; today: Day; staleAfterDays: number },
): Assessed {
  if ("why" in roster) return { result: "cannot-tell", sentence: `The other list's roster could not be read: ${roster.why}.` };
  const read = `as it was read on ${longDate(roster.readOn)}`;
  if (daysBetween(roster.readOn, today) > staleAfterDays)
    return { result: "cannot-tell", sentence: `The other list's roster has not been read since ${longDate(roster.readOn)}.` };
  if (found !== null) return { result: "yes", sentence: `${memberLabel(found)} is on the other list ${read}.` };
  if (roster.trouble !== null) return { result: "cannot-tell", sentence: troubleWords[roster.trouble] };
  const [nearest] = near;
  if (nearest !== undefined)
    return {
      result: "cannot-tell",
      sentence: `${memberLabel(nearest.entry)} on the other list may be the same organization. ${nearest.because}`,
    };
  return { result: "no", sentence: `Neither the name nor the domain is on the other list ${read}.` };
}

const troubleWords: Readonly<Record<RosterTrouble, string>> = {
  empty: "The other list's roster was empty when it was read.",
  shrunken: "The other list's roster was much shorter than before when it was read.",
  unreadable: "The other list's roster could not be understood when it was read.",
};

const order = ["different", "cannot tell", "same"] as const;

function bestMatch(
  names: readonly string[],
  { email, entry, formerNames }: { email: string | null; entry: ReadMember; formerNames: FormerNames },
): Match {
  const parties: readonly Party[] =
    names.length === 0 ? [{ organization: null, email }] : names.map((organization) => ({ organization, email }));
  const matches = parties.map((party) => sameOrganization(party, entry, formerNames));
  return matches.reduce((best, each) => (order.indexOf(each.result) > order.indexOf(best.result) ? each : best));
}

/** A row without a name and an address matches nothing, and is near to nothing. */
function isAbout({ organization, email }: ReadMember): boolean {
  return organization !== null || email !== null;
}

function memberLabel({ organization, email }: ReadMember): string {
  return organization === null ? (email ?? "") : `“${organization}”`;
}
