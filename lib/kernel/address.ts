import { aLabelHost, isPublicName } from "./host";
import { looksPersonal } from "./personal-address";
import { isBlank, withoutOuterSpaces } from "./text";

/**
 * What an address is, and whether it may be a contact alias. Pure; the same function runs in the browser and on the server.
 *
 * Knowing who owns a domain needs long lists, which stay on the server: `around.domains` is `domainLists` (lib/kernel/domain.ts)
 * on the server and `syntaxOnly` in the browser. It is required, so that nobody skips the lists by forgetting them.
 */

/** What is known about domains: the public suffix list, mail services, look-alikes. */
export type DomainLists = {
  /** The domain that somebody registered: "corp.co.uk" for "us.corp.co.uk", null for "co.uk" itself. */
  readonly registrableDomain: (host: string) => string | null;
  /** What kind of service gives out addresses at this host to anybody, if one does. "listed": on a list that contains mistakes. */
  readonly serviceAt: (host: string) => "free-mail" | "disposable" | "listed" | "hosted" | null;
  /** What a person could mistake the host for: one of `domains`, or a name in plain Latin letters; null if nothing. */
  readonly mistakenFor: (host: string, domains: readonly string[]) => string | null;
};

/** Passed instead of the lists in the browser: only the syntax of the address is validated; the server validates again with the lists. */
export const syntaxOnly = "syntax-only";

export type AddressContext = {
  /** The portal's own mail domain; the portal never writes to itself. */
  readonly portalDomain: string;
  /** Domains of members, for look-alikes. */
  readonly memberDomains: readonly string[];
  /** The organization's own domain, when known. */
  readonly organizationDomain?: string;
  /** The list's own contact address, which is nobody else's. */
  readonly contactAddress?: string;
  /** Addresses with which the applicant's own people sign in, case-folded. */
  readonly ownAddresses?: readonly string[];
  readonly domains: DomainLists | typeof syntaxOnly;
  /** What the list calls the address; "contact alias" unless told. */
  readonly noun?: string;
};

/** Something reviewers must see although it stops nobody. "hosted" and "confusable" need a recorded override before acceptance. */
export type AddressWarning = {
  readonly code: "personal" | "own-address" | "listed" | "hosted" | "confusable" | "other-domain";
  readonly message: string;
};

type Fault = { readonly ok: false; readonly message: string };

/** One address: the domain in lower-case A-labels, the local part as typed; `folded` is what uniqueness compares. */
type Address = { readonly ok: true; readonly address: string; readonly folded: string; readonly domain: string };

export type AddressAssessment =
  | (Address & {
      /** With `syntaxOnly` this is the whole domain. */
      readonly registrableDomain: string;
      readonly warnings: readonly AddressWarning[];
    })
  | Fault;

/** How the messages name the field; `noun` starts in lower case. */
type Words = { readonly noun: string; readonly example: string };

/** Longest address: RFC 5321 section 4.5.3.1 as corrected by erratum 1690, in octets. */
export const longestAddress = 254;
const longestLocalPart = 64;

/**
 * dot-atom of RFC 5322 without ! and % (routes through other hosts, RFC 5321 appendix F.2) and without | and ` (some mail
 * servers run what follows them).
 */
const localPart = /^[A-Za-z0-9_+'&=~#$*/?^{}-]+(?:\.[A-Za-z0-9_+'&=~#$*/?^{}-]+)*$/;

/** Signs that are not seen, or that change the order in which others are seen. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2800]/u;

/**
 * Whether an address may be a contact alias, in this order: invisible characters, NFKC of the local part, domain to A-labels, public
 * suffix, mail services and the portal's own domain, then look-alikes. Certain free and disposable mail, addresses that nobody reads, the
 * list's own contact and names that nobody can own are refused. A host that only a longer list calls a mail service, a shared host, a look-alike,
 * a domain that is not the organization's, and an address that looks like one person's are flagged: reviewers see them, and the first two
 * Nothing is corrected: apart from surrounding spaces and the form of the domain, the text that is validated is stored and used for email.
 */
export function assessAddress(input: string, around: AddressContext): AddressAssessment {
  const words = { noun: around.noun ?? "contact alias", example: "security@example.com" };
  const read = readAddress(input, words);
  if (!read.ok) return read;
  if (isUnread(read.folded)) return fault(words, "must be an address that people monitor, not a no-reply address");
  if (read.folded === around.contactAddress?.toLowerCase()) return fault(words, "must not be the contact address of this list");

  const { domains } = around;
  if (domains === syntaxOnly) return { ...read, registrableDomain: read.domain, warnings: personalWarnings(read.address) };

  const registrableDomain = domains.registrableDomain(read.domain);
  const service = domains.serviceAt(read.domain);
  if (registrableDomain === null || service === "free-mail" || service === "disposable") {
    return notOwned(words, registrableDomain ?? read.domain);
  }
  if (registrableDomain === ownerOf(around.portalDomain, domains)) return notOwned(words, registrableDomain);

  const warnings = [
    ...personalWarnings(read.address),
    ...ownAddressWarnings(read, around.ownAddresses ?? []),
    ...(service === "listed" ? [listedWarning(read.domain)] : []),
    ...(service === "hosted" ? [hostedWarning(read.domain)] : []),
    ...confusableWarnings(read.domain, { memberDomains: around.memberDomains, domains }),
    ...otherDomainWarnings(registrableDomain, { organizationDomain: around.organizationDomain, domains }),
  ];
  return { ...read, registrableDomain, warnings };
}

/**
 * Whether a text is the address of a person who signs in or is named: the same strict form as an alias, on any public domain,
 * free mail included.
 */
export function assessPersonAddress(input: string): Address | Fault {
  return readAddress(input, { noun: "email address", example: "name@example.com" });
}

/** The host of an address that was reviewed, in the form in which hosts are compared. */
export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function readAddress(input: string, words: Words): Address | Fault {
  if (input.length > 4 * longestAddress) return tooLong(words); // before any other work
  if (isBlank(input)) return { ok: false, message: `Enter ${words.noun === "email address" ? "an" : "the"} ${words.noun}` };

  const typed = withoutOuterSpaces(input);
  if (hidden.test(typed)) return fault(words, "must not include line breaks or hidden characters. Type it instead of pasting it");
  if (/["()[\]\\]/.test(typed)) return fault(words, "must not include quotation marks, brackets or backslashes");
  const signs = typed.normalize("NFKC").match(/@/g)?.length ?? 0;
  if (signs > 1 || /[\s,;<>:]/u.test(typed)) return fault(words, "must be one address, without a name or a second address");

  const at = typed.indexOf("@");
  const local = typed.slice(0, at);
  if (at < 1 || at === typed.length - 1) return wrongFormat(words);
  if (/[^\0-\x7f]/.test(local)) return fault(words, "must use only unaccented letters a to z, digits and common punctuation before the @");
  if (local.length > longestLocalPart) return fault(words, `must have ${longestLocalPart} characters or less before the @`);
  if (!localPart.test(local)) return wrongFormat(words);
  if (typed.length > longestAddress) return tooLong(words);

  const domain = aLabelHost(typed.slice(at + 1));
  if (domain === null) return wrongFormat(words);
  if (!isPublicName(domain)) return fault(words, `must be on a public domain, like ${words.example}, not ${domain}`);
  const address = `${local}@${domain}`;
  if (address.length > longestAddress) return tooLong(words);
  return { ok: true, address, folded: address.toLowerCase(), domain };
}

function personalWarnings(address: string): readonly AddressWarning[] {
  if (!looksPersonal(address.slice(0, address.indexOf("@")))) return [];
  const message = `${address} looks like one person's address. Enter a team address, or explain below why it reaches a team`;
  return [{ code: "personal", message }];
}

/** Local parts which mean that nobody reads the mailbox. Refused: a disclosure sent there would be lost. */
function isUnread(folded: string): boolean {
  const local = folded.slice(0, folded.indexOf("@")).split("+")[0] ?? "";
  return /^(?:no|do[._-]?not|dont)[._-]?reply$|^(?:mailer[._-]?daemon|bounces?)$/.test(local);
}

function ownAddressWarnings({ address, folded }: Address, own: readonly string[]): readonly AddressWarning[] {
  if (!own.includes(folded)) return [];
  return [{ code: "own-address", message: `${address} is an address that one of you signs in with. Explain below why it reaches a team` }];
}

function listedWarning(domain: string): AddressWarning {
  const message = `${domain} is on a public list of mail services. Explain below why the domain is your organization's own`;
  return { code: "listed", message };
}

function hostedWarning(domain: string): AddressWarning {
  const message = `${domain} is run by a service that many organizations share. Reviewers must record why they accept it as your own`;
  return { code: "hosted", message };
}

function confusableWarnings(
  domain: string,
  { memberDomains, domains }: { memberDomains: readonly string[]; domains: DomainLists },
): readonly AddressWarning[] {
  const like = domains.mistakenFor(domain, memberDomains);
  if (like === null) return [];
  const whose = memberDomains.includes(like) ? `${like}, an existing member's domain` : like;
  return [{ code: "confusable", message: `${domain} can be mistaken for ${whose}. Reviewers must record that this is not intended` }];
}

function otherDomainWarnings(
  registrable: string,
  { organizationDomain, domains }: { organizationDomain: string | undefined; domains: DomainLists },
): readonly AddressWarning[] {
  if (!organizationDomain || ownerOf(organizationDomain, domains) === registrable) return [];
  return [{ code: "other-domain", message: `${registrable} is not ${organizationDomain}, the domain we know for your organization` }];
}

/** The registrable domain, or for a name without one, such as the "localhost" of a development portal, the name itself. */
function ownerOf(host: string, domains: DomainLists): string {
  const name = aLabelHost(host) ?? host;
  return domains.registrableDomain(name) ?? name;
}

function notOwned(words: Words, domain: string): Fault {
  return fault(words, `must be on a domain your organization owns, not ${domain}`);
}

function tooLong(words: Words): Fault {
  return fault(words, `must be ${longestAddress} characters or less`);
}

function wrongFormat({ noun, example }: Words): Fault {
  return { ok: false, message: `Enter ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun} in the correct format, like ${example}` };
}

function fault({ noun }: Words, rest: string): Fault {
  return { ok: false, message: `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${rest}` };
}
