import { expect } from "vitest";

const small = 64 * 1024;
const large = 4 * small;

/** Milliseconds of processor time. Below it a ratio says nothing but noise; work that grows with the square is far above it at this size. */
const tooLittleToTell = 500;
const mostMs = 1_000;
const mostRatio = 5;
const rounds = 5;

type Reader = (text: string) => unknown;
type Cost = { readonly small: number; readonly large: number };

/**
 * Expects that a reader's work grows with the length of the text: four times the text takes at most five times the work, and 256 KB at most
 * a second. It counts the processor time of this process and takes the best of several rounds, so that a busy machine does not matter
 * much. A reader may refuse; anything that is thrown is part of its work.
 */
export async function expectLinear(read: Reader, shape: (size: number) => string): Promise<void> {
  let best: Cost = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds && !isLinear(best); round += 1) {
    const cost = Math.min(best.large, await work(read, shape(large)));
    best = { large: cost, small: cost <= tooLittleToTell ? 0 : Math.min(best.small, await work(read, shape(small))) };
    if (best.large > 5 * mostMs) break; // another round would not bring it below the limit
  }
  expect(best, "milliseconds of work for 64 KB and for 256 KB").toSatisfy(isLinear);
}

function isLinear(cost: Cost): boolean {
  return cost.large <= tooLittleToTell || (cost.large <= mostMs && cost.large <= mostRatio * cost.small);
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
