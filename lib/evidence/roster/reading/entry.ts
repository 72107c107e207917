import { addressesIn, doubtAbout, whyNoAddress, withoutAddresses } from "./address";
import { type Cell, cell, emptyCell, inOneLine, isPlaceholder } from "./cell";
import { type Found, quoted, quotedValue } from "./found";

type EntryLocation = { readonly location: string; readonly at: number };

/**
 * An entry of a data file (JSON or YAML) with named fields. Undefined means a missing field, which is not
 * odd, because a roster may publish only organizations and a group file only addresses. An empty field is odd.
 */
export function entry(location: EntryLocation, { organization, email }: { organization: unknown; email: unknown }): Found {
  const odd: string[] = [];
  const name = fieldText(organization, "organization", odd);
  const address = fieldText(email, "address", odd);
  const own = addressesIn(address ?? emptyCell);
  const inName = addressesIn(name ?? emptyCell);

  let read = own.addresses[0] ?? null;
  if (read === null && inName.addresses[0] !== undefined) {
    read = inName.addresses[0];
    odd.push("The address is in the organization's field.");
  } else if (read === null && address !== null) odd.push(whyNoAddress(address, own.unread));
  const others = new Set([...own.addresses, ...(read === null ? [] : own.unread), ...inName.addresses, ...inName.unread]);
  const left = [...others].filter((each) => each !== read);
  if (left.length > 0) odd.push(`Not taken as the address: ${left.map(quoted).join(", ")}.`);
  if (own.addresses.length > 0 && own.beside !== "") odd.push(`Next to the address: ${quoted(own.beside)}.`);
  const doubt = read === null ? null : doubtAbout(read);
  if (doubt !== null) odd.push(doubt);

  const organizationName = name === null ? null : inOneLine(withoutAddresses(name.text, inName.addresses));
  if (organizationName !== null && (organizationName === "" || isPlaceholder(organizationName)))
    odd.push(organizationName === "" ? "There is no organization." : `The organization is given as ${quoted(organizationName)}.`);
  return {
    ...location,
    organization: organizationName === null || organizationName === "" || isPlaceholder(organizationName) ? null : organizationName,
    email: read,
    odd,
  };
}

/** The name and address in one text: "Org <address>" has both, otherwise it is one of them. */
export function nameAndAddress(text: string): { readonly organization: string | undefined; readonly email: string | undefined } {
  const trimmed = text.trim();
  const at = trimmed.indexOf("<");
  const organization = trimmed.slice(0, Math.max(0, at)).trim().replace(/^"|"$/g, "");
  const email = trimmed.slice(at + 1, -1);
  if (at > 0 && trimmed.endsWith(">") && !/[<>@"]/.test(organization) && !/[<>]/.test(email)) return { organization, email };
  return text.includes("@") ? { organization: undefined, email: text } : { organization: text, email: undefined };
}

/** The text of a field, or null when it is missing. A value that is not text is noted. */
function fieldText(value: unknown, what: string, odd: string[]): Cell | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") {
    odd.push(`The ${what} is not text: ${quotedValue(value)}.`);
    return null;
  }
  const read = cell({ text: value });
  odd.push(...read.odd);
  return read;
}
