import { type Actor, hasSeat, isPerson } from "@/lib/kernel/actor";

type LetterOfList = { readonly list: string | null; readonly organizationId: string | null };

/** Whether a person may see to whom letters went and how they stand; never about an organization of a declared conflict of interest. */
export function maySeeLetter(actor: Actor, letter: LetterOfList): boolean {
  if (letter.list === null || !isPerson(actor)) return false;
  const { list, organizationId } = letter;
  const recused = actor.conflicts.some((conflict) => conflict.list === list && conflict.organizationId === organizationId);
  return !recused && hasSeat(actor, list, "chair", "administrator", "auditor");
}

/** Whether a person may send a letter again that could not be sent. */
export function maySendAgain(actor: Actor, letter: LetterOfList): boolean {
  return letter.list !== null && maySeeLetter(actor, letter) && hasSeat(actor, letter.list, "chair", "administrator");
}
