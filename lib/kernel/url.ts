import { plainReading } from "./confusable";
import { isHostName, isPublicName } from "./host";
import { withoutOuterSpaces } from "./text";

/** Longest link, as typed and as stored. */
const longestUrl = 2048;

/**
 * Whether a text is a link that may be shown to people: https, a public host name (no address in any notation, no private name),
 * no user name or password, at most 2,048 characters. `url` is the link as normalized by the URL standard: what is stored, shown
 * and opened is the same text, in ASCII. Nothing is looked up or fetched here, and the portal never opens a link that an applicant typed.
 */
export function assessUrl(input: string, name: string): { ok: true; url: string } | { ok: false; message: string } {
  const refuse = (rest: string) => ({ ok: false as const, message: `${name} ${rest}` });
  const tooLong = `must be ${longestUrl.toLocaleString("en-GB")} characters or less`;
  if (input.length > 2 * longestUrl) return refuse(tooLong);

  const typed = withoutOuterSpaces(input);
  if (/[\s\p{Cc}\p{Cs}]/u.test(typed)) return refuse("must not include spaces, line breaks or control characters");
  const authority = /^https:\/\/([^/?#]+)/i.exec(typed)?.[1];
  if (authority === undefined) return refuse("must start with https://");
  if (authority.includes("@")) return refuse("must not include a user name or password");
  if (!/^[\p{L}\p{M}\p{N}.-]+(?::\d{1,5})?$/u.test(authority)) return refuse(wrongHost);

  const url = parsed(typed);
  if (url === null || !isHostName(url.hostname) || !isPublicName(url.hostname)) return refuse(wrongHost);
  return url.href.length > longestUrl ? refuse(tooLong) : { ok: true, url: url.href };
}

/**
 * A stored link in the two parts that are shown: the host (with its port) in A-labels, and everything after it. Characters that hide or
 * reorder others stay escaped, so that the text is the real target. `mistakenFor` names what the host imitates, when it does.
 * A text that is no link, or one with a user name, is returned escaped, without a host.
 */
export function displayUrl(url: string): { host: string; path: string; mistakenFor?: string } {
  const target = parsed(url);
  const start = `${target?.protocol}//${target?.host}`;
  if (!target?.host || !target.href.startsWith(start)) return { host: "", path: escaped(url) };
  const path = escaped(target.href.slice(start.length));
  const mistakenFor = plainReading(target.hostname);
  return mistakenFor === null ? { host: target.host, path } : { host: target.host, path, mistakenFor };
}

const wrongHost = "must have a public web address, like https://example.com/security";

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function escaped(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}
