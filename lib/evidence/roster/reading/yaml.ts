import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit, type YAMLMap } from "yaml";
import { longestAddress } from "@/lib/kernel/address";
import { count } from "@/lib/list/words";
import { isIndentedTooDeep, isTooDeep } from "./depth";
import { entry, nameAndAddress } from "./entry";
import { type Found, line, quoted, type Reading, type Remark } from "./found";

type File = {
  readonly document: Document;
  readonly lineOf: (node: unknown) => number;
  /** The value of each alias. */
  readonly targets: ReadonlyMap<unknown, unknown>;
};
type Group = { readonly at: number; readonly names: readonly string[]; readonly members: unknown; readonly file: File };

/** What a group for early disclosure is called, where a file has several groups. */
const earlyDisclosure = /distributor|early.?disclos|pre.?disclos|embargo|vendor/i;

/**
 * A file of mail groups in the shape that Kubernetes keeps: `groups`, each with `members`, a list of addresses. Owners and
 * managers run a group and are no members. Organizations are null: comments beside an address are for people. Of several groups
 * only those count whose name says that they are for distributors or early disclosure; when none does, all count, and it is said.
 * A bare list of addresses is read too. From invalid files it returns what can be read, and the lines that cannot. YAML 1.2.
 */
export function readYaml(text: string): Reading {
  const refused = whyNotParsed(text);
  if (refused !== null) return { found: [], remarks: [{ ...line(1), says: refused }] };
  try {
    return readDocuments(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { found: [], remarks: [{ ...line(1), says: "The file is nested too deeply to be read as YAML." }] }; // the parser works by recursion
  }
}

const memberKeys = ["members", "distributors", "vendors", "partners", "subscribers"];

const deepest = 50;
const mostDocuments = 50;
const mostAliases = 1_000;
/** Lines, and commas in lists of one line. No list has as many members, and the parser needs a second for three times as many. */
const mostEntries = 20_000;
/** The parser's work on quotation marks that never end grows with the square. */
const longestQuoted = 2_000;

/** What is reviewed before the parser sees the text: it works by recursion, and a second deep document would end the process. */
function whyNotParsed(text: string): string | null {
  if (isTooDeep(text, deepest) || isIndentedTooDeep(text, deepest)) return "The file is nested too deeply to be read as YAML.";
  if ((text.match(/[\n,]/g)?.length ?? 0) > mostEntries) return "The file has too many entries to be read as YAML.";
  if ((text.match(/^---/gm)?.length ?? 0) > mostDocuments) return "The file has too many documents to be read as YAML.";
  if ((text.match(/(?:^|[\s[{,:-])[&*][^\s,[\]{}]/gm)?.length ?? 0) > 2 * mostAliases)
    return "The file has too many anchors and aliases to be read as YAML.";
  return text.split("\n").some((each) => (each.match(/["']/g)?.length ?? 0) > longestQuoted)
    ? "A line has too many quotation marks to be read as YAML."
    : null;
}

function readDocuments(text: string): Reading {
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, logLevel: "silent", prettyErrors: false });
  const documents = "empty" in parsed ? [] : parsed;
  const faults = documents.flatMap(({ errors }) => errors).map((error) => counter.linePos(error.pos[0]).line);
  const remarks: Remark[] = [...new Set(faults)].map((at) => ({ ...line(Math.max(1, at)), says: "The line could not be read as YAML." }));

  const groups = documents.flatMap((document) => {
    const lineOf = (node: unknown) => (isNode(node) && node.range ? counter.linePos(node.range[0]).line : 1);
    return groupsIn({ document, lineOf, targets: targetsIn(document) });
  });
  const chosen = groups.filter(({ names }) => names.some((name) => earlyDisclosure.test(name)));
  const read = chosen.length > 0 ? chosen : groups;
  if (read.length > 1)
    remarks.push({
      ...line(read[0]?.at ?? 1),
      says: `The file has ${read.length} groups that were read as one: ${read.map(nameOf).join(", ")}.`,
    });
  for (const group of groups)
    if (!read.includes(group))
      remarks.push({ ...line(group.at), says: `The group ${nameOf(group)} was left out: its name says nothing about distributors.` });

  const readings = read.map(membersOf);
  remarks.push(...documents.flatMap((document) => passedOver(document, counter)));
  return { found: readings.flatMap(({ found }) => found), remarks: [...remarks, ...readings.flatMap((each) => each.remarks)] };
}

/** What the aliases of a document stand for: the last node before each that has its anchor. All in one walk, since each could ask for one. */
function targetsIn(document: Document): ReadonlyMap<unknown, unknown> {
  const anchored = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) targets.set(node, anchored.get(node.source));
      else if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return targets;
}

function groupsIn(file: File): Group[] {
  const groups: Group[] = [];
  const { contents } = file.document;
  if (isSeq(contents) && contents.items.length > 0 && contents.items.every((item) => isScalar(item)))
    return [{ at: file.lineOf(contents), names: [], members: contents, file }];
  visit(file.document, {
    Map: (_key, map) => {
      const key = memberKeys.find((each) => map.has(each));
      if (key === undefined) return undefined;
      groups.push({ at: file.lineOf(map), names: namesOf(map), members: resolved(map.get(key, true), file), file });
      return visit.SKIP;
    },
  });
  return groups;
}

/** Those who run a group, whom nobody takes for its members. */
const runningKeys = ["owners", "managers"];

/** Lists of addresses under keys that are not read ("emeritus", "contacts"): each is named, with its number of entries. One with an anchor is read where it is used. */
function passedOver(document: Document, counter: LineCounter): Remark[] {
  const remarks: Remark[] = [];
  visit(document, {
    Pair: (_key, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : "";
      if ([...memberKeys, ...addressKeys.filter((each) => !each.startsWith("contact")), ...runningKeys].includes(name)) return visit.SKIP;
      const entries = isSeq(value) && value.anchor === undefined ? value.items.filter(holdsAddress) : [];
      if (entries.length === 0) return undefined;
      const at = isNode(key) && key.range ? counter.linePos(key.range[0]).line : 1;
      remarks.push({
        ...line(at),
        says: `The list under ${quoted(name.slice(0, 200))} was left out, with ${count(entries.length, "entry", "entries")}.`,
      });
      return visit.SKIP;
    },
  });
  return remarks;
}

/** An address, or a plain record with one: what holds lists is a group of its own. */
function holdsAddress(item: unknown): boolean {
  if (isScalar(item)) return String(item.value).includes("@");
  if (!isMap(item) || item.items.some(({ value }) => !isScalar(value))) return false;
  return item.items.some(({ value }) => isScalar(value) && String(value.value).includes("@"));
}

function namesOf(map: YAMLMap): string[] {
  return ["name", "email-id", "email", "description"].map((key) => map.get(key)).filter((value) => typeof value === "string");
}

function nameOf({ names, at }: Group): string {
  return quoted(names[0] ?? `line ${at}`);
}

function membersOf({ members, at, file }: Group): Reading {
  const items: readonly unknown[] = isSeq(members) ? members.items : isScalar(members) && members.value !== null ? [members] : [];
  if (items.length === 0) return { found: [], remarks: [{ ...line(at), says: "The group has no members." }] };
  const found: Found[] = [];
  const remarks: Remark[] = [];
  for (const item of items) {
    const location = line(file.lineOf(item));
    const node = resolved(item, file);
    const text = isScalar(node) && node.value !== null ? String(node.value) : "";
    if (text.trim() !== "")
      found.push(entry(location, text.includes("<") ? nameAndAddress(text) : { organization: undefined, email: text }));
    else if (isMap(node)) found.push(ofMap(location, node));
    else
      remarks.push({
        ...location,
        says: isScalar(node) ? "The member is empty and was left out." : "The member is not an address and was left out.",
      });
  }
  return { found, remarks };
}

const organizationKeys = ["organization", "organisation", "company", "vendor", "name", "org"];
const addressKeys = ["email", "emails", "address", "addresses", "email-id", "contact", "contacts", "mail", "alias", "aliases"];

const addressLike = /(?<![^\s"“”,;@])[^\s"“”,;@]+@[^\s"“”,;@]+/g;

/** A member with keys of its own. An address under another key is not taken, and is named. */
function ofMap(location: ReturnType<typeof line>, node: YAMLMap): Found {
  const read = entry(location, { organization: textOf(node, organizationKeys), email: textOf(node, addressKeys) });
  const told = new Set(read.odd.join(" ").match(addressLike));
  const others = [...new Set(JSON.stringify(node)?.match(addressLike))].filter(
    (address) => address.length <= longestAddress && address !== read.email && !told.has(address),
  );
  return others.length === 0 ? read : { ...read, odd: [...read.odd, `Not taken as the address: ${others.map(quoted).join(", ")}.`] };
}

function textOf(map: YAMLMap, keys: readonly string[]): unknown {
  const key = keys.find((each) => map.has(each));
  const value = key === undefined ? undefined : map.get(key);
  return isSeq(value) ? value.items.map((item) => (isScalar(item) ? String(item.value) : "")).join(", ") : value;
}

/** What an alias stands for. Only one step: nothing in a list of members needs more, and cycles end. */
function resolved(node: unknown, { targets }: File): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}
