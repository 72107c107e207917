/**
 * Whether brackets stand deeper within each other than `most`, whatever they mean: quotation marks are not looked at, since a text that is
 * no JSON or YAML may have any number of them. Asked before parsing, because parsers work by recursion.
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
