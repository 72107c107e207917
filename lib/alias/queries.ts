import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheck, application, member } from "@/db/schema";
import type { Actor } from "@/lib/kernel/actor";
import { tokenHash } from "@/lib/kernel/token";
import { aliasTokenPurpose } from "./commands/ask-alias";
import { type AliasCheckState, aliasCheckState } from "./rules";
import type { AliasCheckSubject } from "./subjects";

/** What the page behind an alias letter shows. */
export type AliasCheckPage = {
  readonly list: string;
  /** What the answer is wanted for. */
  readonly subject: AliasCheckSubject;
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
      organization: sql<string>`coalesce(${application.organizationName}, ${member.name})`,
      now: sql<string>`to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    })
    .from(aliasCheck)
    .leftJoin(application, eq(application.id, aliasCheck.applicationId))
    .leftJoin(member, eq(member.id, aliasCheck.memberId))
    .where(eq(aliasCheck.tokenHash, tokenHash(aliasTokenPurpose, token)));
  if (row === undefined) return null;
  const { list, subjectKind: subject, address, askedAt, expiresAt, answeredAt, answeredBy } = row.check;
  return {
    list,
    subject,
    organization: row.organization,
    address,
    state: aliasCheckState(row.check, new Date(row.now)),
    askedAt,
    expiresAt,
    answeredAt,
    answeredBy,
  };
}
