import { Resend } from "resend";
import { z } from "zod";
import { log } from "@/lib/kernel/log";
import type { Parcel } from "../commands/claim-delivery";
import type { EmailAttachment } from "../headers";
import type { Outcome } from "../rules";
import { allowSends, delaySends, stopSends, takeSendSlot } from "./rate-limiter";
import type { Transport } from "./transport";

/** The SDK has no time-out of its own. Shorter than a claim lasts. */
const patienceSeconds = 15;

/** Seconds between attempts at a provider that rejects the API key, or whose quota is used up. */
const keySeconds = 300;
const quotaSeconds = 900;

/**
 * Sends through Resend, with the email's id as idempotency key: at-least-once for us, once for the reader.
 * The SDK reads RESEND_BASE_URL itself.
 */
export function resendTransport(apiKey: string, answerSeconds: number = patienceSeconds): Transport {
  const resend = new Resend(apiKey);
  return {
    turn: takeSendSlot,
    async send(parcel) {
      const answer = await resend.emails.send(payload(parcel), {
        idempotencyKey: parcel.emailId,
        signal: AbortSignal.timeout(answerSeconds * 1000),
      });
      const outcome = answer.error === null ? taken(answer.data) : notTaken(answer.error, answer.headers);
      await tellGate(outcome);
      return outcome;
    },
    async ask(providerId) {
      const answer = await resend.emails.get(providerId, { signal: AbortSignal.timeout(answerSeconds * 1000) });
      const parsed = answer.error === null ? news.safeParse(answer.data) : null;
      return parsed?.success ? parsed.data.last_event : null;
    },
  };
}

function payload({ to, subject, text, html, envelope }: Parcel) {
  return {
    from: envelope.from,
    to,
    ...(envelope.replyTo === null ? {} : { replyTo: envelope.replyTo }),
    subject,
    text,
    html,
    headers: { ...envelope.headers },
    tags: envelope.tags.map(({ name, value }) => ({ name, value })),
    ...(envelope.attachments === undefined ? {} : { attachments: envelope.attachments.map(attached) }),
  };
}

/** The provider takes the content of a file in base64. */
function attached({ filename, contentType, content }: EmailAttachment) {
  return { filename, contentType, content: Buffer.from(content, "utf8").toString("base64") };
}

const acceptance = z.object({ id: z.string().min(1), message_id: z.string().nullish() });

const news = z.object({ last_event: z.string().regex(/^[a-z_]{1,40}$/) });

/** Without an id it is unknown whether the email was accepted: the same email is sent again under the same key. */
function taken(data: unknown): Outcome {
  const parsed = acceptance.safeParse(data);
  if (!parsed.success) return { is: "put-off", trouble: "no-answer", taken: "perhaps", seconds: null };
  return { is: "accepted", providerId: parsed.data.id, messageId: parsed.data.message_id ?? null, forgetSecret: true };
}

type ProviderError = { readonly name: string; readonly statusCode: number | null };

/** The provider's names of errors and their numbers are those of its API reference; an unknown one is an unknown outcome. */
function notTaken({ name, statusCode }: ProviderError, headers: Record<string, string> | null): Outcome {
  if (name === "invalid_idempotent_request") return { is: "failed", trouble: "changed-after-sending" };
  if (name === "concurrent_idempotent_requests") return { is: "put-off", trouble: "in-flight", taken: "perhaps", seconds: null };
  if (name === "daily_quota_exceeded" || name === "monthly_quota_exceeded")
    return { is: "put-off", trouble: "quota-used-up", taken: "no", seconds: quotaSeconds };
  if (name === "invalid_from_address") return { is: "put-off", trouble: "key-refused", taken: "no", seconds: keySeconds }; // a setting, so it concerns every email
  switch (statusCode) {
    case 429:
      return { is: "put-off", trouble: "rate-limited", taken: "no", seconds: retryAfter(headers) };
    case 401:
    case 403:
      return { is: "put-off", trouble: "key-refused", taken: "no", seconds: keySeconds };
    case 400:
    case 422:
      return { is: "failed", trouble: "refused" };
    case null:
    case undefined:
      return { is: "put-off", trouble: "no-answer", taken: "perhaps", seconds: null };
    default:
      return { is: "put-off", trouble: "provider-down", taken: "perhaps", seconds: null };
  }
}

/** Seconds, at least one and at most an hour. */
function retryAfter(headers: Record<string, string> | null): number {
  const seconds = Number(headers?.["retry-after"] ?? headers?.["ratelimit-reset"]);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 3600) : 60;
}

/** Logged once, when the problem begins: a rejected key affects every email. */
async function tellGate(outcome: Outcome): Promise<void> {
  if (outcome.is === "accepted") return allowSends();
  if (outcome.trouble === "changed-after-sending") return log.error("mail.key-used-for-another-email");
  if (outcome.is === "failed") return;
  if (outcome.trouble === "rate-limited") return delaySends(outcome.seconds ?? 60);
  if (outcome.trouble === "key-refused" || outcome.trouble === "quota-used-up") {
    const began = await stopSends(outcome.seconds ?? keySeconds, outcome.trouble);
    if (began) log.error("mail.provider-refuses", { trouble: outcome.trouble });
  }
}
