import { env } from "@/lib/kernel/env";
import { notAllowed } from "@/lib/kernel/refusal";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { listBySlug } from "@/lib/list/lookup";
import { hostedLists } from "@/lists";

/** The definition of a list that this portal hosts. */
export function listOf(slug: string): ListDefinition {
  const list = listBySlug(hostedLists(env().PORTAL_LISTS?.join(",")), slug);
  if (list === undefined) throw notAllowed();
  return list;
}

/** One of some criteria by its key; a key that is not asked names no page. */
export function criterionOf(criteria: readonly Criterion[], key: string): Criterion {
  const found = criteria.find((criterion) => criterion.key === key);
  if (found === undefined) throw notAllowed();
  return found;
}
