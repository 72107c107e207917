import type { Block, EmailContext, EmailText } from "./email-text";
import { closingLines, quotedLines } from "./email-text";

const width = 72;

/** The text part, which is the master: at most 72 columns, the link alone on its line, what people wrote behind "> ". */
export function asText(email: EmailText, context: EmailContext): string {
  const parts = [
    ...[email.lede, email.why, email.otherwise].flatMap((text) => (text ? [wrap(text)] : [])),
    ...blocks(email.body),
    ["---", ...closingLines(email, context).flatMap((line) => wrap(line))].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Consecutive items stay together; everything else is separated by an empty line. */
function blocks(body: readonly Block[]): string[] {
  const parts: string[] = [];
  for (const [index, block] of body.entries()) {
    const before = body[index - 1];
    if (block.is === "item" && before?.is === "item") parts.push(`${parts.pop() ?? ""}\n${blockText(block)}`);
    else parts.push(blockText(block));
  }
  return parts;
}

function blockText(block: Block): string {
  switch (block.is) {
    case "paragraph":
      return wrap(block.text);
    case "item":
      return wrap(block.text, "- ", "  ");
    case "facts": {
      const indent = Math.max(...block.rows.map(({ label }) => columns(label))) + 2;
      return block.rows.map(({ label, text }) => wrap(text, `${label}:`.padEnd(indent), " ".repeat(indent))).join("\n");
    }
    case "quote":
      return quotedLines(block.text)
        .map((line) => wrap(line, "> ", "> ").trimEnd())
        .join("\n");
    case "link":
      return `${wrap(`${block.label}:`)}\n\n${block.url}`;
  }
}

/** Breaks a line between words. A word wider than the line is broken inside, unless it is a link, which would no longer be one. */
export function wrap(line: string, first = "", rest = first): string {
  const lines: string[] = [];
  let current = first;
  let empty = true;
  const room = () => width - columns(lines.length === 0 ? first : rest);
  for (const word of line.split(" ").flatMap((part) => pieces(part, room()))) {
    if (empty) current += word;
    else if (columns(current) + 1 + columns(word) <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = rest + word;
    }
    empty = false;
  }
  return [...lines, current].join("\n");
}

function pieces(word: string, room: number): string[] {
  if (columns(word) <= room || /^\W*https?:\/\//.test(word)) return [word];
  const parts: string[] = [];
  let current = "";
  for (const character of word) {
    if (columns(current) + columns(character) > room) {
      parts.push(current);
      current = "";
    }
    current += character;
  }
  return [...parts, current];
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns of a terminal: characters of East Asian scripts take two, combining marks none. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return count;
}
