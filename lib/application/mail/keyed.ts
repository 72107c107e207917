const fewestKeys = 3;
/** Three letters at least and no digits: "Q1:" and "Criterion 2:" are no keys. */
const keyLine = /^["']?([\p{L}_][\p{L}_ /()-]{2,60})["']?:(?:[ \t]+(?![ \t])(.*))?$/u;

/**
 * Gives every key of a text that is nothing but keys and values (a JSON object, YAML, or a filled-in list of fields) a heading of its
 * own, with its value below, so that what belongs to a key stays with it. Any other text is returned as it is.
 */
export function withHeadings(text: string): string {
  return ofJson(text) ?? ofKeyLines(text) ?? text;
}

function ofJson(text: string): string | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const fields: Record<string, unknown> = JSON.parse(text);
    return Object.entries(fields)
      .map(([key, value]) => section(key, textOf(value)))
      .join("\n\n");
  } catch {
    return null;
  }
}

/** A value as a person reads it. Deeper lists stay in one line: indenting them would make the text grow with the square of their depth. */
function textOf(value: unknown): string {
  const each = Array.isArray(value) ? value : [value];
  return each.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("\n");
}

function ofKeyLines(text: string): string | null {
  const sections: { key: string; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const found = keyLine.exec(line);
    if (found !== null) sections.push({ key: found[1] ?? "", lines: [/^[|>][+-]?$/.test(found[2] ?? "") ? "" : (found[2] ?? "")] });
    else if (line.trim() === "" || /^[ \t]/.test(line)) sections.at(-1)?.lines.push(line.trim());
    else if (line.trim() !== "---") return null;
  }
  const keys = new Set(sections.map(({ key }) => key.toLowerCase()));
  if (keys.size < fewestKeys || keys.size < sections.length) return null;
  return sections.map(({ key, lines }) => section(key, lines.join("\n"))).join("\n\n");
}

function section(key: string, value: string): string {
  const words = key
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/[_\s-]+/g, " ")
    .trim();
  return `## ${words}\n\n${value.trim()}`;
}
