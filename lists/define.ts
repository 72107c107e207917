import type { ListDefinition } from "@/lib/list/definition";
import { mistakesIn } from "@/lib/list/mistakes";

/**
 * The only way to make a list. Returns the definition as it is, or throws one Error that names the list and every mistake
 * in it, so that a portal with a mistake in its rules does not start.
 */
export function defineList(definition: ListDefinition): ListDefinition {
  const mistakes = mistakesIn(definition);
  if (mistakes.length > 0) {
    const number = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
    throw new Error(`The list "${definition.slug}" has ${number}:\n${mistakes.map((mistake) => `- ${mistake}`).join("\n")}`);
  }
  return definition;
}
