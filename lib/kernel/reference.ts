/**
 * Compares two references ("2026-042": a year, and a number of three digits or more) by when they were given out, for `toSorted`. As texts,
 * 2026-1000 would come before 2026-999.
 */
export function byReference(one: string, other: string): number {
  const [year = "", number = ""] = one.split("-");
  const [otherYear = "", otherNumber = ""] = other.split("-");
  return Number(year) - Number(otherYear) || Number(number) - Number(otherNumber);
}
