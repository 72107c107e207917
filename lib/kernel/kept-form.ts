import { and, eq, gt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { keptForm } from "@/db/schema";
import { knownBrowser } from "@/lib/identity/asking-browser";
import { byCurrentNames } from "./former-names";
import { isId } from "./id";
import type { Problem } from "./refusal";

/** A refused form as its page shows it again. */
export type Kept = { readonly message: string; readonly problems: readonly Problem[]; readonly fields: Readonly<Record<string, string>> };

/**
 * The form that `?kept=` names, if this very browser typed it within the last day; else null.
 * Every page with a form asks it and fills the form from `fields`.
 */
export async function keptHere(kept: string | string[] | undefined): Promise<Kept | null> {
  if (typeof kept !== "string" || !isId(kept)) return null;
  const browser = await knownBrowser();
  if (browser === null) return null;
  const [row] = await database()
    .select({ message: keptForm.message, problems: keptForm.problems, fields: keptForm.fields })
    .from(keptForm)
    .where(and(eq(keptForm.id, kept), eq(keptForm.browserHash, browser), gt(keptForm.at, sql`now() - interval '1 day'`)));
  return row === undefined ? null : { ...row, fields: byCurrentNames(row.fields) };
}
