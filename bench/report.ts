import type { Figures } from "./load";

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function heading(text: string): void {
  say(`\n## ${text}\n`);
}

/** Rows of cells, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)), []);
  for (const row of rows)
    say(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

export const figuresHead = ["", "per s", "p50 ms", "p95 ms", "p99 ms", "requests", "errors"];

/** One line of figures. */
export function figuresRow(name: string, { perSecond, p50, p95, p99, requests, errors }: Figures): string[] {
  return [name, perSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), p99.toFixed(1), String(requests), String(errors)];
}

/** Whether a ratio meets its goal. */
export function goal(number: string, what: string, ratio: number, bar: { atLeast: number } | { atMost: number }): string[] {
  const met = "atLeast" in bar ? ratio >= bar.atLeast : ratio <= bar.atMost;
  const wanted = "atLeast" in bar ? `at least ${bar.atLeast.toFixed(2)}` : `at most ${bar.atMost.toFixed(2)}`;
  return [`goal ${number}`, what, ratio.toFixed(2), wanted, met ? "met" : "not met"];
}
