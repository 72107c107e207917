import { expect } from "vitest";

const small = 64 * 1024;
const large = 4 * small;

/** Milliseconds of processor time. Below it a ratio says nothing but noise; work that grows with the square is far above it at this size. */
const tooLittleToTell = 500;
const mostMs = 1_000;
const mostRatio = 5;
/** So many rounds decide about the growth, one way or the other. */
const enough = 3;
const mostRounds = 8;

type Reader = (text: string) => unknown;
type Round = { readonly small: number; readonly large: number };

/**
 * Expects that a reader's work grows with the length of the text: four times the text takes at most five times the work, and 256 KB at most
 * a second. It counts the processor time of this process, which a busy machine makes longer, too. So the short and the long text are read
 * in turn where there is enough work to tell: the better of five rounds decides about the growth, the best round about the second. A reader
 * may refuse; anything that is thrown is part of its work.
 */
export async function expectLinear(read: Reader, shape: (size: number) => string): Promise<void> {
  const [short, long] = [shape(small), shape(large)];
  if ((await work(read, long)) <= tooLittleToTell) return;
  const rounds: Round[] = [];
  while (!isShown(rounds) && steep(rounds) < enough && rounds.length < mostRounds) {
    rounds.push({ small: await work(read, short), large: await work(read, long) });
    if (fastest(rounds) > 5 * mostMs) break; // another round would not bring it below the limit
  }
  expect(rounds, "milliseconds of work for 64 KB and for 256 KB").toSatisfy(isShown);
}

function isShown(rounds: readonly Round[]): boolean {
  return rounds.length - steep(rounds) >= enough && fastest(rounds) <= mostMs;
}

/** How many rounds show more growth than a reader may have. */
function steep(rounds: readonly Round[]): number {
  return rounds.filter((round) => round.large > tooLittleToTell && round.large > mostRatio * round.small).length;
}

function fastest(rounds: readonly Round[]): number {
  return Math.min(...rounds.map(({ large: ms }) => ms));
}

async function work(read: Reader, text: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await read(text);
  } catch {
    // a refusal, or the parser's own words: what it cost is what counts
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
