import { createHmac, timingSafeEqual } from "node:crypto";

/** The three headers of a signed event, as they came. */
export type SignedHeaders = { readonly id: string | null; readonly timestamp: string | null; readonly signatures: string | null };

/** "unsigned": a header is missing, or not what it has to be. "stale": signed too long ago, or for later. "wrong": nobody who knows the secret signed it. */
export type SignatureVerdict = "right" | "unsigned" | "stale" | "wrong";

/** An event that was signed longer ago is a recording; the provider signs anew when it tries again. */
const toleranceSeconds = 300;

/** Two while a secret is changed; more are no honest header. */
const mostSignatures = 8;

/**
 * Whether the provider signed these bytes: HMAC-SHA-256 over "id.timestamp.body" with the base64 part of a "whsec_" secret, in a
 * header of one or more "v1,<base64>" with spaces between (the webhook scheme of Svix, which Resend uses). The body is compared as
 * it came, before anything reads it. Every signature is compared in full, so that time tells nothing.
 */
export function assessSignature(
  { id, timestamp, signatures }: SignedHeaders,
  body: Uint8Array,
  { secret, now }: { secret: string; now: Date },
): SignatureVerdict {
  const key = keyOf(secret);
  if (key === null || id === null || !/^[A-Za-z0-9_-]{1,100}$/.test(id) || timestamp === null || !/^[1-9]\d{8,10}$/.test(timestamp))
    return "unsigned";
  const given = (signatures ?? "").split(" ").flatMap(signatureOf);
  if (given.length === 0 || given.length > mostSignatures) return "unsigned";
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return "stale";

  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  const right = given.map((each) => timingSafeEqual(each, expected));
  return right.includes(true) ? "right" : "wrong";
}

/** The key behind a secret; null for one that is too short to keep anybody out. */
function keyOf(secret: string): Buffer | null {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const key = Buffer.from(encoded ?? "", "base64");
  return key.length >= 24 ? key : null;
}

function signatureOf(text: string): readonly Buffer[] {
  const encoded = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(text)?.[1];
  return encoded === undefined ? [] : [Buffer.from(encoded, "base64")];
}
