import type { MailCriterion } from "./criterion";
import { stems } from "./words";

/** How well some words name a criterion: 0 not at all, 1 as its title does. */
export type Match = {
  readonly index: number;
  readonly score: number;
  /** The words are one of its names and nothing else. */
  readonly exact: boolean;
};

export type Wording = {
  /** The criterion that a heading names best, or nothing. Names only what is likely; `atLeast` is the score from which on. */
  readonly bestMatch: (text: string, atLeast: number) => Match | undefined;
  /** Share of the telling words that belong to a criterion's own vocabulary. */
  readonly purity: (text: string, index: number) => number;
  /** The criteria with a name that occurs completely and contiguously in a text (a single word only if no other criterion uses it); with the position where it begins, counted in words. */
  readonly mentioned: (text: string) => readonly { readonly index: number; readonly at: number; readonly weight: number }[];
};

type Name = { readonly stems: readonly string[]; readonly weight: number };
type Known = { readonly names: readonly Name[]; readonly weights: ReadonlyMap<string, number> };

const leastRecall = 0.6;
const strangerWeight = 1.2;
/** Two criteria that score so close are told apart by how much of their vocabulary was used. */
const aHair = 0.03;
const longestHeading = 60;
const longestPassage = 2000;
const widestStep = 2;

/**
 * Learns the words of the criteria from the criteria themselves. A word counts more the fewer criteria use it,
 * and the more of the criterion's own names contain it.
 */
export function learnWording(criteria: readonly MailCriterion[]): Wording {
  const known = learn(criteria);
  const carriers = new Map<string, number[]>();
  known.forEach(({ weights }, index) => {
    for (const word of weights.keys()) carriers.set(word, [...(carriers.get(word) ?? []), index]);
  });

  const scoreOf = (words: ReadonlySet<string>, { names, weights }: Known): Omit<Match, "index"> => {
    let own = 0;
    let strange = 0;
    for (const word of words) {
      const weight = weights.get(word);
      if (weight === undefined) strange += strangerWeight;
      else own += weight;
    }
    let recall = 0;
    let exact = false;
    for (const name of names) {
      let found = 0;
      for (const word of new Set(name.stems)) if (words.has(word)) found += weights.get(word) ?? 0;
      recall = Math.max(recall, found / name.weight);
      exact ||= strange === 0 && found / name.weight > 0.999 && words.size === new Set(name.stems).size;
    }
    if (recall < leastRecall) return { score: 0, exact };
    const precision = own / (own + strange);
    return { score: (2 * recall * precision) / (recall + precision), exact };
  };

  const bestName = (text: string): Match | undefined => {
    const words = stems(text.slice(0, longestPassage));
    if (words.length === 0 || words.length > longestHeading) return undefined;
    const wordSet = new Set(words);
    const indexes = new Set([...wordSet].flatMap((word) => carriers.get(word) ?? []));
    let best: Match | undefined;
    let bestWeight = 0;
    for (const index of [...indexes].sort((a, b) => a - b)) {
      const criterion = known[index];
      if (criterion === undefined) continue;
      const match = { index, ...scoreOf(wordSet, criterion) };
      const weight = [...wordSet].reduce((sum, word) => sum + (criterion.weights.get(word) ?? 0), 0);
      const better = best === undefined || match.score > best.score + aHair || (match.score > best.score - aHair && weight > bestWeight);
      if (match.score > 0 && better) {
        best = match;
        bestWeight = weight;
      }
    }
    return best;
  };
  const assessment = new Map<string, Match | undefined>();

  return {
    bestMatch: (text, atLeast) => {
      if (!assessment.has(text)) assessment.set(text, bestName(text));
      const match = assessment.get(text);
      return match !== undefined && match.score >= atLeast ? match : undefined;
    },
    purity: (text, index) => {
      const words = stems(text.slice(0, longestPassage));
      const own = known[index]?.weights;
      return words.length === 0 || own === undefined ? 0 : words.filter((word) => own.has(word)).length / words.length;
    },
    mentioned: (text) => {
      const words = stems(text.slice(0, longestPassage));
      if (!words.some((word) => carriers.has(word))) return [];
      const starts = new Map<string, number[]>();
      for (const [at, word] of words.entries()) starts.set(word, [...(starts.get(word) ?? []).slice(0, 20), at]);
      return known.flatMap(({ names }, index) => {
        let found: { index: number; at: number; weight: number } | undefined;
        for (const name of names) {
          const [first = "", ...rest] = name.stems;
          if (rest.length === 0 && (carriers.get(first)?.length !== 1 || first.length < 6)) continue;
          const at = (starts.get(first) ?? []).find((start) => isAdjacent(words, start, rest));
          if (at !== undefined && (found === undefined || name.weight > found.weight)) found = { index, at, weight: name.weight };
        }
        return found === undefined ? [] : [found];
      });
    },
  };
}

/** Whether words follow one another in order, each a step or two after the last. */
function isAdjacent(words: readonly string[], start: number, rest: readonly string[]): boolean {
  let at = start;
  for (const word of rest) {
    const next = words.slice(at + 1, at + 1 + widestStep).indexOf(word);
    if (next === -1) return false;
    at += 1 + next;
  }
  return true;
}

function learn(criteria: readonly MailCriterion[]): readonly Known[] {
  const texts = criteria.map(({ key, title, rule, alsoCalled }) => {
    const sentences = rule.split(/(?<=[.?!;])\s+/);
    return [title, key.replaceAll("-", " "), ...alsoCalled, rule, ...(sentences.length > 1 ? sentences : [])].flatMap((name) => {
      const telling = stems(name);
      const worn = telling.length === 1 && /\S\s\S/.test(name.trim()) && (telling[0]?.length ?? 0) < 5; // "who uses it" tells no more than "use"
      return telling.length === 0 || worn ? [] : [telling];
    });
  });
  const users = new Map<string, number>();
  for (const names of texts) for (const word of new Set(names.flat())) users.set(word, (users.get(word) ?? 0) + 1);

  return texts.map((names) => {
    const vocabulary = new Set(names.flat());
    const weights = new Map(
      [...vocabulary].map((word) => {
        const rare = Math.log(1 + criteria.length / (users.get(word) ?? 1)) / Math.log(1 + criteria.length);
        const own = names.filter((name) => name.includes(word)).length / names.length;
        return [word, rare * (0.4 + own)];
      }),
    );
    const weightOf = (name: readonly string[]) => [...new Set(name)].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
    return { weights, names: names.map((name) => ({ stems: name, weight: weightOf(name) })) };
  });
}
