import { entry } from "./entry";
import { type Aside, type Found, type Reading, shown } from "./found";

const organizationFields = ["organization", "organisation", "company", "name", "org"];
const addressFields = ["email", "address", "contact", "alias"];

/**
 * A roster as a portal publishes it: `{list, name, members: [{organization, since, address?}]}`. Our own output (`email`), a bare
 * array of such members and members that are only an address or a name are read too. Null when the text is no JSON at all.
 */
export function readJson(text: string): Reading | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const members = isRecord(data) ? data.members : data;
  if (!Array.isArray(members) || (members === data && !members.some(canBeMember)))
    return { found: [], asides: [{ place: "JSON", at: 0, says: "There is no array “members” in it." }] };

  const found: Found[] = [];
  const asides: Aside[] = [];
  members.forEach((member: unknown, index) => {
    const place = { place: `Member ${index + 1}`, at: index + 1 };
    const read = readMember(member, place);
    if (read === null) asides.push({ ...place, says: `It is no member: ${shown(member)}.` });
    else found.push(read);
  });
  return { found, asides };
}

function readMember(member: unknown, place: { place: string; at: number }): Found | null {
  if (typeof member === "string")
    return entry(place, member.includes("@") ? { organization: undefined, email: member } : { organization: member, email: undefined });
  if (!isRecord(member)) return null;
  const [name, address] = fieldsOf(member);
  const read = entry(place, {
    organization: name === undefined ? undefined : member[name],
    email: address === undefined ? undefined : member[address],
  });
  return name === undefined || member[name] === null ? { ...read, odd: [...read.odd, "There is no organization."] } : read;
}

function canBeMember(value: unknown): boolean {
  return typeof value === "string" || (isRecord(value) && fieldsOf(value).some((field) => field !== undefined));
}

function fieldsOf(member: Record<string, unknown>): (string | undefined)[] {
  return [organizationFields, addressFields].map((fields) => fields.find((field) => Object.hasOwn(member, field)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
