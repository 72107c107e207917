import type { ListDefinition } from "@/lib/list/definition";

/** The answers to the first questions as the end of an address, "?redistributes=yes&secrecy=yes". */
export function eligibleQuery(list: ListDefinition, answers: Readonly<Record<string, string | undefined>>): string {
  const given = list.eligibility.flatMap(({ key }) => (answers[key] === "yes" || answers[key] === "no" ? [[key, answers[key]]] : []));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** The answers among what an address or a form carries. */
export function eligibleAnswers(list: ListDefinition, given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(list.eligibility.map(({ key }) => [key, given[key] ?? ""]));
}
