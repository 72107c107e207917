import { readFileSync } from "node:fs";
import * as z from "zod";

const hostileCase = z.strictObject({
  id: z.string().regex(/^HC-[A-Z]{3}-\d{3}$/),
  area: z.string(),
  given: z.string(),
  when: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: given, when and then are the words of the cases
  then: z.string(),
  severity: z.enum(["critical", "high", "medium", "low"]),
});

export type HostileCase = z.infer<typeof hostileCase>;

const all = readFileSync(new URL("hostile-cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => hostileCase.parse(JSON.parse(line)));

/** The hostile cases of one area ("input-email"), in their order. An area without cases is a slip of the pen and throws. */
export function hostileCases(area: string): readonly HostileCase[] {
  const cases = all.filter((each) => each.area === area);
  if (cases.length === 0) throw new Error(`No hostile cases in the area ${area}`);
  return cases;
}
