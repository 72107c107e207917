/** A line of a markdown file as its reader sees it. `commented` is the text of a line that is only a comment: it does not count as a blank line. */
export type Line = { readonly at: number; readonly text: string; readonly inCode: boolean; readonly commented: string | null };

/**
 * The lines of a file: marks of quoting taken off, fences of code followed (GFM section 4.5), comments over several lines taken out.
 * Comments that begin and end within a line of other text stay for the reader of the cell.
 */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let fence: string | null = null;
  let inComment = false;
  text.split("\n").forEach((source, index) => {
    const at = index + 1;
    const bare = source.replace(/^(?: {0,3}>[ \t]?)+/, "");
    const [, mark, info = ""] = /^\s*(`{3,}(?!`)|~{3,}(?!~))(.*)$/.exec(bare) ?? [];
    const isFence =
      mark !== undefined && !inComment && (fence === null ? !info.includes("`") : mark.startsWith(fence) && info.trim() === "");
    if (isFence) {
      fence = fence === null ? mark : null;
      lines.push({ at, text: "", inCode: true, commented: null });
      return;
    }
    if (fence !== null) {
      lines.push({ at, text: bare, inCode: true, commented: null });
      return;
    }
    const visibleText = withoutComment(bare, inComment);
    inComment = visibleText.opens;
    const hidden = visibleText.text.trim() === "" && bare.trim() !== "";
    lines.push({ at, text: hidden ? "" : visibleText.text, inCode: false, commented: hidden ? bare.trim() : null });
  });
  return lines;
}

function withoutComment(bare: string, inComment: boolean): { text: string; opens: boolean } {
  const end = inComment ? bare.indexOf("-->") : -3;
  if (end === -1) return { text: "", opens: true };
  const rest = bare.slice(end + 3);
  if (/^\s*<!--.*-->\s*$/.test(rest)) return { text: "", opens: false };
  const seen = rest.replace(/`[^`]*`/g, (code) => " ".repeat(code.length)); // "<!--" in code begins nothing
  const opens = seen.lastIndexOf("<!--");
  return opens === -1 || seen.includes("-->", opens) ? { text: rest, opens: false } : { text: rest.slice(0, opens), opens: true };
}
