import { and, eq, isNull } from "drizzle-orm";
import { decision, reviewAssignment, routingTrouble } from "@/db/schema";
import { advance } from "@/lib/application/commands/advance";
import { aboutApplication, writeToContacts } from "@/lib/application/commands/emails";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { admit } from "@/lib/member/commands/admit";
import { decisionEmail } from "../email";
import { committeeOf } from "../queries/committee";
import { isStillEligible } from "../rules";
import { type AliasStanding, aliasStanding } from "./alias-state";
import { answersOf, askedOf } from "./decision-inputs";
import { takeBack } from "./take-back-decision";

type Held = typeof decision.$inferSelect;

/**
 * Makes a decision in its undo window effective: changes the application, creates the member and writes the emails, all or nothing. A
 * decision that is no longer valid, because the application was withdrawn, the alias was disowned or one of its two people
 * is no longer eligible, is undone instead. Returns whether it took effect.
 */
export async function carryOut(
  work: Work,
  application: LockedApplication,
  list: ListDefinition,
  held: Held,
  role?: string,
): Promise<boolean> {
  const read = await answersOf(work, application, list);
  const alias = await aliasStanding(work.tx, application.id, read);
  if (!(await stillCounts(work, application, held, alias))) {
    await takeBack(work, application, held.id, role);
    return false;
  }

  const about = { kind: "application", id: application.id, list: application.list };
  await advance(work, application, held.outcome === "accepted" ? "accept" : "decline", { decidedAt: work.now });
  await work.tx.update(decision).set({ releasedAt: work.now }).where(eq(decision.id, held.id));
  await endReviews(work, application.id);
  work.audit(held.outcome === "accepted" ? "application.accepted" : "application.declined", about, {}, role);

  if (held.outcome === "accepted" && alias.answeredAt !== null) {
    const { address, domain, answeredAt } = alias;
    const { nextRecheckOn } = await admit(work, { application, list, answers: read, alias: { address, domain, answeredAt } });
    await writeEmail(work, "welcome", address, aboutApplication(application), {
      organization: application.organizationName,
      reference: application.reference,
      nextRecheckOn,
    });
  }
  const email = decisionEmail({ list, application, ...held, asked: askedOf(read), alias: alias.address, today: work.today });
  await writeToContacts(work, application, email.kind, email.data);
  return true;
}

async function stillCounts(
  work: Work,
  application: LockedApplication,
  { outcome, decidedBy, secondedBy }: Held,
  alias: AliasStanding,
): Promise<boolean> {
  if (application.status !== "submitted") return false;
  if (outcome === "accepted" && (alias.state === "not-answered" || alias.answeredAt === null || alias.heldBy !== null)) return false;
  const committee = await committeeOf(work.tx, application.id);
  return [decidedBy, secondedBy].every((person) => isStillEligible(committee, person));
}

/** Nobody has the application any more. */
async function endReviews(work: Work, applicationId: string): Promise<void> {
  await work.tx
    .update(reviewAssignment)
    .set({ releasedAt: work.now, releasedBecause: "ended" })
    .where(and(eq(reviewAssignment.applicationId, applicationId), isNull(reviewAssignment.releasedAt)));
  await work.tx
    .update(routingTrouble)
    .set({ endedAt: work.now })
    .where(and(eq(routingTrouble.applicationId, applicationId), isNull(routingTrouble.endedAt)));
}
