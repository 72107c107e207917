import { type Marker, markerOf } from "./marker";

/** One line of a mail, its quote marks taken off. */
export type Line = {
  readonly depth: number;
  readonly indent: number;
  readonly text: string;
  readonly marker: Marker | undefined;
  /** A line of the mail about the mail: "Subject: …", "On … wrote:". Never part of an answer. */
  readonly about: boolean;
};

const header = /^[*_]{0,2}(?:to|from|cc|bcc|subject|date|sent|reply-to|betreff|datum|von|an|objet|asunto|re|fwd?)[*_]{0,2}\s*:[*_]{0,2}\s/i;
const reply =
  /^(?:on\b.{5,200}\b(?:wrote|writes|said)\s*:|am\b.{5,200}\bschrieb\b.{0,100}:|le\b.{5,200}\ba écrit\s*:|[-_=\s]*(?:original message|forwarded message|begin forwarded message|ursprüngliche nachricht)[-_=\s:]*)$/i;
const ruler = /^(?:(?:[-*_=~–—]\s?){3,}|`{3,}\w*)$/;
const tableRuler = /^[\s:|+=-]+$/;
/** Where an answer goes in a template; the answer follows it, or there is none. */
const answerMark = /^[*_]{0,2}(?:answer|response|reply|ans|a)\s*(?:\d{1,2}\s*)?[:.)]+[*_]{0,2}$/i;

/** The lines of a text. `unquoted` quote marks in front of every quoted line are not counted: the whole mail was quoted by somebody. */
export function linesOf(text: string, unquoted = 0): readonly Line[] {
  const rows = text.split("\n").map((row) => unquote(row.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ")));
  const lines: Line[] = [];
  let top = true;
  rows.forEach(({ depth, content }, at) => {
    const bare = content.trim();
    const next = rows[at + 1]?.content.trim() ?? "";
    const before = lines.at(-1);
    const underlined =
      /^(?:={3,}|-{3,})$/.test(bare) &&
      before !== undefined &&
      before.text !== "" &&
      before.text.length < 100 &&
      before.marker?.kind !== "bullet" &&
      !before.about;
    if (underlined && before.marker === undefined)
      lines[lines.length - 1] = { ...before, marker: { kind: "heading", numbers: [], spelled: false, shape: "", end: 0 } };
    else if (underlined && before.marker !== undefined)
      lines[lines.length - 1] = { ...before, marker: { ...before.marker, kind: "heading" } };

    const empty =
      underlined || (ruler.test(bare) && bare !== "--") || answerMark.test(bare) || (bare.includes("|") && tableRuler.test(bare));
    const cellText = empty
      ? ""
      : bare.startsWith("|")
        ? bare.slice(1, bare.length > 1 && bare.endsWith("|") ? -1 : undefined).trim()
        : bare;
    const isHeader =
      header.test(`${cellText} `) && (top || before?.about === true || header.test(`${next} `)) && !/^re\s*:\s*\d/i.test(cellText);
    const isReply =
      reply.test(cellText) ||
      (/^on\b/i.test(cellText) && !/\bwrote\b/.test(cellText) && /^.{0,120}\bwrote:$/.test(next)) ||
      (/\bwrote:$/.test(cellText) && before?.about === true);
    if (cellText !== "" && !isHeader) top = false;
    lines.push({
      depth: Math.max(0, depth - unquoted),
      indent: content.length - content.trimStart().length,
      text: cellText,
      marker: cellText === "" ? undefined : markerOf(cellText),
      about: cellText !== "" && (isHeader || isReply),
    });
  });
  return lines;
}

function unquote(row: string): { depth: number; content: string } {
  if (/^>From /.test(row)) return { depth: 0, content: row.slice(1).trimEnd() }; // how an mbox keeps a line that begins with "From"
  const marks = /^(?:\s{0,3}> ?)*/.exec(row)?.[0] ?? "";
  return { depth: marks.replace(/[^>]/g, "").length, content: row.slice(marks.length).trimEnd() };
}
