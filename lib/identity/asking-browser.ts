import { cookies, headers } from "next/headers";
import { sourceOf } from "@/lib/kernel/source";
import { browserHashOf, cookieNames, newBrowserCookie, rememberingOptions } from "./cookies";
import type { Asking } from "./sign-in-limits";

/** The hash of this browser's cookie; null for a browser without one, or with one that the portal did not make. */
export async function knownBrowser(): Promise<string | null> {
  return browserHashOf((await cookies()).get(cookieNames().browser)?.value);
}

/** As `knownBrowser`; a browser without a cookie gets one now. Only in route handlers. */
export async function browserHash(): Promise<string> {
  const known = await knownBrowser();
  if (known !== null) return known;
  const { value, hash } = newBrowserCookie();
  (await cookies()).set(cookieNames().browser, value, rememberingOptions());
  return hash;
}

/** Who asks, before anybody is signed in. The web process names the client in X-Forwarded-For, whatever the client wrote there. */
export async function asking(): Promise<Asking> {
  return { browserHash: await knownBrowser(), source: sourceOf((await headers()).get("x-forwarded-for")) };
}
