import { createHash, randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { darkStyles } from "@/components/emails/email-styles";
import { browserHashOf, cookieNames, newBrowserCookie, rememberingOptions } from "@/lib/identity/cookies";
import { currentPath } from "@/lib/kernel/former-names";

/**
 * Security headers for every answer, with a fresh nonce for the scripts of each page, and the cookie that tells browsers apart. Addresses
 * of earlier versions are redirected by their path alone. It makes no authorization decisions: these are in the data layer.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname);

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // from here the framework takes the nonce for its own scripts
  const response = movedTo(request) ?? NextResponse.next({ request: { headers } });

  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
  if (isPersonal.test(request.nextUrl.pathname)) response.headers.set("x-robots-tag", "noindex");
  if (process.env.PORTAL_URL?.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
  if (isVisitorsForm(request) && browserHashOf(request.cookies.get(cookieNames().browser)?.value) === null)
    response.cookies.set(cookieNames().browser, newBrowserCookie().value, rememberingOptions());
  return response;
}

/**
 * A permanent redirect from an address of an earlier version, with its query: a form is sent on with what was typed. It looks nothing up,
 * so that the answer is the same for everybody, whether or not a page is there.
 */
function movedTo({ nextUrl }: NextRequest): NextResponse | null {
  const path = currentPath(nextUrl.pathname);
  if (path === null) return null;
  const current = nextUrl.clone();
  current.pathname = path;
  return NextResponse.redirect(current, { status: 308, headers: { "cache-control": "no-store" } });
}

/** Everything but the public pages of lists and of the portal: search engines and link previews keep nothing of it. */
const isPersonal = /^\/(account|api|applications|committee|confirm|membership|outbox|sign-in|sign-out)(\/|$)/;

/** Pages with forms that need no sign-in: what is typed there is kept after a refusal for browsers with our cookie only. */
function isVisitorsForm({ method, nextUrl }: NextRequest): boolean {
  return method === "GET" && /^\/(sign-in|confirm\/|[a-z0-9-]+\/apply)/.test(nextUrl.pathname);
}

export const config = { matcher: ["/((?!_next/static|fonts/|plain.css).*)"] };

/**
 * The pages that show the HTML of an email, whose frame takes over the policy of its page: emails are styled by attributes, and by one style
 * element for dark mode that is always the same.
 */
const showsEmails = /^\/outbox\/[^/]+$|^\/committee\/[^/]+\/applications\/[^/]+\/email$/;

const emailStyles = `'sha256-${createHash("sha256").update(darkStyles).digest("base64")}'`;

function contentSecurityPolicy(nonce: string, path: string): string {
  // The development server evaluates and styles in line; the production build does neither.
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : showsEmails.test(path) ? ` ${emailStyles}` : ""}`,
    ...(showsEmails.test(path) ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
