import type { Cell } from "./cell";

/** Where a table of members keeps what. At least one of the two is there. */
export type Columns = { readonly organization: number | null; readonly email: number | null };

/** What a table is: one of members, or what speaks against it. Null when nothing in it has to do with members. */
export type Assessment = { readonly columns: Columns } | { readonly against: string | null };

type Meaning = "email" | "organization" | "member" | "affiliation" | "name" | "person" | "foreign" | "other";

/** The first match decides. Includes words of a few other languages, because tables get translated. */
const meanings: readonly (readonly [Meaning, RegExp])[] = [
  [
    "foreign",
    /\b(?:versions?|supported|cve|advisor(?:y|ies)|severity|patch(?:ed)?|fix(?:ed)?|releases?|criteri(?:a|on)|bounty|vulnerabilit(?:y|ies)|package)\b/,
  ],
  [
    "other",
    /\b(?:web ?sites?|site|url|ip address|web address|postal address|since|joined|country|count|number of|size|type|status)\b|^id$/,
  ],
  ["email", /\be ?mails?\b|\b(?:mail|mailbox|address|addresses|alias|aliases|courriel|correo)\b|メール|邮箱|郵箱/],
  [
    "person",
    /\b(?:github|gitlab|username|user ?id|user name|handle|slack|person|first name|last name|surname|full name|title|role|pronouns|time ?zone|maintainer|reviewer|sponsor)\b/,
  ],
  ["affiliation", /\b(?:affiliations?|employers?)\b/],
  [
    "organization",
    /\b(?:organi[sz]ations?|orgs?|compan(?:y|ies)|vendors?|distributors?|distributions?|distros?|firma|unternehmen|entreprise|société|empresa|organizaci[oó]n)\b|会社|企業|組織|公司|组织/,
  ],
  ["member", /^(?:the )?members?(?: names?)?$/],
  ["name", /^names?$/],
  ["email", /^(?:security )?contacts?$/],
];

/** Headings over people who run a list, over those who are not on it (any more), and over examples. */
const overOthers =
  /\b(?:former|past|previous|previously|removed|departed|withdrawn|declined|rejected|emeritus|alumni|inactive|pending|applicants?|candidates?|prospective|ex members?)\b/;
const overPeople =
  /\b(?:(?:security|release|response|incident|product|fix) (?:response |release )?(?:team|committee|group)|committee|working group|maintainers?|owners|reviewers|steering|core team)\b/;
const overMembers = /\b(?:members?|membership|distributors?|vendors?|roster|subscribers?|organi[sz]ations?|end users?|private list)\b/;
const overExamples = /\b(?:examples?|sample|templates?|how to|apply|applying|application|request|requesting|joining)\b/;

/**
 * Whether a table lists members, by its header and its heading only: rows prove nothing, since every table of people has
 * addresses. A column that names organizations makes one; "Name" with addresses does only under a heading about members or
 * in a file without headings. Tables of people (user names, roles, affiliations), of versions and advisories, and tables under
 * headings such as "Former members" do not count.
 */
export function assessTable(header: readonly Cell[], heading: string): Assessment {
  const has = header.map(({ text }) => meaningOf(text));
  const column = (...wanted: Meaning[]) => wanted.map((meaning) => has.indexOf(meaning)).find((at) => at !== -1) ?? null;
  const above = words(heading);
  const email = column("email");
  const organization = column("organization", "member");
  const name = column("name");

  if (has.includes("foreign")) return { against: null };
  if (organization === null && email === null && name === null) return { against: null };
  if (overOthers.test(above)) return { against: `its heading “${heading}” says that it lists others, not members` };
  const people =
    has.includes("person") ||
    has.includes("affiliation") ||
    (has.includes("organization") && has.includes("member") && !overMembers.test(above));
  if (people) return { against: "its header names people" };
  if (overPeople.test(above) && !/\b(?:distributors?|vendors?)\b/.test(above))
    return { against: `its heading “${heading}” names people who run a list` };

  if (organization !== null) return { columns: { organization, email } };
  if (email === null) return { against: null };
  if (heading === "" || overMembers.test(above)) return { columns: { organization: name, email } };
  return { against: "neither its header nor its heading names organizations or members" };
}

/** Whether a heading introduces an example: such a table counts only when there is no other. */
export function isExample(heading: string): boolean {
  return overExamples.test(words(heading));
}

/** Whether a heading, or the line above a list, announces members. */
export function isOverMembers(heading: string): boolean {
  const above = words(heading);
  return overMembers.test(above) && !overExamples.test(above);
}

/** Whether a heading announces others than members: former ones, or people who run the list. */
export function isOverOthers(heading: string): boolean {
  const above = words(heading);
  return overOthers.test(above) || overPeople.test(above);
}

/** Whether cells are clearly the header of a members table, for a header that lacks its line of dashes. */
export function isPlainHeader(cells: readonly Cell[]): boolean {
  const has = cells.map(({ text }) => meaningOf(text));
  return (
    cells.every(({ text }) => text.length <= 40 && !text.includes("@")) &&
    has.includes("email") &&
    (has.includes("organization") || has.includes("member") || has.includes("name"))
  );
}

function meaningOf(title: string): Meaning {
  const text = words(title);
  return meanings.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}

function words(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}
