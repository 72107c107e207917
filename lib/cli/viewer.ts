import type { Person } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { personByEmail } from "@/lib/views/actors";

/**
 * The person that `--as` names, with exactly the rights they have on the pages: the operator of the portal sees through nobody
 * else's eyes than those they name. Never fresh, so nothing important can be done this way.
 */
export async function viewerNamed(email: string): Promise<Person> {
  const person = await personByEmail(email);
  if (!person) throw new Refusal(`Nobody with the address ${email} is known to this portal.`);
  return person;
}
