import { policyField } from "@/lib/application/drafts";
import type { Draft } from "@/lib/list/kind";

/** Fields of the form that belong to the page and not to the answer. */
const ofThePage = ["version", "key", "then", "add", "from", "says", "words", "recheck", "member"];

/** What a form of a criterion holds of the answer itself. Names that the criterion does not know are left for the command to refuse. */
export function draftIn(fields: Readonly<Record<string, string>>): Draft {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !ofThePage.includes(name)));
}

/** A "yes" to another text of the embargo policy than the one on the page is asked for again. */
export function acceptedAnew(draft: Draft, version: string | undefined): Draft {
  return version !== undefined && draft[policyField] !== version && draft.accept === "yes" ? { ...draft, accept: "" } : draft;
}
