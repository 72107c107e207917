import { and, eq, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasChange, aliasCheck, contactAlias, endOfMembership, member, organizationContact } from "@/db/schema";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { expireAliasChange } from "@/lib/alias/commands/expire-alias-change";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { type Person, visitor } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/command";
import { type Admitted, asWorker, globex, later, monday, personOf, someone, tokenTo } from "../member/world";
import { fresh as signedInNow } from "../review/world";

export * from "../member/world";

/** Globex's address in use, and the one it wishes for. */
export const old = "security@globex.example";
export const fresh = "psirt@globex.example";

/** The new address answers after half a day; three days of waiting follow. */
export const noon = later({ hours: 12 });
export const over = later({ days: 3, hours: 12 });

export type Wish = {
  mode?: "replace" | "add";
  oldAlias?: string;
  address?: string;
  reason?: string;
  reachesTeam?: string;
  oldIsDead?: "yes" | "";
};

/** What Globex wishes unless something else is said. */
export function wishOf(member: Admitted, wish: Wish = {}) {
  return {
    member: member.memberId,
    mode: "replace",
    oldAlias: "",
    address: `psirt@${member.domain}`,
    reason: "The old queue closes",
    reachesTeam: "",
    oldIsDead: "",
    ...wish,
  };
}

/** Gus, or somebody else, asks; the reference comes back. */
export async function ask(
  member: Admitted,
  wish: Wish = {},
  { now = monday, by = "gus" }: { now?: Date; by?: string } = {},
): Promise<string> {
  return (await askAliasChange(await personOf(member, by, now), wishOf(member, wish))).reference;
}

export async function changeOf(reference: string): Promise<typeof aliasChange.$inferSelect> {
  const [row] = await database().select().from(aliasChange).where(eq(aliasChange.reference, reference));
  if (!row) throw new Error(`There is no change ${reference}`);
  return row;
}

/** Somebody answers with the newest email to an address, and the worker carries it on. */
export async function answers(
  member: Admitted,
  now: Date,
  { address = `psirt@${member.domain}`, name = "Security rota" } = {},
): Promise<void> {
  const token = await tokenTo(address, "alias-check");
  await answerAliasCheck({ actor: visitor, now }, { token, name, organization: member.name });
  await followed(now);
}

export async function disowns(now: Date, address: string): Promise<void> {
  await disownAlias({ actor: visitor, now }, { token: await tokenTo(address, "alias-check"), word: "NOT OURS" });
  await followed(now);
}

/** The worker carries on every answer that lies there. */
export async function followed(now: Date): Promise<void> {
  const rows = await database()
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(
      and(eq(aliasCheck.subjectKind, "alias-change"), sql`(${aliasCheck.answeredAt} is not null or ${aliasCheck.disownedAt} is not null)`),
    );
  for (const { id } of rows) await followAliasChange(asWorker(now), { checkId: id });
}

export async function moves(reference: string, now: Date): Promise<void> {
  await moveAliasChange(asWorker(now), { changeId: (await changeOf(reference)).id });
}

export async function expires(reference: string, now: Date): Promise<void> {
  await expireAliasChange(asWorker(now), { changeId: (await changeOf(reference)).id });
}

/** A person of the committee, signed in a moment ago. */
export function of(who: Person, now = monday): Promise<Context> {
  return signedInNow(who, now);
}

/** What is delivered to: the aliases in force of members that have not left. */
export async function deliverable(list = "istio"): Promise<readonly string[]> {
  const rows = await database()
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .innerJoin(member, eq(member.id, contactAlias.memberId))
    .where(and(eq(contactAlias.list, list), isNull(contactAlias.until), isNull(member.leftOn)))
    .orderBy(contactAlias.address);
  return rows.map(({ address }) => address);
}

/** The member goes, as far as the database sees it: under the locks that every story about it takes. */
export async function goes({ memberId, organizationId }: Admitted, now: Date): Promise<void> {
  await database().transaction(async (tx) => {
    await tx.execute(sql`select 1 from organization where id = ${organizationId} for no key update`);
    await tx.execute(sql`select 1 from member where id = ${memberId} for no key update`);
    const on = now.toISOString().slice(0, 10);
    await tx.update(member).set({ leftOn: on }).where(eq(member.id, memberId));
    await tx.insert(endOfMembership).values({ memberId, kind: "left", on, at: now }).onConflictDoNothing();
    await tx
      .update(contactAlias)
      .set({ until: now })
      .where(and(eq(contactAlias.memberId, memberId), isNull(contactAlias.until)));
  });
}

/** Somebody acts for Globex from now on. */
export async function representative(name: string, role: "reader" | "deputy", personId?: string): Promise<void> {
  const id = personId ?? (await someone(`${name}@globex.example`)).personId;
  await database().insert(organizationContact).values({ organizationId: globex.organizationId, personId: id, role, since: monday });
}

/** Every email to an address, by kind, in order. */
export async function emailsTo(recipient: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ kind: string }>(
    sql`select kind from email where recipient = ${recipient} order by created_at, kind`,
  );
  return rows.map(({ kind }) => kind);
}
