import { and, eq, isNull, sql } from "drizzle-orm";
import { committeeRole, member, organization, organizationContact } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { notAllowed } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import type { MemberSubject } from "../permissions";
import { recusedFromMember } from "../queries/conflict";
import { isWithoutChair } from "../queries/without-chair";
import { listOf } from "./list-of";

export type LockedMember = typeof member.$inferSelect;

/** A locked member, and the actor with current roles, contacts and conflicts of interest. */
export type LockedMemberContext = {
  readonly member: LockedMember;
  readonly list: ListDefinition;
  /** With the committee roles and the roles at the organization as they are in the database now. */
  readonly actor: Actor;
  readonly subject: MemberSubject;
};

/**
 * Loads and locks a member until the end of the handler: first its organization, then the member (the order of locks is organization,
 * application, member, alias, trail). Reads the actor's roles, contacts and conflicts of interest again under the lock. Throws a Refusal that names
 * nothing if there is no such member.
 */
export async function loadMemberForUpdate(work: Work, memberId: string): Promise<LockedMemberContext> {
  const [[organized], [held]] = await pipelined([
    work.tx
      .select({ id: organization.id })
      .from(organization)
      .innerJoin(member, eq(member.organizationId, organization.id))
      .where(eq(member.id, memberId))
      .for("no key update", { of: organization }),
    work.tx.select().from(member).where(eq(member.id, memberId)).for("no key update"),
  ]);
  if (organized === undefined || held === undefined) throw notAllowed();
  const { list: slug, organizationId } = held;
  const [actor, recused] = await pipelined([asOfNow(work, slug, organizationId), isRecused(work, memberId)]);
  const list = listOf(slug);
  const withoutChair = await isWithoutChair(work.tx, { viewer: actor, list, about: "member", id: memberId });
  return { member: held, list, actor, subject: { list: slug, organizationId, recused, withoutChair } };
}

/** The actor with the roles on the list and the role for the organization that the database holds now. */
async function asOfNow(work: Work, list: string, organizationId: string): Promise<Actor> {
  const { actor } = work;
  if (!isPerson(actor)) return actor;
  const [roles, contacts] = await pipelined([
    work.tx
      .select({ list: committeeRole.list, role: committeeRole.role })
      .from(committeeRole)
      .where(and(eq(committeeRole.personId, actor.personId), eq(committeeRole.list, list), isNull(committeeRole.revokedAt)))
      .for("share"),
    work.tx
      .select({ organizationId: organizationContact.organizationId, role: organizationContact.role })
      .from(organizationContact)
      .where(
        and(
          eq(organizationContact.personId, actor.personId),
          eq(organizationContact.organizationId, organizationId),
          isNull(organizationContact.until),
        ),
      ),
  ]);
  return { ...actor, roles, contacts };
}

async function isRecused(work: Work, memberId: string): Promise<boolean> {
  if (!isPerson(work.actor)) return false;
  const { rows } = await work.tx.execute<{ recused: boolean }>(
    sql`select ${recusedFromMember(work.actor)} as recused from member m where m.id = ${memberId}`,
  );
  return rows[0]?.recused ?? true;
}
