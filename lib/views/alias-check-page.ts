import { and, eq, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheck, application, contactAlias, member } from "@/db/schema";
import { aliasTokenPurpose } from "@/lib/alias/commands/ask-alias";
import { type AliasCheckState, aliasCheckState } from "@/lib/alias/rules";
import type { AliasCheckSubject } from "@/lib/alias/subjects";
import { contactsOf } from "@/lib/application/commands/people";
import type { Actor } from "@/lib/kernel/actor";
import { tokenHash } from "@/lib/kernel/token";

/** What the page behind an alias email shows. */
export type AliasCheckPage = {
  readonly list: string;
  /** What the answer is wanted for. */
  readonly subject: AliasCheckSubject;
  readonly organization: string;
  /** It was asked for an application, and the address is the contact alias of a member by now. */
  readonly isMembers: boolean;
  /** Who applied; null where it is asked for something else. */
  readonly applicant: { readonly name: string | null; readonly email: string } | null;
  readonly address: string;
  readonly state: AliasCheckState;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  /** The committee reviews the answer: see `whyReviewed`. */
  readonly byHand: boolean;
};

/**
 * The check that a link opens, or null. Anybody with the link sees it, signed in or not, and nobody else does; looking at
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
  const [applicant] = row.check.applicationId === null ? [] : await contactsOf(database(), row.check.applicationId);
  const { list, subjectKind: subject, address, askedAt, expiresAt, answeredAt, answeredBy, checkByHand: byHand } = row.check;
  return {
    list,
    subject,
    organization: row.organization,
    isMembers: subject === "application" && (await isMembersAlias(row.check)),
    applicant: applicant ?? null,
    address,
    state: aliasCheckState(row.check, new Date(row.now)),
    askedAt,
    expiresAt,
    answeredAt,
    answeredBy,
    byHand,
  };
}

/** Whether an organization is a member of the list whose contact alias is the address. */
async function isMembersAlias({ list, address, organizationId }: typeof aliasCheck.$inferSelect): Promise<boolean> {
  const rows = await database()
    .select({ id: contactAlias.id })
    .from(contactAlias)
    .innerJoin(member, eq(member.id, contactAlias.memberId))
    .where(
      and(
        eq(contactAlias.list, list),
        eq(sql`lower(${contactAlias.address})`, address.toLowerCase()),
        isNull(contactAlias.until),
        eq(member.organizationId, organizationId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
