import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";

type EmailOfList = { readonly list: string | null; readonly organizationId: string | null };

/** Whether a person may see to whom emails were sent and whether they arrived; never with a declared conflict of interest. */
export function maySeeEmail(actor: Actor, email: EmailOfList): boolean {
  if (email.list === null || !isPerson(actor)) return false;
  const { list, organizationId } = email;
  const recused = actor.conflicts.some((conflict) => conflict.list === list && conflict.organizationId === organizationId);
  return !recused && hasCommitteeRole(actor, list, "chair", "administrator", "auditor");
}

/** Whether a person may send an email again that could not be sent. */
export function maySendAgain(actor: Actor, email: EmailOfList): boolean {
  return email.list !== null && maySeeEmail(actor, email) && hasCommitteeRole(actor, email.list, "chair", "administrator");
}
