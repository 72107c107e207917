import { env } from "@/lib/kernel/env";
import { localOutbox } from "./local-outbox";
import { resendTransport } from "./resend";
import type { Transport } from "./transport";

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
