import type { Problem } from "./refusal";

/** What a page says above its heading after a refusal: every fault with its field, or the one sentence without a field. */
export function problemsOf(kept: { readonly message: string; readonly problems: readonly Problem[] } | null): readonly Problem[] {
  if (!kept) return [];
  return kept.problems.length > 0 ? kept.problems : [{ field: "", message: kept.message }];
}
