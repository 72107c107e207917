import { threadId } from "node:worker_threads";

/** Readers with every fault that a thread has to survive. Run by name, in tests/kernel/reader-thread.test.ts. */

export function readForEver(): never {
  for (;;);
}

export function fillMemory(): never {
  const kept: string[][] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => `${kept.length} ${at}`));
}

export function exit(): never {
  process.exit(0);
}

export function recurse(depth = 0): number {
  return recurse(depth + 1) + 1;
}

export function echo(text: string): string {
  return text;
}

/** The number of the thread, which answers and then ends. */
export function exitAfterwards(): number {
  setImmediate(() => process.exit(0));
  return threadId;
}

export function numberOfThread(): number {
  return threadId;
}
