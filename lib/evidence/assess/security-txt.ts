import { type Day, longDate } from "@/lib/kernel/calendar";
import { registrableDomain } from "@/lib/kernel/domain";
import { assessUrl } from "@/lib/kernel/url";
import type { Assessed } from "../checks";

/** The fields of a security.txt (RFC 9116) that are used here. */
export type SecurityTxt = {
  /** The URIs of its Contact fields, in order. */
  readonly contacts: readonly string[];
  /** The day of its Expires field, or null where there is none that can be read. */
  readonly expiresOn: Day | null;
};

export type SecurityTxtSeen = {
  readonly domain: string;
  readonly address: string;
  readonly file:
    | ({ readonly is: "read" } & SecurityTxt)
    | { readonly is: "missing" }
    | { readonly is: "cannot-tell"; readonly why: string };
};

const mostContacts = 20;

/** Reads a security.txt, signed or not. Lines that are no fields are left aside, as the standard asks. */
export function readSecurityTxt(text: string): SecurityTxt {
  const contacts: string[] = [];
  let expiresOn: Day | null = null;
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    if (line.startsWith("-----BEGIN PGP SIGNATURE")) break;
    const { name, value } = fieldIn(line);
    if (name === "contact" && value !== "" && contacts.length < mostContacts) contacts.push(value.slice(0, 300));
    if (name === "expires" && expiresOn === null) expiresOn = dayIn(value.slice(0, 100));
  }
  return { contacts, expiresOn };
}

/** The parts before the first colon of a line, in lower case, and after it. No regular expression: a line may be a megabyte of spaces. */
function fieldIn(line: string): { name: string; value: string } {
  const colon = line.indexOf(":");
  return { name: line.slice(0, Math.max(0, colon)).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
}

/** Whether the domain's own security.txt names the address, or another contact on the domain. An old file is only a hint. */
export function assessSecurityTxt({ domain, address, file }: SecurityTxtSeen, today: Day): Assessed {
  if (file.is === "cannot-tell")
    return { result: "cannot-tell", sentence: `The security.txt of ${domain} could not be read: ${file.why}.` };
  if (file.is === "missing") return { result: "no", sentence: `${domain} publishes no security.txt.` };
  const old =
    file.expiresOn !== null && file.expiresOn < today ? ` It expired on ${longDate(file.expiresOn)}, which by itself proves nothing.` : "";
  const contactAddresses = file.contacts.map(addressIn);
  if (contactAddresses.some((each) => each !== null && each.toLowerCase() === address.toLowerCase()))
    return { result: "yes", sentence: `The security.txt of ${domain} names ${address}.${old}` };
  if (file.contacts.some((contact) => ownerOf(contact) === registrableDomain(domain)))
    return { result: "yes", sentence: `The security.txt of ${domain} names another contact on that domain.${old}` };
  if (file.contacts.length === 0) return { result: "cannot-tell", sentence: `The security.txt of ${domain} names no contact.${old}` };
  return { result: "no", sentence: `The security.txt of ${domain} names only contacts on other domains.${old}` };
}

function addressIn(contact: string): string | null {
  const address = contact.replace(/^mailto:/i, "").split("?")[0] ?? "";
  return /^[^\s@:/]+@[^\s@:/]+$/.test(address) ? decoded(address) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The registrable domain behind a contact: of its address, or of its page. */
function ownerOf(contact: string): string | null {
  const address = addressIn(contact);
  if (address !== null) return registrableDomain(address.slice(address.indexOf("@") + 1).toLowerCase());
  const page = assessUrl(contact, "The contact"); // knows every way to hide another host behind ours
  return page.ok ? registrableDomain(new URL(page.url).hostname) : null;
}

/** The day of an RFC 3339 date and time, in UTC. */
function dayIn(value: string): Day | null {
  const moment = new Date(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(moment.getTime()) ? moment.toISOString().slice(0, 10) : null;
}
