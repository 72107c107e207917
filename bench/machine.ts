import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";

/** Milliseconds for a fixed amount of hashing, to see whether the machine's speed changes between measurements. */
export function calm(): number {
  const begun = performance.now();
  let hash = "";
  for (let turn = 0; turn < 60_000; turn += 1) hash = createHash("sha256").update(hash).digest("hex");
  return performance.now() - begun;
}
