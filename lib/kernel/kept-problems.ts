import type { Problem } from "./refusal";

/** What a page says above its heading after a refusal: every fault with its field, or the one sentence without a field. */
export function problemsOf(kept: { readonly message: string; readonly problems: readonly Problem[] } | null): readonly Problem[] {
  if (!kept || (kept.message === "" && kept.problems.length === 0)) return []; // kept for the next page of a walk
  return kept.problems.length > 0 ? kept.problems : [{ field: "", message: kept.message }];
}
