import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { person, reviewerAbsence } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { maySeeQueue } from "../permissions";

export type OwnSettings = { readonly awayUntil: Day | null; readonly shortcuts: boolean };

/** The viewer's own settings for a list's committee area. Null for people without a role. */
export async function ownSettings(viewer: Actor, list: string): Promise<OwnSettings | null> {
  if (!isPerson(viewer) || !maySeeQueue(viewer, list)) return null;
  const [row] = await database().select({ shortcuts: person.shortcuts }).from(person).where(eq(person.id, viewer.personId));
  const absences = await database()
    .select({ list: reviewerAbsence.list, until: reviewerAbsence.untilOn })
    .from(reviewerAbsence)
    .where(eq(reviewerAbsence.personId, viewer.personId));
  return { shortcuts: row?.shortcuts ?? false, awayUntil: absences.find((absence) => absence.list === list)?.until ?? null };
}
