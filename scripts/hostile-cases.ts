import { readFileSync } from "node:fs";

/** How one test ended, its whole title, and for one that failed the first line of its error. */
export type Told = { readonly title: string; readonly outcome: "passed" | "failed" | "skipped"; readonly error?: string };

type Case = { readonly id: string; readonly area: string };

/**
 * The results of the cases in `tests/data/hostile-cases.jsonl` by area, from the tests that ran. A case has passed when a
 * test with its id in the title passed and none failed; it does not apply when `tests/data/hostile-not-applicable.json` says why;
 * otherwise it has failed, also when no test names it. `lines` is the table to print, one line per area, and `failed` contains the ids with
 * the reason.
 */
export function hostileReport(
  tests: readonly Told[],
  data: URL,
): { readonly lines: readonly string[]; readonly failed: readonly string[] } {
  const cases = readFileSync(new URL("hostile-cases.jsonl", data), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
  const reasons = JSON.parse(readFileSync(new URL("hostile-not-applicable.json", data), "utf8")) as Record<string, string>;
  const outcomes = new Map<string, Told["outcome"][]>();
  for (const { title, outcome } of tests)
    for (const [id] of title.matchAll(/HC-[A-Z]{3}-\d{3}/g)) outcomes.set(id, [...(outcomes.get(id) ?? []), outcome]);

  const rows = cases.map(({ id, area }) => ({ id, area, ...verdictOf(outcomes.get(id) ?? [], reasons[id]) }));
  const areas = [...new Set(cases.map(({ area }) => area))];
  const count = (verdict: string, within: readonly { verdict: string }[]) => within.filter((row) => row.verdict === verdict).length;
  const line = (name: string, within: typeof rows) =>
    `${name.padEnd(18)} ${String(within.length).padStart(5)} ${String(count("passed", within)).padStart(7)} ${String(count("not applicable", within)).padStart(15)} ${String(count("failed", within)).padStart(7)}`;
  return {
    lines: [
      `${"hostile cases".padEnd(18)} ${"cases".padStart(5)} ${"passed".padStart(7)} ${"not applicable".padStart(15)} ${"failed".padStart(7)}`,
      ...areas.map((area) =>
        line(
          area,
          rows.filter((row) => row.area === area),
        ),
      ),
      line("all", rows),
      ...rows.flatMap(({ id, verdict, why }) => (verdict === "not applicable" ? [`  ${id} ${verdict}: ${why}`] : [])),
    ],
    failed: rows.flatMap(({ id, verdict, why }) => (verdict === "failed" ? [`${id}: ${why}`] : [])),
  };
}

function verdictOf(outcomes: readonly Told["outcome"][], reason: string | undefined): { verdict: string; why: string } {
  if (outcomes.includes("failed")) return { verdict: "failed", why: "a test of it failed" };
  if (reason !== undefined && outcomes.includes("passed"))
    return { verdict: "failed", why: "it is listed as not applicable, and has a test" };
  if (outcomes.includes("passed")) return { verdict: "passed", why: "" };
  if (reason !== undefined) return { verdict: "not applicable", why: reason };
  return { verdict: "failed", why: outcomes.length > 0 ? "every test of it was skipped" : "no test names it" };
}
