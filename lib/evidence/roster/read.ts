import { readBullets } from "./reading/bullets";
import { readCsv } from "./reading/csv";
import { entry, nameAndAddress } from "./reading/entry";
import { readFenced } from "./reading/fenced";
import { type Found, line, quoted, type Reading, type Remark } from "./reading/found";
import { readJson } from "./reading/json";
import { markRepeats } from "./reading/repeats";
import { readTables } from "./reading/tables";
import { readYaml } from "./reading/yaml";

/** A member as named in a published roster, exactly as written there. What the roster does not contain is null. */
export type ReadMember = { readonly organization: string | null; readonly email: string | null };

export type ReadRoster = {
  /** One entry a row, in the order of the file; repeated rows are there as often as in the file. */
  readonly members: readonly ReadMember[];
  /** One sentence or more for each row that is odd, could not be read or was left out; empty for an ordinary file. */
  readonly notes: readonly string[];
};

/** As many members as a list may have. Each gives an entry and a note: more would keep the reader busy for seconds. */
const mostLines = 20_000;

/**
 * Reads a published roster of members: a portal's `roster.json` and other JSON, tables of Markdown, HTML or reStructuredText in a whole
 * SECURITY.md, lists of bullets, CSV as mailing list services export it, blocks of code, or a YAML file of mail groups. `name` is the file's name or address; it only helps where the text could be several things.
 *
 * What it promises: it never throws; names and addresses are never corrected, only trimmed and freed of markup and of punctuation around them, and whatever else was
 * done to one is said in a note; a row with any text gives one entry, even when neither value could be read; a row without gives none, and
 * a note. A text in which no members are found gives none and says so: never take that for an empty list.
 */
export function readRoster(text: string, name = ""): ReadRoster {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  if (clean.trim() === "") return { members: [], notes: ["The file is empty."] };
  if ((clean.match(/\n/g)?.length ?? 0) > mostLines)
    return { members: [], notes: ["The file has more than 20,000 lines and was not read.", "No members were found."] };

  const { found, remarks } = readAny(clean, name);
  const withRepeats = markRepeats(found);
  const notes = [
    ...remarks.map(({ at, location, says }) => ({ at, text: `${location}: ${says}` })),
    ...withRepeats.filter(({ odd }) => odd.length > 0).map((each) => ({ at: each.at, text: noteOf(each) })),
  ];
  if (withRepeats.length === 0) notes.push({ at: Number.POSITIVE_INFINITY, text: "No members were found." });
  return {
    members: withRepeats.map(({ organization, email }) => ({ organization, email })),
    notes: notes.sort((one, other) => one.at - other.at).map((note) => note.text),
  };
}

function readAny(text: string, name: string): Reading {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "json" || /^\s*[{[]/.test(text)) {
    const read = readJson(text);
    if (read !== null) return withLeftOut(text, read);
    if (ending === "json") return { found: [], remarks: [{ location: "JSON", at: 0, says: "The file could not be read as JSON." }] };
  }
  if (ending === "yaml" || ending === "yml") return readYaml(text);
  if (ending === "csv" || ending === "tsv") return readCsv(text, { withoutHeader: true }) ?? readTables(text);
  const tables = readTables(text);
  if (tables.found.length > 0) return withLeftOut(text, tables);
  for (const other of [
    () => readFenced(text),
    () => readPlainYaml(text),
    () => readCsv(text),
    () => withLeftOut(text, readBullets(text)),
    () => readPlain(text),
  ]) {
    const read = other();
    if (read !== null && read.found.length > 0) return { found: read.found, remarks: [...tables.remarks, ...read.remarks] };
  }
  return hasKeyOfMembers(text) ? readYaml(text) : tables;
}

/** A text that is YAML through and through; a Markdown file with a line "members:" is not. */
function readPlainYaml(text: string): Reading | null {
  const read = hasKeyOfMembers(text) ? readYaml(text) : null;
  return read?.remarks.some(({ says }) => says.includes("could not be read")) ? null : read;
}

/** A text of nothing but addresses, one a line, with or without a name; "#" begins a comment. */
function readPlain(text: string): Reading | null {
  const found: Found[] = [];
  for (const [index, row] of text.split("\n").entries()) {
    if (row.trim() === "" || row.startsWith("#")) continue;
    const read = nameAndAddress(row);
    if (!isAddress.test(read.email?.trim() ?? "")) return null;
    found.push(entry(line(index + 1), read));
  }
  return { found, remarks: [] };
}

const isAddress = /^[^\s@]+@[^\s@]+$/;
/** Lines of lists and data. An address in a sentence is no member, and tables are told of as a whole. */
const ofList = /^[ \t]*(?:[-*+•"'{[]|\d{1,4}[.)]|[\w-]+:|<(?:li|ul|ol)\b)/i;
const mostLeftOut = 20;

/** Adds a note for each line of a list with an address that no member has and no note names, unless the whole table is in a note. */
function withLeftOut(text: string, { found, remarks }: Reading): Reading {
  if (found.length === 0) return { found, remarks };
  const said = [...found.flatMap(({ odd }) => odd), ...remarks.map(({ says }) => says)].join(" ");
  const known = new Set([...found.map(({ email }) => email), ...addressesOf(said)]);
  const toldOf = new Set(remarks.map(({ at }) => at));
  const left: Remark[] = [];
  let inTold = false;
  for (const [index, row] of text.split("\n").entries()) {
    inTold = toldOf.has(index + 1) || (inTold && row.trim() !== "");
    const missed = inTold || !ofList.test(row) ? [] : addressesOf(row).filter((address) => !known.has(address));
    if (missed.length > 0)
      left.push({ ...line(index + 1), says: `Not read as a member: ${missed.slice(0, mostLeftOut).map(quoted).join(", ")}.` });
  }
  const more = left.length - mostLeftOut;
  const rest = more > 0 ? [{ ...line(1), says: `${more} more lines with an address were not read.` }] : [];
  return { found, remarks: [...remarks, ...left.slice(0, mostLeftOut), ...rest] };
}

function addressesOf(text: string): readonly string[] {
  return text
    .replace(/\p{Cf}/gu, "")
    .split(/[\s<>()[\]{}"“”'`|,;:]+/)
    .filter((piece) => piece.length < 320 && isAddress.test(piece))
    .map((piece) => piece.replace(/(?<![.!?])[.!?]+$/, ""));
}

function hasKeyOfMembers(text: string): boolean {
  return /^[ \t]*(?:- +)?(?:members|distributors|vendors|partners|subscribers)[ \t]*:/m.test(text);
}

function noteOf({ location, organization, email, odd }: Found): string {
  const who = [organization, email].filter((value) => value !== null).map(quoted);
  return `${location}${who.length > 0 ? ` (${who.join(", ")})` : ""}: ${[...new Set(odd)].join(" ")}`;
}
