import { cookies } from "next/headers";
import { cache } from "react";
import { type Actor, isPerson, type Person, visitor } from "@/lib/kernel/actor";
import { cookieNames } from "./cookies";
import { personOfSession } from "./queries";

/** Who is asking, read from the database once per request. Anything but a whole, unexpired session is a visitor. */
export const currentActor: () => Promise<Actor> = cache(async () => {
  const token = (await cookies()).get(cookieNames().session)?.value;
  if (!token) return visitor;
  return (await personOfSession(token)) ?? visitor;
});

/** The signed-in person, or null. */
export async function currentPerson(): Promise<Person | null> {
  const actor = await currentActor();
  return isPerson(actor) ? actor : null;
}
