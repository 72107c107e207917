import { decodeHTML } from "entities";
import { type Cell, cell, emptyCell, longestCell } from "./cell";
import { quoted } from "./found";

/** Targets of links by their label in lower case: "[label]: target" somewhere in the file. */
export type Definitions = ReadonlyMap<string, string>;

type CellText = { text: string; readonly mailto: string[]; readonly odd: string[] };

/** Any sign that begins or ends markup. Most cells have none. */
const markup = /[\\`<>&*_~[\]\ue000\ue001]/;

/** Placeholders for a text that must not be parsed as markup again. */
const guard = { open: "\ue000", close: "\ue001" };

/**
 * A cell of GitHub Flavored Markdown as its reader sees it: escapes, code, links, addresses in angle brackets, bold, italic,
 * inline HTML and character references are resolved (GFM sections 6.1 to 6.13). Footnote marks, comments and pictures are left
 * left out and noted; struck text is kept and noted, because a struck member may have left.
 */
export function markdownCell(source: string, definitions: Definitions): Cell {
  if (source.length > longestCell)
    return cell({ text: source, odd: ["The cell is too long for a name or an address; its markup was not read."] });
  if (!markup.test(source)) return source.trim() === "" ? emptyCell : cell({ text: source });
  const guarded: string[] = [];
  const keep = (text: string) => `${guard.open}${guarded.push(text) - 1}${guard.close}`;
  const parsed: CellText = { text: source.replace(/[\ue000\ue001]/g, ""), mailto: [], odd: [] };

  parsed.text = parsed.text.replace(/\\([!-/:-@[-`{-~])/g, (_escape, sign: string) => keep(sign));
  parsed.text = parsed.text.replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, (_code, _ticks, inner: string) => keep(inner.trim()));
  leaveOut(parsed, /<!--.*?(?:-->|$)/gs, "A comment was left out");
  parsed.text = parsed.text.replace(/<(?:mailto:)?([^\s<>@]+@[^\s<>@]+)>/gi, " $1 ").replace(/<(https?:\/\/[^\s<>]+)>/gi, " $1 ");
  readLinks(parsed, definitions);
  readTags(parsed);
  parsed.text = decodeHTML(parsed.text);
  readEmphasis(parsed);

  const restore = (text: string): string => text.replace(/\ue000(\d+)\ue001/g, (_mark, at: string) => restore(guarded[Number(at)] ?? ""));
  const text = restore(parsed.text)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
  return cell({ text, mailto: parsed.mailto.map(restore), odd: parsed.odd.map(restore) });
}

function leaveOut(parsed: CellText, what: RegExp, says: string): void {
  parsed.text = parsed.text.replace(what, (found) => {
    parsed.odd.push(`${says}: ${quoted(found.trim())}.`);
    return "";
  });
}

function readLinks(parsed: CellText, definitions: Definitions): void {
  leaveOut(parsed, /!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])?/g, "A picture was left out");
  leaveOut(parsed, /\[\^[^[\]\s]+\]/g, "A footnote mark was left out");
  parsed.text = withoutInlineLinks(parsed);
  parsed.text = parsed.text.replace(/\[([^[\]]+)\](?:\[([^[\]]*)\])?/g, (whole, label: string, name: string | undefined) => {
    const target = definitions.get((name || label).toLowerCase());
    return target === undefined ? whole : linked(parsed, label, target);
  });
}

/** "[label](target "title")" as its label. One pass, because a pattern would look for the end again from every beginning. */
function withoutInlineLinks(parsed: CellText): string {
  const { text } = parsed;
  const start = /\[([^[\]]*)\]\(/g;
  const targetThere = /\s*<?([^()<>\s]*(?:\([^()\s]*\)[^()<>\s]*)*)/y;
  let rest = "";
  let from = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    targetThere.lastIndex = start.lastIndex;
    const target = targetThere.exec(text)?.[1] ?? "";
    const end = text.indexOf(")", targetThere.lastIndex);
    if (end === -1) break;
    rest += text.slice(from, found.index) + linked(parsed, found[1] ?? "", target);
    from = end + 1;
    start.lastIndex = from;
  }
  return rest + text.slice(from);
}

/** The text of a link; the target of a mailto: link is kept. */
function linked(parsed: CellText, label: string, target: string): string {
  const address = mailtoOf(target) ?? (/^[^\s@/:]+@[^\s@/:]+$/.test(target) ? target : null);
  if (address !== null) parsed.mailto.push(address);
  return label;
}

/** The address in "mailto:security@corp.example?subject=…", or null for another kind of link. RFC 6068. */
export function mailtoOf(target: string): string | null {
  const found = /^mailto:([^?]+)/i.exec(decodeHTML(target).trim())?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found).trim();
  } catch {
    return found.trim();
  }
}

function readTags(parsed: CellText): void {
  leaveOut(parsed, /<sup\b[^<>]*>\s*(?:<a\b[^<>]*>\s*)?\[?[\w*†‡§]{1,3}\]?\s*(?:<\/a>\s*)?<\/sup>/gi, "A footnote mark was left out");
  parsed.text = parsed.text.replace(
    /<(\/?)(a|b|strong|i|em|u|s|del|strike|ins|mark|code|tt|kbd|br|span|sup|sub|small|big|font|p|div|wbr|nobr|abbr|li|ul|ol|img)\b([^<>]*)>/gi,
    (whole, slash: string, tag: string, attributes: string) => {
      if (attributes.includes("@") && !attributes.includes("=")) return whole.replace(/[<>]/g, " "); // an address that was left in brackets
      const name = tag.toLowerCase();
      const target = name === "a" ? mailtoOf(/\bhref\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] ?? "") : null;
      if (target !== null) parsed.mailto.push(target);
      if (/^(?:s|del|strike)$/.test(name) && slash === "") parsed.odd.push(struck);
      return /^(?:br|p|div|li)$/.test(name) ? "\n" : "";
    },
  );
}

/** The note for struck text, in any notation. */
export const struck = "The text is struck through.";

/** Marks inside a word or an address ("k8s_security_grp@…") are part of it, so single ones count only at the edges of words. */
function readEmphasis(parsed: CellText): void {
  const unstruck = parsed.text.replace(/~~(?=\S)([^~]*\S)~~/g, "$1");
  if (unstruck !== parsed.text) parsed.odd.push(struck);
  parsed.text = unstruck;
  for (let round = 0; round < 3; round += 1)
    parsed.text = withoutSingleMarks(parsed.text.replace(/\*\*(?=[^\s*])([^*]*[^\s*])\*\*/g, "$1"));
}

/**
 * A mark that begins a word is closed by the first mark that ends one, when it is the same. One pass, because a pattern for both would look
 * through the rest of the text from every mark.
 */
function withoutSingleMarks(text: string): string {
  const ends = [...text.matchAll(/[*_](?![^\s)\]}"'.,;:!?])/g)].map(({ index }) => index);
  let rest = "";
  let from = 0;
  let next = 0;
  for (const { 0: mark, index } of text.matchAll(/(?<![^\s([{"'])(?:\*|_{1,3})(?=[^\s*_])/g)) {
    const inside = index + mark.length;
    while ((ends[next] ?? text.length) < inside) next += 1;
    const end = (ends[next] ?? -1) + 1;
    if (index < from || text.slice(Math.max(inside, end - mark.length), end) !== mark) continue;
    rest += text.slice(from, index) + text.slice(inside, end - mark.length);
    from = end;
  }
  return rest + text.slice(from);
}
