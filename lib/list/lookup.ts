import type { Criterion, ListDefinition } from "./definition";

export function listBySlug(lists: readonly ListDefinition[], slug: string): ListDefinition | undefined {
  return lists.find((list) => list.slug === slug);
}

export function criterionByKey(list: ListDefinition, key: string): Criterion | undefined {
  return list.criteria.find((criterion) => criterion.key === key);
}
