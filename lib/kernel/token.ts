import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** SHA-256 of a text, as lower-case hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** A secret of 32 random bytes for a link, and the hash that is stored in its place. The purpose is part of the hash. */
export function newToken(purpose: string): { secret: string; hash: string } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: tokenHash(purpose, secret) };
}

/** The stored form of a link's secret: a secret of one purpose never opens another. */
export function tokenHash(purpose: string, secret: string): string {
  return sha256(`${purpose}:${secret}`);
}

/** A code of 8 digits to be typed. Guessing is limited by tries, by time and by the browser it is bound to. */
export function newCode(): string {
  return String(randomInt(0, 100_000_000)).padStart(8, "0");
}

/** The stored form of a typed code; bound to the row it belongs to, so equal codes have unequal hashes. */
export function codeHash(rowId: string, code: string, secret: string): string {
  return sha256(`code:${secret}:${rowId}:${code}`);
}

/** Compares two texts without telling by time where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}
