import type { ListDefinition } from "@/lib/list/definition";
import { listBySlug } from "@/lib/list/lookup";
import { UsageError } from "./verb";

/** A defined list by its slug. The definitions are read only now, so that a mistake in one is told as a sentence. */
export async function listNamed(slug: string): Promise<ListDefinition> {
  const { allLists } = await import("@/lists");
  const list = listBySlug(allLists, slug);
  if (!list) throw new UsageError(`There is no list "${slug}". Lists: ${allLists.map((each) => each.slug).join(", ")}.`);
  return list;
}
