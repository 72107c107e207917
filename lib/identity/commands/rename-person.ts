import { eq } from "drizzle-orm";
import { z } from "zod";
import { person } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";

const input = z.strictObject({ name: singleLine(80, { empty: "Enter your name", name: "Name" }) });

/** Changes the name under which colleagues see one's edits. */
export const renamePerson = command("renamePerson", input, async (work, { name }) => {
  work.authorize(isPerson(work.actor));
  if (!isPerson(work.actor)) throw notAllowed();
  await work.tx.update(person).set({ name }).where(eq(person.id, work.actor.personId));
  work.audit("person.named", { kind: "person", id: work.actor.personId, list: null });
});
