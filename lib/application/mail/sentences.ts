import type { Mail } from "./heads";
import { partFrom, rowsBetween, textOf } from "./body";
import { entries, type Reading } from "./sections";
import { isClosing, isGreeting } from "./voice";

/** Reads a mail that is written without headings: each sentence goes to the criteria that it mentions by one of their names. */
export function readSentences({ lines, wording }: Mail): Reading {
  const all = rowsBetween(lines, { line: 0, char: 0 }, { line: lines.length, char: 0 });
  const { kept, parting } = partFrom(all, true);
  const texts = new Map<number, string[]>();
  const unplaced: string[] = [];

  for (const entry of entries(kept.map((row) => (row.depth > 0 ? { ...row, about: true } : row)))) {
    for (const paragraph of entry.split(/\n{2,}/)) {
      let last: readonly number[] = [];
      const own = new Map<number, string[]>();
      for (const sentence of paragraph.split(/(?<=[.!?;])\s+(?=["'(*[]?\p{Lu})|\n/u)) {
        const isQuoted = kept.some((row) => row.about && row.text === sentence);
        const parts = isQuoted || isGreeting(sentence) || isClosing(sentence) ? [] : wording.mentioned(sentence).map(({ place }) => place);
        const places = parts.length > 0 ? parts : isClosing(sentence) ? [] : last;
        if (places.length === 0) unplaced.push(sentence);
        for (const place of places) own.set(place, [...(own.get(place) ?? []), sentence]);
        last = places;
      }
      for (const [place, said] of own) texts.set(place, [...(texts.get(place) ?? []), said.join(" ")]);
    }
  }
  return { texts, unplaced: [...unplaced, ...entries(parting)], worth: texts.size * 0.6, copied: [] };
}
