import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { application as applicationTable, conflictOfInterest, reviewAssignment, routingTrouble } from "@/db/schema";
import { aboutApplication } from "@/lib/application/commands/emails";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { openStatuses } from "@/lib/application/lifecycle";
import { writeEmail } from "@/lib/email/write";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import type { ListDefinition } from "@/lib/list/definition";
import { addConflict, endDerivedConflict } from "@/lib/organization/commands/conflicts";
import { type CommitteeRoleHolder, committeeOf, openAssignmentsOf } from "../queries/committee";
import { type CommitteeMember, eligible, isAway, pickReviewers, readyToVote, routingTroubleOf } from "../rules";
import type { ReleaseReason, RoutingTrouble } from "../words";
import { writeToChairs } from "./chairs";
import { closeWhenEveryoneVoted } from "./close-round";
import { queueColumns } from "./queue-columns";
import { lastRound, openRound } from "./rounds";

type Assignment = { readonly id: string; readonly personId: string; readonly reviewedAt: Date | null };

/**
 * Assigns an application to the reviewers it needs: removes assignments of people who may not or cannot review, assigns others, tells the
 * chairs when nobody is left, and opens the vote when all assigned reviewers are done. An ended application loses all assignments.
 * Idempotent.
 * The application must be locked. Returns whether anything changed.
 */
export async function route(work: Work, application: LockedApplication, list: ListDefinition): Promise<boolean> {
  await takeAdvisoryLock(work, "routing", application.list); // two at once would see the same person idle, or record one conflict twice
  const committee = await committeeOf(work.tx, application.id);
  const derived = await recordDerived(work, application, committee);
  if (!(openStatuses as readonly string[]).includes(application.status)) return (await releaseEveryone(work, application)) || derived;
  const { kept, released } = await releaseUnable(work, application, committee);
  const round = await lastRound(work, application.id);
  if (round !== null) {
    const closed = derived && round.closedAt === null && (await closeWhenEveryoneVoted(work, application, list, round));
    return derived || released || closed;
  }

  const recused = await peopleWhoStepped(work, application.id);
  const needed = list.decision.reviewers;
  const holders = kept.map(({ personId }) => personId);
  const missing = holders.length < needed;
  const open = missing
    ? await openAssignmentsOf(
        work.tx,
        committee.map(({ personId }) => personId),
      )
    : new Map<string, number>();
  const picked = pickReviewers(committee, { assigned: holders, recused, needed, today: work.today, open });
  for (const member of picked) await assign(work, application, member);

  const assigned = [...holders, ...picked.map(({ personId }) => personId)];
  const trouble = routingTroubleOf(committee, assigned, list.decision);
  const told = await tellTrouble(work, { application, list, committee }, trouble);
  const opened =
    trouble === null &&
    picked.length === 0 &&
    readyToVote(
      kept.map(({ reviewedAt }) => ({ sent: reviewedAt !== null })),
      { needed, others: 0 },
    );
  if (opened) await openRound(work, application, list);
  return derived || released || picked.length > 0 || told || opened;
}

/** Gives an application to a reviewer and tells them by email. `by` is the chair who chose; without it the rule did. */
export async function assign(
  work: Work,
  application: LockedApplication,
  { personId, email }: Pick<CommitteeMember, "personId" | "email">,
  by?: string,
  role?: string,
): Promise<void> {
  await work.tx.insert(reviewAssignment).values({ ...queueColumns(application), personId, assignedAt: work.now, assignedBy: by ?? null });
  work.audit("review.assigned", { kind: "application", id: application.id, list: application.list }, { person: personId }, role);
  await writeEmail(work, "review-assigned", email, aboutApplication(application), {
    organization: application.organizationName,
    reference: application.reference,
    dueOn: application.decisionDueOn ?? work.today,
  });
}

/** Takes an application from a reviewer. */
export async function release(
  work: Work,
  application: LockedApplication,
  { id, personId }: Pick<Assignment, "id" | "personId">,
  because: ReleaseReason,
  role?: string,
): Promise<void> {
  await work.tx.update(reviewAssignment).set({ releasedAt: work.now, releasedBecause: because }).where(eq(reviewAssignment.id, id));
  work.audit(
    "review.released",
    { kind: "application", id: application.id, list: application.list },
    { person: personId, because: because.replaceAll("-", "_") },
    role,
  );
}

/** The application was withdrawn: nobody has it any more. */
async function releaseEveryone(work: Work, application: LockedApplication): Promise<boolean> {
  const open = await openAssignments(work, application.id);
  for (const assignment of open) await release(work, application, assignment, "ended");
  await work.tx
    .update(routingTrouble)
    .set({ endedAt: work.now })
    .where(and(eq(routingTrouble.applicationId, application.id), isNull(routingTrouble.endedAt)));
  return open.length > 0;
}

/** Those who have the application now. */
export async function openAssignments(work: Work, applicationId: string): Promise<readonly Assignment[]> {
  return work.tx
    .select({ id: reviewAssignment.id, personId: reviewAssignment.personId, reviewedAt: reviewAssignment.reviewedAt })
    .from(reviewAssignment)
    .where(and(eq(reviewAssignment.applicationId, applicationId), isNull(reviewAssignment.releasedAt)))
    .orderBy(reviewAssignment.assignedAt, reviewAssignment.id);
}

/**
 * Records in the audit trail who has a derived conflict of interest now, with its reason, and who no longer has. The row has no effect itself: the
 * facts have. There is one for all applications of the organization to the list, so it ends when none of them gives a reason. Returns
 * whether anything is new.
 */
async function recordDerived(work: Work, application: LockedApplication, committee: readonly CommitteeRoleHolder[]): Promise<boolean> {
  const { id, list, organizationId } = application;
  const about = { kind: "application", id, list };
  const rows = and(
    eq(conflictOfInterest.organizationId, organizationId),
    eq(conflictOfInterest.list, list),
    eq(conflictOfInterest.origin, "domain"),
  );
  const known = await work.tx
    .select({ personId: conflictOfInterest.personId, liftedAt: conflictOfInterest.liftedAt })
    .from(conflictOfInterest)
    .where(rows);
  const [derived, free] = [committee.filter(hasDerived), committee.filter((member) => !hasDerived(member))];
  const begun = derived.filter(({ personId }) => !known.some((each) => each.personId === personId));
  for (const { personId, conflicts } of begun) {
    await addConflict(work, { list, personId, organizationId, origin: "domain", setBy: null });
    work.audit("conflict.derived", about, { person: personId, because: conflicts.includes("acts") ? "acts" : "domain" });
  }
  const unfounded = free.filter(({ personId }) => known.some((each) => each.personId === personId && each.liftedAt === null));
  const elsewhere = unfounded.length === 0 ? [] : await derivedElsewhere(work, application);
  const over = unfounded.filter(({ personId }) => !elsewhere.includes(personId));
  for (const { personId } of over) {
    await endDerivedConflict(work, { list, personId, organizationId });
    work.audit("conflict.ended", about, { person: personId });
  }
  return begun.length > 0 || over.length > 0;
}

function hasDerived({ conflicts }: CommitteeRoleHolder): boolean {
  return conflicts.includes("acts") || conflicts.includes("domain");
}

/** Who has a derived conflict of interest regarding another application of the same organization to the list. */
async function derivedElsewhere(work: Work, { id, list, organizationId }: LockedApplication): Promise<readonly string[]> {
  const others = await work.tx
    .select({ id: applicationTable.id })
    .from(applicationTable)
    .where(and(eq(applicationTable.organizationId, organizationId), eq(applicationTable.list, list), ne(applicationTable.id, id)));
  const committees = await pipelined(others.map((other) => committeeOf(work.tx, other.id)));
  return committees.flatMap((committee) => committee.filter(hasDerived).map(({ personId }) => personId));
}

async function releaseUnable(
  work: Work,
  application: LockedApplication,
  committee: readonly CommitteeMember[],
): Promise<{ kept: readonly Assignment[]; released: boolean }> {
  const kept: Assignment[] = [];
  const assignments = await openAssignments(work, application.id);
  for (const assignment of assignments) {
    const because = inability(assignment, committee, work.today);
    if (because === null) kept.push(assignment);
    else await release(work, application, assignment, because);
  }
  return { kept, released: kept.length < assignments.length };
}

function inability({ personId, reviewedAt }: Assignment, committee: readonly CommitteeMember[], today: string): ReleaseReason | null {
  const member = committee.find((each) => each.personId === personId);
  if (member === undefined) return "role-ended";
  if (member.recused) return "conflict";
  return isAway(member, today) && reviewedAt === null ? "away" : null;
}

async function peopleWhoStepped(work: Work, applicationId: string): Promise<readonly string[]> {
  const rows = await work.tx
    .selectDistinct({ personId: reviewAssignment.personId })
    .from(reviewAssignment)
    .where(
      and(
        eq(reviewAssignment.applicationId, applicationId),
        isNotNull(reviewAssignment.releasedAt),
        eq(reviewAssignment.releasedBecause, "recused"),
      ),
    );
  return rows.map(({ personId }) => personId);
}

type RoutedApplication = { application: LockedApplication; list: ListDefinition; committee: readonly CommitteeMember[] };

/** The chairs are told once, at once; when the trouble is over its row ends, and a new trouble is told anew. */
async function tellTrouble(work: Work, about: RoutedApplication, trouble: RoutingTrouble | null): Promise<boolean> {
  const { application, list, committee } = about;
  const [known] = await work.tx.select().from(routingTrouble).where(eq(routingTrouble.applicationId, application.id));
  const open = known !== undefined && known.endedAt === null;
  if (trouble === null) {
    if (open) await work.tx.update(routingTrouble).set({ endedAt: work.now }).where(eq(routingTrouble.applicationId, application.id));
    return false;
  }
  if (open && known.why === trouble) return false;
  const row = { why: trouble, toldAt: work.now, endedAt: null };
  await work.tx
    .insert(routingTrouble)
    .values({ applicationId: application.id, ...row })
    .onConflictDoUpdate({ target: routingTrouble.applicationId, set: row });
  work.audit(
    "review.unroutable",
    { kind: "application", id: application.id, list: application.list },
    { why: trouble.replaceAll("-", "_") },
  );
  await writeToChairs(work, about, "review-unroutable", {
    organization: application.organizationName,
    reference: application.reference,
    why: troubleSentence(trouble, eligible(committee).length, list),
  });
  return true;
}

function troubleSentence(trouble: RoutingTrouble, people: number, { decision }: ListDefinition): string {
  if (trouble === "nobody")
    return "Everybody on the committee has a conflict of interest, is away, or is recused. Assign a reviewer, or ask the operator of the portal to give another person the reviewer role.";
  return `Only ${people} on the committee ${people === 1 ? "has" : "have"} no conflict of interest, and a vote needs ${decision.quorum}. Ask the operator of the portal to give another person the reviewer role.`;
}
