import { env } from "@/lib/kernel/env";

/** Over https the names carry __Host-, which ties them to this host alone; a plain-http demo on one machine cannot. */
export function cookieNames(): { session: string; browser: string } {
  const prefix = isHttps() ? "__Host-" : "";
  return { session: `${prefix}forewarned-session`, browser: `${prefix}forewarned-browser` };
}

export function cookieOptions(maxAgeSeconds: number) {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", maxAge: maxAgeSeconds } as const;
}

function isHttps(): boolean {
  return env().PORTAL_URL.startsWith("https://");
}
