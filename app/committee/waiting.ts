import type { StatusBannerProps } from "@/components/ui/status-banner";
import { count } from "@/lib/list/words";

/** The status banner of a committee page, by how much on it waits for the reader: "2 removals are waiting for you." */
export function waitingFor(reader: number, thing: string, things = `${thing}s`): StatusBannerProps {
  if (reader === 0) return { waitingOn: "nobody", sentence: `No ${thing} is waiting for you.` };
  return { waitingOn: "you", sentence: `${count(reader, thing, things)} ${reader === 1 ? "is" : "are"} waiting for you.` };
}
