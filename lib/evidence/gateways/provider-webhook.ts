import { z } from "zod";
import { assessSignature } from "@/lib/email/signature";
import { worker } from "@/lib/kernel/actor";
import { log } from "@/lib/kernel/log";
import { receiveProviderEvent } from "../commands/receive-provider-event";

/** An honest event has some kilobytes. Refused before anything is parsed. */
const mostBytes = 1_000_000;

const event = z.object({
  type: z.string().min(1).max(100),
  created_at: z.string().optional(),
  data: z.object({ email_id: z.string().min(1).max(200).optional() }).optional(),
});

/**
 * The webhook of the mail provider. Accepts only events with a valid signature of the received bytes; without a secret it accepts nothing. 2xx
 * means that the event is stored once; 5xx that it is not stored and may be sent again; 4xx that it never will be.
 */
export async function receiveFromProvider(request: Request, { secret, now }: { secret: string | null; now: Date }): Promise<Response> {
  const headers = {
    id: request.headers.get("svix-id"),
    timestamp: request.headers.get("svix-timestamp"),
    signatures: request.headers.get("svix-signature"),
  };
  if (secret === null) return refused(401, "no-secret");
  if (Object.values(headers).includes(null)) return refused(401, "unsigned");
  const body = await limitedBody(request);
  if (body === null) return refused(413, "too-large");
  const verdict = assessSignature(headers, body, { secret, now });
  if (verdict !== "right") return refused(401, verdict);

  const parsed = event.safeParse(asJson(body));
  if (!parsed.success || headers.id === null) return refused(400, "not-an-event");
  const { type, created_at: createdAt, data } = parsed.data;
  try {
    const outcome = await receiveProviderEvent(
      { actor: worker, now },
      { id: headers.id, type, providerId: data?.email_id ?? null, at: momentOf(createdAt) ?? now },
    );
    if (outcome === "unknown-email" || outcome === "unknown-type") log.warn("webhook.unknown", { outcome, type });
    return answer(200, outcome);
  } catch (error) {
    log.error("webhook.not-kept", { error });
    return answer(503, "not kept");
  }
}

/** Counted in the log, and nowhere else: strangers write nothing here. */
function refused(status: number, why: string): Response {
  log.warn("webhook.refused", { why });
  return answer(status, "refused");
}

function answer(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { "content-type": "text/plain", "cache-control": "no-store" } });
}

async function limitedBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function asJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** A moment that the database can hold; a signed event of the year 10000 is still no moment. */
function momentOf(text: string | undefined): Date | null {
  const moment = new Date(text ?? "");
  const year = moment.getUTCFullYear();
  return year > 2000 && year < 3000 ? moment : null;
}
