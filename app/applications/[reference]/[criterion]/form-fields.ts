import type { Draft } from "@/lib/list/kind";

/** Fields of the form that belong to the page and not to the answer. */
const ofThePage = ["version", "key", "then", "add", "finished", "from", "keep", "unchanged", "known", "elsewhere"];

/** What a form of a criterion holds of the answer itself. Names that the criterion does not know are left for the command to refuse. */
export function draftIn(fields: Readonly<Record<string, string>>): Draft {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !ofThePage.includes(name)));
}
