import { cutsIn } from "./run";
import type { Wording } from "./wording";

type Item = { readonly at: number; readonly until: number; readonly number: number; readonly inline: boolean };

const itemMark = /(^|[ \t])(?:\((\d{1,2})\)|#?(\d{1,2})[.):])[ \t]+(?=\S)/gm;
const labelMark = /([.;,)][ \t]+)([A-Z][\w'’ /&-]{2,60}:[ \t])/g;
/** The text before a label that begins its line: "2." */
const onlyMark = /^[>\s*_]*[(#]?\w{1,3}$/;
const inlineQuote = /([^\s>])[ \t]+>[ \t]*(?=\(?\d{1,2}[.):][ \t])/g;
const leastItems = 2;

/** Gives every item of a list that was written into one paragraph ("1. … 2. … 3. …", or "Alias: …; Users: …") a line of its own. */
export function spread(text: string, wording: Wording): string {
  return (text.match(inlineQuote)?.length ?? 0) < leastItems
    ? spreadItems(text, wording)
    : spreadItems(text.replace(inlineQuote, "$1\n> "), wording);
}

function spreadItems(text: string, wording: Wording): string {
  return text
    .split(/(\n[>\s]*\n)/)
    .map((paragraph) => spreadLabels(spreadNumbers(paragraph, wording), wording))
    .join("");
}

function spreadNumbers(paragraph: string, wording: Wording): string {
  const marks = [...paragraph.matchAll(itemMark)];
  const items = marks.map((found, index): Item => {
    const at = found.index + (found[1] ?? "").length;
    const until = Math.min(marks[index + 1]?.index ?? paragraph.length, at + 400);
    const before = paragraph.slice(Math.max(0, at - 200), at);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    return { at, until, number: Number(found[2] ?? found[3]), inline: !/^[>\s*_]*(?:\p{L}+\.?\s*)?$/u.test(line) }; // "Criterion 2:" begins its line
  });
  if (!items.some(({ inline }) => inline)) return paragraph;

  let run: Item[] = [];
  const runs: Item[][] = [];
  for (const item of items) {
    if (item.number === (run.at(-1)?.number ?? Number.NaN) + 1) run.push(item);
    else if (run.length === 0 || item.number === 1 || run.length < leastItems) {
      run = [item];
      runs.push(run);
    }
  }
  const kept = runs.filter((one) => one.length >= leastItems && one.some(({ inline }) => inline) && mostAreNamed(paragraph, one, wording));
  return breakAt(
    paragraph,
    kept
      .flat()
      .filter(({ inline }) => inline)
      .map(({ at }) => at),
  );
}

function mostAreNamed(paragraph: string, run: readonly Item[], wording: Wording): boolean {
  const matched = run.filter(({ at, until }) => {
    const segment = paragraph.slice(at, until).replace(/^\S+\s+/, "");
    return (
      wording.mentioned(segment).length > 0 ||
      cutsIn(segment, [segment.length]).some((cut) => wording.bestMatch(segment.slice(0, cut.at), 0.5) !== undefined)
    );
  });
  return matched.length >= run.length / (run.length > 2 ? 2 : 1);
}

function spreadLabels(paragraph: string, wording: Wording): string {
  const labels = [...paragraph.matchAll(labelMark)].filter((found) => {
    const before = paragraph.slice(Math.max(0, found.index - 200), found.index);
    return !onlyMark.test(before.slice(before.lastIndexOf("\n") + 1)) && (wording.bestMatch(found[2] ?? "", 0.8)?.score ?? 0) > 0;
  });
  if (labels.length < 2) return paragraph;
  return breakAt(
    paragraph,
    labels.map((found) => found.index + (found[1] ?? "").length),
  );
}

function breakAt(paragraph: string, indexes: readonly number[]): string {
  let broken = "";
  let from = 0;
  let marks = marksAt(paragraph, 0);
  for (const at of [...new Set(indexes)].sort((a, b) => a - b)) {
    const before = paragraph.slice(from, at);
    if (before.includes("\n")) marks = marksAt(paragraph, from + before.lastIndexOf("\n") + 1);
    broken += `${before.trimEnd()}\n${marks}`;
    from = at;
  }
  return broken + paragraph.slice(from);
}

/** The quote marks that a line begins with. */
function marksAt(text: string, at: number): string {
  return /^[>\s]*/.exec(text.slice(at, at + 20))?.[0] ?? "";
}
