/**
 * What versions 0.1 and 0.2 called addresses and fields of forms that have another name now. Links in older emails and bookmarks still work,
 * and so does a form that was open while the portal was upgraded. The field names can go with version 0.4; the addresses stay.
 */

const inCommittee = `^(/committee/[^/]+)`;
const ofApplication = `^(/committee/[^/]+/applications/[^/]+)`;
const inMembership = `^(/membership/[^/]+)`;

/** The former beginning of a path, up to the end of a segment, and its replacement. The first match is used. */
const addresses: readonly (readonly [former: string, current: string])[] = [
  [`${inCommittee}/alarms`, "$1/alerts"],
  [`${inCommittee}/successions/judge`, "$1/access-recoveries/decide"],
  [`${inCommittee}/successions`, "$1/access-recoveries"],
  [`${inCommittee}/(member-changes|criteria/[^/]+|rechecks/[^/]+)/judge`, "$1/$2/decide"],
  [`${inCommittee}/members/([^/]+)/letters`, "$1/members/$2/emails"],
  [`${ofApplication}/letter`, "$1/email"],
  [`${ofApplication}/vote/step-aside`, "$1/vote/recuse"],
  [`${inMembership}/letters`, "$1/emails"],
  [`${inMembership}/succession`, "$1/access-recovery"],
  [`^(/applications/[^/]+/[^/]+)/settle`, "$1/resolve"],
];

const patterns = addresses.map(([former, current]) => [new RegExp(`${former}(?=/|$)`), current] as const);

/** Where a path of version 0.1 or 0.2 is now, or null when its name has not changed. Does not check that a page exists there. */
export function currentPath(path: string): string | null {
  const found = patterns.find(([former]) => former.test(path));
  return found === undefined ? null : path.replace(...found);
}

/** Former names of fields; one that ends with a dot is followed by a key. */
const fields: readonly (readonly [former: string, current: string])[] = [
  ["succession", "accessRecovery"],
  ["letterId", "emailId"],
  ["ground.", "unmet."],
];

/** The fields that a form of version 0.1 or 0.2 sends for those that a route declares now. */
export function formerFields(declared: readonly string[]): readonly string[] {
  return fields.flatMap(([former, current]) =>
    declared.includes(current.endsWith(".") ? `${current}*` : current) ? [former.endsWith(".") ? `${former}*` : former] : [],
  );
}

/** What a form sent, each field by its current name. A field that was sent by both names keeps the text of the current one. */
export function byCurrentNames(sent: Readonly<Record<string, string>>): Record<string, string> {
  const renamed = Object.entries(sent).map(([name, text]) => [currentField(name), text] as const);
  return { ...Object.fromEntries(renamed), ...Object.fromEntries(Object.entries(sent).filter(([name]) => currentField(name) === name)) };
}

function currentField(name: string): string {
  const found = fields.find(([former]) => (former.endsWith(".") ? name.startsWith(former) : name === former));
  return found === undefined ? name : found[1] + name.slice(found[0].length);
}
