import type { Problem } from "@/lib/kernel/refusal";

/**
 * Faults of a refused form, where several forms of a page ask alike: on the fields of the one that was sent, whose names end in
 * its id. A form that is alone in what it asks has no id.
 */
export function placedOn(problems: readonly Problem[], id: string | undefined): readonly Problem[] {
  return id === undefined ? problems : problems.map(({ field, message }) => ({ field: field === "" ? "" : `${field}.${id}`, message }));
}
