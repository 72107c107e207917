import { addressesIn, canBeName, doubtAbout, withoutAddresses } from "./address";
import { longestCell } from "./cell";
import { isOverMembers, isOverOthers } from "./columns";
import { type Found, line, quoted, type Reading, type Remark } from "./found";
import { type Heading, headingsOf } from "./markdown";
import { markdownCell } from "./markdown-cell";
import { linesOf } from "./markdown-lines";

const bullet = /^ {0,3}(?:[-*+•]|\d{1,4}[.)])[ \t]+(\S.*)$/;

/** A line over a list: "Members (keep the list sorted):". One with more words is a sentence. */
const mostWordsOfLabel = 5;

/**
 * Members as a plain list: bullets under a heading, or under a short line that ends in a colon, about members. Lists over other people
 * (owners, the security team, former members) and lists of rules are none; what they hold of entries is named.
 */
export function readBullets(text: string): Reading {
  const lines = linesOf(text);
  const headings = headingsOf(lines);
  const found: Found[] = [];
  const remarks: Remark[] = [];
  let label = "";
  let heading: Heading | undefined;
  let inList = false;
  let next = 0;
  for (const { at, text: source, inCode } of lines) {
    if (headings[next]?.at === at) {
      heading = headings[next];
      next += 1;
      [label, inList] = ["", false];
      continue;
    }
    const bulletText = inCode ? undefined : bullet.exec(source)?.[1];
    if (bulletText === undefined) {
      if (source.trim() === "" || (inList && /^\s/.test(source))) continue;
      label = /:\s*$/.test(source.slice(-200)) && source.length < 200 ? source.trim() : "";
      inList = false;
      if (label === "") label = source.trim() === "" ? "" : "-";
      continue;
    }
    inList = true;
    const title = heading?.text ?? "";
    const about = label === "" || label === "-" ? title : shortLabel(label);
    const others = isOverOthers(title) || isOverOthers(about);
    const read = readBullet(bulletText, at);
    if (!isOverMembers(about) || others) {
      const over = label === "" || label === "-" ? title : label;
      if (others || (read !== null && read.email !== null)) remarks.push({ ...line(at), says: notTaken(bulletText, over) });
      continue;
    }
    if (read === null) remarks.push({ ...line(at), says: `A line was left out: ${quoted(bulletText.slice(0, 200))}.` });
    else found.push(read);
  }
  return { found, remarks };
}

/** Why an entry of a list over others than members is not read: nothing is dropped without a word. */
function notTaken(text: string, over: string): string {
  const where = over === "" ? "no heading about members is above it" : `it is under ${quoted(over.slice(0, 200))}`;
  return `A line was left out: ${quoted(text.slice(0, 200))}, because ${where}.`;
}

function shortLabel(label: string): string {
  const words = label.replace(/\([^()]*\)|[:*_]/g, " ").trim();
  return words.split(/\s+/).length > mostWordsOfLabel ? "" : words;
}

/** "Org", "Org - address", "Org <address>", "address (Org)", a link to an address. */
function readBullet(source: string, at: number): Found | null {
  if (source.length > longestCell) return null;
  const read = markdownCell(source, new Map());
  const { addresses, unread } = addressesIn(read);
  const email = addresses[0] ?? null;
  const odd = [...read.odd];
  let name = withoutAddresses(read.text, addresses)
    .replace(/\s+/g, " ")
    .replace(/\(\s*\)|\[\s*\]/g, " ")
    .replace(/^[\s:;,|–—-]+|(?<![\s:;,|–—-])[\s:;,|–—-]+$/g, "")
    .trim();
  const opens = name.lastIndexOf("(");
  const remark = opens !== -1 && name.endsWith(")") ? name.slice(opens + 1, -1) : "";
  if (!remark.includes(")") && /\b(?:address|contact|e-?mail|private|hidden|on request)\b/i.test(remark)) {
    name = name.slice(0, opens).trim();
    odd.push(`Next to the name: ${quoted(remark)}.`);
  }
  const bracketed = email !== null ? /^\((.*)\)$/.exec(name)?.[1] : undefined;
  const organization = canBeName(bracketed ?? name) ? (bracketed ?? name) : null;
  if (organization === null && email === null && unread.length === 0) return null;
  const left = [...addresses.slice(1), ...unread];
  if (left.length > 0) odd.push(`Not taken as the address: ${left.map(quoted).join(", ")}.`);
  const doubt = email === null ? null : doubtAbout(email);
  if (doubt !== null) odd.push(doubt);
  return { ...line(at), organization, email, odd };
}
