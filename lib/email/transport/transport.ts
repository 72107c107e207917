import { env } from "@/lib/kernel/env";
import type { Parcel } from "../commands/claim-delivery";
import type { Outcome } from "../rules";
import { localOutbox } from "./local-outbox";
import { resendTransport } from "./resend";

/** A transport for emails. It never throws: an unknown result is an outcome too. */
export type Transport = {
  /** Waits for the rate limit. Null: send now. A time: send no email before it. */
  readonly turn: () => Promise<Date | null>;
  readonly send: (parcel: Parcel) => Promise<Outcome>;
  /** What became of an email that was taken, in the provider's own word ("delivered"); null when it cannot tell. */
  readonly ask?: (providerId: string) => Promise<string | null>;
};

let chosen: Transport | undefined;

/** The provider when there is a key for it; otherwise the local outbox, which production does not have. */
export function transport(): Transport {
  chosen ??= chooseTransport(env());
  return chosen;
}

function chooseTransport({ PORTAL_MODE, RESEND_API_KEY }: ReturnType<typeof env>): Transport {
  if (RESEND_API_KEY !== null) return resendTransport(RESEND_API_KEY);
  if (PORTAL_MODE === "production") throw new Error("RESEND_API_KEY is missing: production never keeps emails in the local outbox.");
  return localOutbox;
}
