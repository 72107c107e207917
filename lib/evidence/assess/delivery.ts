import { type Day, longDate } from "@/lib/kernel/calendar";
import type { Assessed } from "../checks";

/** What became of the letters to one address lately. */
export type DeliverySeen = {
  readonly address: string;
  /** Letters that the provider took. */
  readonly taken: number;
  /** Of the newest letter about which the provider told anything. */
  readonly newest: { readonly outcome: "delivered" | "bounced" | "complained" | "suppressed"; readonly on: Day } | null;
};

/** Whether letters to the contact alias arrive, by the newest of which the provider told anything. Delivered is not read. */
export function assessDelivery({ address, taken, newest }: DeliverySeen): Assessed {
  if (newest === null) {
    const told =
      taken === 0 ? `No letter went to ${address} lately.` : `The mail provider has not told what became of letters to ${address}.`;
    return { result: "cannot-tell", sentence: told };
  }
  const on = longDate(newest.on);
  switch (newest.outcome) {
    case "delivered":
      return { result: "yes", sentence: `A letter to ${address} was delivered on ${on}. We cannot say if it was read.` };
    case "bounced":
      return { result: "no", sentence: `A letter to ${address} came back on ${on}.` };
    case "complained":
      return { result: "no", sentence: `A reader of ${address} marked a letter as unwanted on ${on}.` };
    case "suppressed":
      return { result: "no", sentence: `The mail provider holds letters to ${address} back since ${on}.` };
  }
}
