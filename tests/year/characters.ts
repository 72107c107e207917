import { addDays, type Day } from "@/lib/kernel/calendar";

/** How the people of a member behave in the year, and what becomes of emails to them. */
export const characters = [
  "prompt", // answers within days
  "late", // answers only when grace runs
  "changed", // something changed; the committee looks at it
  "leaver", // leaves by its own wish
  "failing", // says that a criterion no longer holds
  "silent", // reads its letters and never answers
  "bouncing", // every letter comes back
  "lost", // the provider loses every letter
] as const;
export type Character = (typeof characters)[number];

/** Of every twenty members eleven are prompt, three late, and one of each other kind. */
export function characterOf(index: number): Character {
  const ofTwenty = index % 20;
  if (ofTwenty < 11) return "prompt";
  if (ofTwenty < 14) return "late";
  return characters[ofTwenty - 12] ?? "prompt";
}

export type Window = { readonly from: Day; readonly to: Day };

/** Whether a day lies in a window, its first and last day included. */
export function within(day: Day, { from, to }: Window): boolean {
  return from <= day && day <= to;
}

/** A day, or the first one after an outage that it falls into. */
export function orAfter(day: Day, outage: Window): Day {
  return within(day, outage) ? addDays(outage.to, 1) : day;
}
