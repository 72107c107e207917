import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheck, application } from "@/db/schema";
import type { Actor } from "@/lib/kernel/actor";
import { tokenHash } from "@/lib/kernel/token";
import { aliasTokenPurpose } from "./commands/ask-alias";
import { type AliasCheckState, aliasCheckState } from "./rules";

/** What the page behind an alias letter shows. */
export type AliasCheckPage = {
  readonly list: string;
  readonly organization: string;
  readonly address: string;
  readonly state: AliasCheckState;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
};

/**
 * The check that a link opens, or null. Whoever holds the link sees it, signed in or not, and nobody else does; looking at
 * it changes nothing.
 */
export async function aliasCheckOfLink(_viewer: Actor, token: string): Promise<AliasCheckPage | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await database()
    .select({
      check: aliasCheck,
      organization: application.organizationName,
      now: sql<string>`to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    })
    .from(aliasCheck)
    .innerJoin(application, eq(application.id, aliasCheck.applicationId))
    .where(eq(aliasCheck.tokenHash, tokenHash(aliasTokenPurpose, token)));
  if (row === undefined) return null;
  const { list, address, askedAt, expiresAt, answeredAt, answeredBy } = row.check;
  return {
    list,
    organization: row.organization,
    address,
    state: aliasCheckState(row.check, new Date(row.now)),
    askedAt,
    expiresAt,
    answeredAt,
    answeredBy,
  };
}
