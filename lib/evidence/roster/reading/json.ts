import { isTooDeep } from "./depth";
import { entry, nameAndAddress } from "./entry";
import { type Found, quotedValue, type Reading, type Remark } from "./found";

const organizationFields = words(
  "organization organisation organizationname organisationname company companyname vendor vendorname distributor partner member name org title",
);
const addressFields = words(
  "email emailaddress mail address securityemail securitycontact contactemail contact contacts alias securityalias emailaddr",
);
const memberFields = words(
  "members partners vendors distributors organizations organisations companies subscribers roster entries data items groups",
);

/** In brackets within brackets. No roster is deeper, and some parsers work by recursion. */
const deepest = 50;

function words(text: string): readonly string[] {
  return text.split(" ");
}

/**
 * A roster as a portal publishes it: `{list, name, members: [{organization, since, address?}]}`. Our own output (`email`), a bare
 * array of such members and members that are only an address or a name are read too. Null when the text is no JSON at all.
 */
export function readJson(text: string): Reading | null {
  if (isTooDeep(text, deepest))
    return { found: [], remarks: [{ location: "JSON", at: 0, says: "The file is nested too deeply to be read." }] };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const members = isRecord(data) ? membersIn(data) : data;
  if (!Array.isArray(members) || (members === data && !members.some(canBeMember)))
    return { found: [], remarks: [{ location: "JSON", at: 0, says: "It contains no array “members”." }] };

  const found: Found[] = [];
  const remarks: Remark[] = [];
  members.forEach((member: unknown, index) => {
    const location = { location: `Member ${index + 1}`, at: index + 1 };
    const read = readMember(member, location);
    if (read === null) remarks.push({ ...location, says: `It is not a member: ${quotedValue(member)}.` });
    else found.push(read);
  });
  return { found, remarks };
}

function readMember(member: unknown, location: { location: string; at: number }): Found | null {
  if (typeof member === "string") return entry(location, nameAndAddress(member));
  if (!isRecord(member)) return null;
  const [name, address] = fieldsOf(member);
  const organization = name === undefined ? undefined : member[name];
  const email = address === undefined ? undefined : addressWithin(member[address]);
  const read = entry(location, { organization: isRecord(organization) ? organization.name : organization, email });
  const missing = organization === undefined || organization === null;
  return missing ? { ...read, odd: [...read.odd, "There is no organization."] } : read;
}

/** The members of a file: under one of the usual names, else a map from names to what is known of each. */
function membersIn(data: Record<string, unknown>): unknown {
  const field = fieldOf(data, memberFields);
  const value = field === undefined ? undefined : data[field];
  if (Array.isArray(value))
    return field === "members" || value.some((each) => typeof each !== "string" || isAddress(each)) ? value : undefined;
  const map = isRecord(value)
    ? value
    : field === undefined && Object.values(data).some((each) => isAddress(each) || isRecord(each))
      ? data
      : null;
  if (map === null) return undefined;
  const members = Object.entries(map).flatMap(([name, each]) => {
    if (isAddress(each)) return [{ organization: name, email: each }];
    return isRecord(each) && fieldOf(each, addressFields) !== undefined ? [{ organization: name, ...each }] : [];
  });
  return members.length > 0 ? members : undefined;
}

function isAddress(value: unknown): boolean {
  return typeof value === "string" && /^[^\s@]+@[^\s@]+$/.test(value.trim());
}

/** The addresses in a field, however they are nested: {"email": [{"emailAddr": "a@b.example"}]}. Undefined when there is none. */
function addressWithin(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const found = textsIn(value).filter(isAddress);
  return found.length === 0 ? undefined : found.join(", ");
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function canBeMember(value: unknown): boolean {
  return typeof value === "string" || (isRecord(value) && fieldsOf(value).some((field) => field !== undefined));
}

function fieldsOf(member: Record<string, unknown>): (string | undefined)[] {
  return [fieldOf(member, organizationFields), fieldOf(member, addressFields)];
}

/** The key of a record that means one of some words, the first of them that is there: "Organization Name" is "organizationname". */
function fieldOf(record: Record<string, unknown>, wanted: readonly string[]): string | undefined {
  const keys = new Map(Object.keys(record).map((key) => [key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""), key]));
  return wanted.map((word) => keys.get(word)).find((key) => key !== undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
