import { and, desc, eq, notInArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { keptForm } from "@/db/schema";
import { currentPerson } from "@/lib/identity/current-actor";
import type { Asking } from "@/lib/identity/sign-in-limits";
import { type RequestLimit, secondsToWait } from "./request-limit";
import { looksLikeVulnerabilityDetails } from "./vulnerability-details";

const KB = 1024;
const MB = 1024 * KB;

/** Storage limits for refused forms. People who are signed in have a share of their own, which no stranger can fill. */
export const keptFormLimits = {
  bytesPerForm: 64 * KB,
  formsPerBrowser: 10,
  bytesOfStrangers: 64 * MB,
  bytesOfPeople: 256 * MB,
  /** In kilobytes. */
  perSource: { name: "kept-source", most: 2 * KB, minutes: 60 },
  perBrowser: { name: "kept-browser", most: KB, minutes: 60 },
  perPerson: { name: "kept-person", most: 8 * KB, minutes: 60 },
} as const satisfies Record<string, number | RequestLimit>;

/**
 * Keeps what was typed, so that the page can show it again. Returns the id, or null when it is not kept: for a browser without our
 * cookie, past a limit, when the share is full, or when it may contain vulnerability details. The oldest forms of the same browser
 * are deleted first, never those of another browser.
 */
export async function keepForm(
  form: Pick<typeof keptForm.$inferInsert, "path" | "message" | "problems" | "fields">,
  { browserHash, source }: Asking,
): Promise<string | null> {
  if (browserHash === null) return null;
  const fields = withoutNul(form.fields);
  if ([...Object.entries(fields).flat(), form.path, form.message].some(looksLikeVulnerabilityDetails)) return null;
  const bytes = 512 + Buffer.byteLength(JSON.stringify([fields, form.problems, form.path]));
  if (bytes > keptFormLimits.bytesPerForm) return null;
  const person = await currentPerson();
  const limits: readonly (readonly [RequestLimit, string | undefined])[] = person
    ? [[keptFormLimits.perPerson, person.personId]]
    : [
        [keptFormLimits.perSource, source?.address],
        [keptFormLimits.perBrowser, browserHash],
      ];
  for (const [limit, whom] of limits)
    if (whom !== undefined && (await secondsToWait(limit, whom, Math.ceil(bytes / KB))) !== null) return null;

  const row = { ...form, fields, browserHash, bytes, signedIn: person !== null };
  const share = person === null ? keptFormLimits.bytesOfStrangers : keptFormLimits.bytesOfPeople;
  return database().transaction(async (tx) => {
    const ofBrowser = eq(keptForm.browserHash, browserHash);
    const newest = tx.select({ id: keptForm.id }).from(keptForm).where(ofBrowser).orderBy(desc(keptForm.at), keptForm.id);
    await tx.delete(keptForm).where(and(ofBrowser, notInArray(keptForm.id, newest.limit(keptFormLimits.formsPerBrowser - 1))));
    const [filled] = await tx
      .select({ bytes: sql<number>`coalesce(sum(${keptForm.bytes}), 0)::float8` })
      .from(keptForm)
      .where(eq(keptForm.signedIn, row.signedIn));
    if ((filled?.bytes ?? 0) + bytes > share) return null;
    const [kept] = await tx.insert(keptForm).values(row).returning({ id: keptForm.id });
    return kept?.id ?? null;
  });
}

/** PostgreSQL stores no NUL and JSON no lone surrogate; the error at the field says what was wrong. */
function withoutNul(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replaceAll("\u0000", "").toWellFormed()]));
}
