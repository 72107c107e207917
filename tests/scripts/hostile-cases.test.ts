import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { hostileReport } from "@/scripts/hostile-cases";

const folder = mkdtempSync(join(tmpdir(), "hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));
const cases = ["HC-EML-001", "HC-EML-002", "HC-EML-003", "HC-AUD-001", "HC-AUD-002", "HC-AUD-003", "HC-AUD-004"];
writeFileSync(
  join(folder, "hostile-cases.jsonl"),
  cases.map((id) => JSON.stringify({ id, area: id.includes("EML") ? "input-email" : "audit" })).join("\n"),
);
writeFileSync(join(folder, "hostile-not-applicable.json"), JSON.stringify({ "HC-EML-003": "no such field", "HC-AUD-003": "not built" }));

it("counts a case as passed only when a test of it ran and none failed", () => {
  const { lines, failed } = hostileReport(
    [
      { title: "HC-EML-001 is refused", outcome: "passed" },
      { title: "HC-EML-002 and HC-AUD-001: are refused", outcome: "passed" },
      { title: "again HC-EML-002", outcome: "failed" },
      { title: "HC-AUD-002 waits", outcome: "skipped" },
      { title: "HC-AUD-003 is shown after all", outcome: "passed" },
    ],
    pathToFileURL(`${folder}/`),
  );
  expect(failed).toEqual([
    "HC-EML-002: a test of it failed",
    "HC-AUD-002: every test of it was skipped",
    "HC-AUD-003: it is listed as not applicable, and has a test",
    "HC-AUD-004: no test names it",
  ]);
  expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ["hostile cases", "cases", "passed", "not applicable", "failed"],
    ["input-email", "3", "1", "1", "1"],
    ["audit", "4", "1", "0", "3"],
    ["all", "7", "2", "1", "4"],
    ["HC-EML-003 not applicable: no such field"],
  ]);
});
