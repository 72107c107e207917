import { count } from "@/lib/list/words";

/** "4 minutes", "3 hours", "2 days": as exact as a reader needs it. */
export function duration(minutes: number): string {
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return count(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? count(hours, "hour") : count(Math.round(hours / 24), "day");
}
