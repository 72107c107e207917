import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";

/** Milliseconds that a fixed piece of hashing takes: says how steady the machine is between turns. */
export function calm(): number {
  const begun = performance.now();
  let hash = "";
  for (let turn = 0; turn < 60_000; turn += 1) hash = createHash("sha256").update(hash).digest("hex");
  return performance.now() - begun;
}
