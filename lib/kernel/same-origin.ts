/**
 * Whether a request that changes something comes from the portal's own pages: the browser says so itself (Sec-Fetch-Site),
 * or names the configured origin (Origin). A request with neither is refused.
 * The origin "null" is ignored: browsers send it from our own pages too, because of their referrer policy (Fetch standard, section 3.2).
 */
export function isSameOrigin(headers: Headers, portalOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  const own = headers.get("origin");
  const origin = own === "null" ? null : own;
  if (origin !== null && origin !== portalOrigin) return false;
  if (site !== null) return site === "same-origin";
  return origin === portalOrigin;
}

/** A path of this portal to go on to, or the fallback: never another site, never a scheme. */
export function safePath(path: string | null | undefined, fallback: string): string {
  if (!path || path.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes("\\")) return fallback;
  return path;
}
