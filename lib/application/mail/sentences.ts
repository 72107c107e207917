import { partFrom, type Row, rowsBetween, textOf } from "./body";
import type { Mail } from "./head";
import type { Reading } from "./sections";
import { isClosing, isGreeting } from "./voice";

const worthOfOne = 0.6;

/** Reads a mail that is written without headings: each sentence goes to the criteria that it mentions by one of their names. */
export function readSentences({ lines, wording }: Mail): Reading {
  const { kept, parting } = partFrom(rowsBetween(lines, { line: 0, char: 0 }, { line: lines.length, char: 0 }), true);
  const texts = new Map<number, string[]>();
  const unplaced: string[] = [];

  for (const paragraph of paragraphs(kept)) {
    const byCriterion = new Map<number, string[]>();
    let last: readonly number[] = [];
    for (const sentence of paragraph.foreign ? [paragraph.text] : paragraph.text.split(/(?<=[.!?;])\s+(?=["'(*[]?\p{Lu})|\n/u)) {
      const mentions =
        paragraph.foreign || isGreeting(sentence) || isClosing(sentence) ? [] : wording.mentioned(sentence).map(({ index }) => index);
      last = mentions.length > 0 ? mentions : isClosing(sentence) ? [] : last;
      if (last.length === 0) unplaced.push(sentence);
      for (const index of last) if (!byCriterion.get(index)?.push(sentence)) byCriterion.set(index, [sentence]);
    }
    for (const [index, sentences] of byCriterion) if (!texts.get(index)?.push(sentences.join(" "))) texts.set(index, [sentences.join(" ")]);
  }
  return {
    texts,
    unplaced: [...unplaced, textOf(parting)].filter((entry) => entry !== ""),
    score: texts.size * worthOfOne,
    blank: 0,
    copied: [],
  };
}

/** Paragraphs, and whether somebody else wrote them: what is quoted, and lines about the mail. */
function paragraphs(rows: readonly Row[]): readonly { text: string; foreign: boolean }[] {
  const groups: { rows: Row[]; foreign: boolean }[] = [];
  let open = false;
  for (const row of rows) {
    const foreign = row.about || row.depth > 0;
    const last = groups.at(-1);
    if (row.text === "") open = false;
    else if (open && last?.foreign === foreign) last.rows.push(row);
    else groups.push({ rows: [row], foreign });
    open = row.text !== "";
  }
  return groups.map((group) => ({ text: textOf(group.rows), foreign: group.foreign }));
}
