import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { contactAlias } from "@/db/schema";

type Kept = { readonly print: string; readonly domains: readonly string[] };

/** The domains of each list's members as they were read last, because they are thousands and seldom change. */
const kept = new Map<string, Kept>();

/** The domains of a list's contact aliases. One array as long as they are the same, so that what is derived from them is kept too. */
export async function memberDomains(db: Database | Transaction, list: string): Promise<readonly string[]> {
  const ofMembers = and(eq(contactAlias.list, list), isNull(contactAlias.until));
  const print = sql<string>`concat(count(*), ' ', sum(hashtextextended(${contactAlias.domain}, 0) >> 8))`;
  const [now] = await db.select({ print }).from(contactAlias).where(ofMembers);
  const known = kept.get(list);
  if (known !== undefined && known.print === now?.print) return known.domains;
  const domains = sql<string[]>`coalesce(array_agg(distinct ${contactAlias.domain}), '{}')`;
  const [read] = await db.select({ print, domains }).from(contactAlias).where(ofMembers);
  if (read === undefined) throw new Error("Counting told nothing");
  kept.set(list, read);
  return read.domains;
}
