import { expect } from "vitest";

const small = 64 * 1024;
const large = 4 * small;

/** Milliseconds of processor time. Below it a ratio says nothing but noise; what grows with the square is far above it at this size. */
const floorMs = 50;
const mostMs = 1_000;
const mostRatio = 5;
const rounds = 6;

type Reader = (text: string) => unknown;

/**
 * Expects that a reader's work grows with the length of the text: four times the text takes at most five times the work, and 256 KB at most
 * a second. It counts the processor time of this process, so that a busy machine does not matter much, and takes the best of several
 * rounds. A reader may refuse; anything that is thrown is part of its work.
 */
export async function expectLinear(read: Reader, shape: (size: number) => string): Promise<void> {
  const texts = { small: shape(small), large: shape(large) };
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    best.large = Math.min(best.large, await work(read, texts.large));
    if (best.large <= floorMs) return;
    best.small = Math.min(best.small, await work(read, texts.small));
    if (isLinear(best)) return;
    if (best.large > 20 * mostMs) break; // it will not become linear by another round
  }
  expect(best, "milliseconds of work for 64 KB and for 256 KB").toSatisfy(isLinear);
}

function isLinear(best: { small: number; large: number }): boolean {
  return best.large <= mostMs && best.large <= mostRatio * Math.max(best.small, floorMs / mostRatio);
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
