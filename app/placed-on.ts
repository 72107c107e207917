import type { Problem } from "@/lib/kernel/refusal";

/**
 * The mistakes of a refused form on a page with several similar forms: at the fields of the one that was sent, whose names end in
 * its id. A form without similar ones has no id.
 */
export function placedOn(problems: readonly Problem[], id: string | undefined): readonly Problem[] {
  return id === undefined ? problems : problems.map(({ field, message }) => ({ field: field === "" ? "" : `${field}.${id}`, message }));
}
