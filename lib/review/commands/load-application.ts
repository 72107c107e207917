import { sql } from "drizzle-orm";
import { type LockedApplication, lockApplication } from "@/lib/application/commands/lock";
import { chairedApplications, viewerRecused } from "@/lib/application/queries/conflict";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { notAllowed } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWithoutChair } from "@/lib/organization/queries/without-chair";
import type { UnderReview } from "../permissions";

/** A locked application, and who acts on it by the roles and conflicts of this moment. */
export type LockedApplicationContext = {
  readonly application: LockedApplication;
  readonly list: ListDefinition;
  /** As they are in the database now: a role that was taken away a second ago is gone. */
  readonly actor: Actor;
  readonly subject: UnderReview;
};

/**
 * Loads and locks an application and reads the actor's roles and conflicts anew, under its lock. Every command of the review begins
 * here. A draft is nobody's but the applicant's: it is refused like something that does not exist.
 */
export async function loadApplicationForUpdate(work: Work, by: { reference: string } | { id: string }): Promise<LockedApplicationContext> {
  const application = await lockApplication(work, by);
  if (application.submittedAt === null) throw notAllowed();
  const [actor, recused] = await pipelined([committeeNow(work, application.list), isRecused(work, application.id)]);
  const list = listOf(application.list);
  const withoutChair = await isWithoutChair(work.tx, { viewer: actor, list, about: chairedApplications, id: application.id });
  return { application, list, actor, subject: { list: application.list, recused, withoutChair } };
}

async function isRecused(work: Work, applicationId: string): Promise<boolean> {
  if (!isPerson(work.actor)) return false;
  const { rows } = await work.tx.execute<{ recused: boolean }>(
    sql`select ${viewerRecused(work.actor)} as recused from application a where a.id = ${applicationId}`,
  );
  return rows[0]?.recused ?? true;
}
