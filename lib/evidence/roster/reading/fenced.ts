import { readCsv } from "./csv";
import type { Reading } from "./found";
import { readJson } from "./json";
import { linesOf } from "./markdown-lines";
import { readYaml } from "./yaml";

const mostBlocks = 50;

/** The members in the first block of code of a Markdown text that lists any: as JSON, YAML or values with commas between them. */
export function readFenced(text: string): Reading | null {
  for (const block of blocksIn(text).slice(0, mostBlocks)) {
    const read = /^\s*[{[]/.test(block)
      ? readJson(block.trim())
      : /^[ \t]*(?:- +)?[\w-]+:/m.test(block)
        ? readYaml(block)
        : readCsv(block, { withoutHeader: true });
    if (read !== null && read.found.length > 0) return read;
  }
  return null;
}

/** Each block, preceded by as many blank lines as there are lines above it in the file, so that its lines keep their numbers. */
function blocksIn(text: string): readonly string[] {
  const blocks: { from: number; lines: string[] }[] = [];
  let open = false;
  for (const { at, text: source, inCode } of linesOf(text)) {
    if (inCode && !open) blocks.push({ from: at, lines: [] });
    else if (inCode) blocks.at(-1)?.lines.push(source);
    open = inCode;
  }
  return blocks.map(({ from, lines }) => `${"\n".repeat(from)}${lines.join("\n")}`);
}
