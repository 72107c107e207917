import { type Day, longDate } from "@/lib/kernel/calendar";
import type { Assessed } from "../checks";

/** Emails to one address lately. */
export type DeliverySeen = {
  readonly address: string;
  /** Emails that the provider took. */
  readonly taken: number;
  /** Of the newest email about which the provider told anything. */
  readonly newest: { readonly outcome: "delivered" | "bounced" | "complained" | "suppressed"; readonly on: Day } | null;
};

/** Whether emails to the contact alias arrive, by the newest of which the provider told anything. Delivered is not read. */
export function assessDelivery({ address, taken, newest }: DeliverySeen): Assessed {
  if (newest === null) {
    const told =
      taken === 0
        ? `No email was sent to ${address} recently.`
        : `The mail provider has not reported whether emails were delivered to ${address}.`;
    return { result: "cannot-tell", sentence: told };
  }
  const on = longDate(newest.on);
  switch (newest.outcome) {
    case "delivered":
      return { result: "yes", sentence: `An email to ${address} was delivered on ${on}. We cannot tell whether it was read.` };
    case "bounced":
      return { result: "no", sentence: `An email to ${address} bounced on ${on}.` };
    case "complained":
      return { result: "no", sentence: `Somebody who reads ${address} marked an email as spam on ${on}.` };
    case "suppressed":
      return { result: "no", sentence: `The mail provider has suppressed emails to ${address} since ${on}.` };
  }
}
