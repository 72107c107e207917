/**
 * Whether brackets are nested deeper than `most`, whatever they mean: quotation marks are ignored, because a text that is
 * not JSON or YAML may have any number of them. Checked before parsing, because parsers are recursive.
 */
export function isTooDeep(text: string, most: number): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > most) return true;
  }
  return false;
}

/** Whether lines of YAML are indented, or sequences begin within each other in one line, for more levels than `most`. */
export function isIndentedTooDeep(text: string, most: number): boolean {
  const levels: number[] = [];
  for (const line of text.split("\n")) {
    const begin = line.search(/\S/);
    if (begin === -1) continue;
    if ((/^(?:[-?:][ \t]+)*/.exec(line.slice(begin))?.[0].split(/[ \t]+/).length ?? 0) > most) return true;
    while ((levels.at(-1) ?? -1) >= begin) levels.pop();
    levels.push(begin);
    if (levels.length > most) return true;
  }
  return false;
}
