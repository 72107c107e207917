import type { Parcel } from "../commands/claim-delivery";
import type { Outcome } from "../rules";

/** A transport for emails. It never throws: an unknown result is an outcome too. */
export type Transport = {
  /** Waits for the rate limit. Null: send now. A time: send no email before it. */
  readonly turn: () => Promise<Date | null>;
  readonly send: (parcel: Parcel) => Promise<Outcome>;
  /** What became of an email that was taken, in the provider's own word ("delivered"); null when it cannot tell. */
  readonly ask?: (providerId: string) => Promise<string | null>;
};
