import { cookies } from "next/headers";
import { cache } from "react";
import { type Actor, isPerson, type Person, visitor } from "@/lib/kernel/actor";
import { log } from "@/lib/kernel/log";
import { sessionInUse } from "@/lib/views/actors";
import { noteSessionUse } from "./commands/use-session";
import { cookieNames } from "./cookies";

/** Who is asking, read from the database once per request. Anything but a whole, unexpired session is a visitor. */
export const currentActor: () => Promise<Actor> = cache(async () => {
  const token = (await cookies()).get(cookieNames().session)?.value;
  if (!token) return visitor;
  const used = await sessionInUse(token);
  if (used === null) return visitor;
  if (used.notedLongAgo) await noteSessionUse(token).catch((error: unknown) => log.warn("session.use-not-noted", { error }));
  return used.person;
});

/** The signed-in person, or null. */
export async function currentPerson(): Promise<Person | null> {
  const actor = await currentActor();
  return isPerson(actor) ? actor : null;
}
