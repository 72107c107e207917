/**
 * Host names as text, without lookups. Pure and small: runs in the browser too.
 * What a name means (who registered it, which service runs on it) is in domain.ts, which is for the server.
 */

/**
 * Names that no organization can own, whatever a resolver says: RFC 6761 (localhost, invalid), RFC 6762 with its appendix G (local,
 * intranet, internal, private, corp, home, lan), RFC 7686 (onion), RFC 8375 (home.arpa), RFC 9476 (alt), "mail", which ICANN keeps out
 * of the root, and the usual "localdomain". "example" and "test" are deliberately not here: they do no harm, since no mail server can
 * ever answer for them, and documentation, demo and tests need names that belong to nobody.
 */
const namesNobodyOwns = [
  "localhost",
  "invalid",
  "local",
  "onion",
  "arpa",
  "alt",
  "internal",
  "intranet",
  "lan",
  "localdomain",
  "private",
  "corp",
  "home",
  "mail",
];

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The A-label form of a host name in lower case ("Bücher.Example" becomes "xn--bcher-kva.example"), or null when it is no
 * host name: an empty label, a label over 63 octets, over 253 octets in all, an address in any notation, or a sign that
 * host names do not have. Mapping is UTS #46 as the URL standard applies it.
 */
export function aLabelHost(text: string): string | null {
  if (text.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null; // keeps URL syntax away from the URL parser
  try {
    const host = new URL(`https://${text}`).hostname;
    return isHostName(host) ? host : null;
  } catch {
    return null;
  }
}

/** Whether a lower-case text is a host name in A-label form. Addresses are not: the last label may not be a number. */
export function isHostName(host: string): boolean {
  const labels = host.split(".");
  return host.length <= 253 && labels.every((part) => label.test(part)) && !/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? "");
}

/** Whether a host name lies in the public name space at all: two labels or more, and no name that nobody can own. */
export function isPublicName(host: string): boolean {
  const labels = host.split(".");
  return labels.length > 1 && !namesNobodyOwns.includes(labels.at(-1) ?? "");
}
