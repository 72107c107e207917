import type { ListDefinition } from "./definition";

/** Whether any eligible reviewer acts as chair where no eligible chair is left: the list says so, or says nothing. */
export function reviewersActAsChair({ fallback }: Pick<ListDefinition, "fallback">): boolean {
  return (fallback?.withoutChair ?? "committee") === "committee";
}

/** Who is asked to name more people when too few can read an appeal. */
export function appealsContactOf({ fallback, contact }: Pick<ListDefinition, "fallback" | "contact">): ListDefinition["contact"] {
  return fallback?.appealsContact ?? contact;
}
