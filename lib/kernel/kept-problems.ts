import type { Problem } from "./refusal";

/** The errors that a page shows above its heading after a refusal: each with its field, or one message without a field. */
export function problemsOf(kept: { readonly message: string; readonly problems: readonly Problem[] } | null): readonly Problem[] {
  if (!kept || (kept.message === "" && kept.problems.length === 0)) return []; // kept for the next page of a flow
  return kept.problems.length > 0 ? kept.problems : [{ field: "", message: kept.message }];
}
