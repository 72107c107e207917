import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { person } from "@/db/schema";
import { grantRole } from "@/lib/identity/commands/grant-role";
import { renamePerson } from "@/lib/identity/commands/rename-person";
import type { Person } from "@/lib/kernel/actor";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { personByEmail } from "@/lib/views/actors";

/** The committee of the demo: three who decide, of whom Rita works for a member, and one who only runs the portal. */
export const committee: readonly { readonly name: string; readonly email: string; readonly roles: readonly CommitteeRole[] }[] = [
  { name: "Carol Dane", email: "carol@meshproject.example", roles: ["chair"] },
  { name: "Ravi Menon", email: "ravi@meshproject.example", roles: ["reviewer"] },
  { name: "Rita Falk", email: "rita@globex.example", roles: ["reviewer"] },
  { name: "Ann Adler", email: "ann@meshproject.example", roles: ["administrator"] },
];

/** Sat in the committee when the first members joined, and does no longer. */
export const formerReviewer = { name: "Otto Winter", email: "otto@meshproject.example" };

/** Roles a person, on a day of the demo's past. */
export async function giveRole(
  who: { name: string; email: string },
  { list, role, now }: { list: string; role: CommitteeRole; now: Date },
): Promise<void> {
  await grantRole({ actor: { kind: "system", name: "demo" }, now }, { email: who.email, list, role });
  await setName(who, now);
}

/** The person with this address, made and named if new, as somebody who has just signed in at `now`. */
export async function signedIn(who: { name: string; email: string }, now: Date): Promise<Person> {
  await database().insert(person).values({ email: who.email, createdAt: now }).onConflictDoNothing();
  await setName(who, now);
  const found = await personByEmail(who.email);
  if (!found) throw new Error(`${who.email} was not stored`);
  return { ...found, signedInAt: now };
}

async function setName(who: { name: string; email: string }, now: Date): Promise<void> {
  const [row] = await database().select({ name: person.name }).from(person).where(eq(person.email, who.email));
  const found = await personByEmail(who.email);
  if (found && row?.name !== who.name) await renamePerson({ actor: found, now }, { name: who.name });
}
