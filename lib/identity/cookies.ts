import { createHmac } from "node:crypto";
import { env } from "@/lib/kernel/env";
import { newToken, sameText, sha256 } from "@/lib/kernel/token";
import { rememberedDays } from "./sessions";

/** Over https the names carry __Host-, which ties them to this host alone; a plain-http demo on one machine cannot. */
export function cookieNames(): { session: string; browser: string } {
  const prefix = isHttps() ? "__Host-" : "";
  return { session: `${prefix}forewarned-session`, browser: `${prefix}forewarned-browser` };
}

export function cookieOptions(maxAgeSeconds: number) {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", maxAge: maxAgeSeconds } as const;
}

/** How the browser cookie is set. */
export function rememberingOptions() {
  return cookieOptions(rememberedDays * 86_400);
}

/** A cookie that tells one browser from another: random, and signed, so that nobody can make them up by the thousand. */
export function newBrowserCookie(): { value: string; hash: string } {
  const { secret } = newToken("browser");
  const value = `${secret}.${signatureOf(secret)}`;
  return { value, hash: sha256(value) };
}

/** The hash by which a browser is known; null when the portal did not make this cookie. */
export function browserHashOf(value: string | undefined): string | null {
  const [secret = "", signature = ""] = (value ?? "").split(".");
  return secret !== "" && value === `${secret}.${signature}` && sameText(signature, signatureOf(secret)) ? sha256(value) : null;
}

/**
 * The token of the session that a code opens in a browser: the same for each press with this code, and for nobody else. It is made of the
 * browser's cookie, which is nowhere stored, so that neither a copy of the database nor the secret alone leads to it.
 */
export function sessionTokenOf(browserCookie: string, codeId: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`session:${browserCookie}:${codeId}`).digest("base64url");
}

function signatureOf(secret: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`browser:${secret}`).digest("base64url");
}

function isHttps(): boolean {
  return env().PORTAL_URL.startsWith("https://");
}
