import type { StatusBannerProps } from "@/components/ui/status-banner";
import { count } from "@/lib/list/words";

/** Who acts next a room of the committee is, by how much in it waits for the reader: "2 removals wait for you." */
export function waitingFor(reader: number, thing: string, things = `${thing}s`): StatusBannerProps {
  if (reader === 0) return { whose: "nobody", sentence: `No ${thing} waits for you.` };
  return { whose: "yours", sentence: `${count(reader, thing, things)} ${reader === 1 ? "waits" : "wait"} for you.` };
}
