import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { application, applicationContact, member, organization, organizationContact, person } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import type { ListDefinition } from "@/lib/list/definition";
import { addConflict } from "@/lib/organization/commands/conflicts";
import { createOrganization } from "@/lib/organization/commands/create-organization";
import { listOf } from "@/lib/organization/commands/list-of";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { sameName } from "@/lib/organization/names";
import { mayStart } from "../permissions";
import { draftDays } from "../rules";
import { aboutApplication } from "./emails";
import { takeEarlier } from "./take-earlier-answers";

export const organizationNameInput = singleLine(200, { name: "Organization name", empty: "Enter the name of your organization" });

const input = z.strictObject({
  list: z.string().max(100),
  /** The answers to the list's first questions, by key. They decide who may start and are not stored. */
  eligibility: z.record(z.string(), z.string()),
  organization: z.union([z.strictObject({ name: organizationNameInput }), z.strictObject({ id: z.uuid() })], {
    // A union does not report the errors of its parts: a name that is too long would be reported as missing.
    error: (issue) =>
      issue.code === "invalid_union"
        ? (issue.errors.flat().find(({ code, path }) => code === "custom" && path[0] === "name")?.message ??
          "Enter the name of your organization")
        : "Enter the name of your organization",
  }),
});

/** Where the person is led: their application, or, when the organization is a member already, its membership. */
export type Started = { readonly to: "application"; readonly reference: string } | { readonly to: "membership" };

/**
 * Starts an application as a draft that expires after 60 days. Somebody who has an open one on this list is taken to it, and
 * somebody who acts for a member to the membership: neither creates a second one. An organization that was applied for before
 * gets its earlier answers as drafts.
 */
export const startApplication = command(
  "startApplication",
  input,
  async (work, { list: slug, eligibility, organization: which }): Promise<Started> => {
    const list = listOf(slug);
    work.authorize(mayStart(work.actor, slug));
    if (!isPerson(work.actor)) throw notAllowed();
    refuseUnless(
      list.eligibility.every(({ key }) => eligibility[key] === "yes"),
      "The list is for organizations that can answer yes to every eligibility question. Answer those questions first.",
    );
    await work.tx.select({ id: person.id }).from(person).where(eq(person.id, work.actor.personId)).for("no key update"); // one start at a time

    const open = await openApplicationOf(work, slug, work.actor.personId);
    const known = open === null ? await organizationChosen(work, slug, work.actor, which) : null;
    if (open !== null || known?.isMember) {
      work.nothingToDo();
      return open === null ? { to: "membership" } : { to: "application", reference: open };
    }
    refuseUnless(
      await withinRate(work, rateLimits.startPerPerson, work.actor.personId),
      "You have reached the daily limit for applications. Try again tomorrow.",
      "too-often",
    );

    const organizationName = known?.name ?? ("name" in which ? which.name : "");
    const organizationId = known?.id ?? (await createOrganization(work, organizationName));
    const started = await createDraft(work, list, work.actor, { organizationId, organizationName });
    if (known !== null) await takeEarlier(work, started);
    return { to: "application", reference: started.reference };
  },
);

/** The reference of an application of this person on the list that is not decided yet. */
async function openApplicationOf(work: Work, list: string, personId: string): Promise<string | null> {
  const [row] = await work.tx
    .select({ reference: application.reference })
    .from(application)
    .innerJoin(applicationContact, eq(applicationContact.applicationId, application.id))
    .where(
      and(
        eq(applicationContact.personId, personId),
        eq(application.list, list),
        inArray(application.status, ["draft", "submitted", "information_requested"]),
      ),
    );
  return row?.reference ?? null;
}

type Known = { readonly id: string; readonly name: string; readonly isMember: boolean };

/** The organization that the person already acts for, picked or named again; null for one that is new to the portal. */
async function organizationChosen(
  work: Work,
  list: string,
  actor: Person,
  which: { name: string } | { id: string },
): Promise<Known | null> {
  const { rows } = await work.tx.execute<{ id: string; name: string; is_member: boolean }>(sql`
    select o.id, o.name, exists (select 1 from ${member} m where m.organization_id = o.id and m.list = ${list} and m.left_on is null) as is_member
    from ${organization} o
    where o.id in (select c.organization_id from ${organizationContact} c where c.person_id = ${actor.personId} and c.until_at is null
      union select a.organization_id from ${application} a join ${applicationContact} p on p.application_id = a.id where p.person_id = ${actor.personId})
    order by o.created_at`);
  const found = rows.find((row) => ("id" in which ? row.id === which.id : sameName(row.name, which.name)));
  if (found === undefined && "id" in which) throw notAllowed();
  return found === undefined ? null : { id: found.id, name: found.name, isMember: found.is_member };
}

async function createDraft(work: Work, list: ListDefinition, actor: Person, of: { organizationId: string; organizationName: string }) {
  const draftEndsOn = addDays(work.today, draftDays);
  const reference = await nextReference(work);
  const [row] = await work.tx
    .insert(application)
    .values({
      ...of,
      nameSkeleton: nameSkeleton(of.organizationName),
      reference,
      list: list.slug,
      criteriaOn: work.today,
      createdBy: actor.personId,
      createdAt: work.now,
      draftEndsOn,
    })
    .onConflictDoNothing()
    .returning();
  if (row === undefined)
    throw new Refusal(`A colleague has an open application for ${of.organizationName}. Ask them to invite you.`, { kind: "conflict" });
  await work.tx.insert(applicationContact).values({ applicationId: row.id, personId: actor.personId, since: work.now });
  await recuseCommittee(work, row, actor);
  work.audit("application.started", aboutApplication(row));
  return row;
}

/** The author of an application cannot review it: a reviewer or chair who starts one recuses themselves by doing so, and confirms that. */
export async function recuseCommittee(
  work: Work,
  { list, organizationId }: { list: string; organizationId: string },
  actor: Person,
): Promise<void> {
  if (!hasCommitteeRole(actor, list, "reviewer", "chair", "auditor")) return;
  const { personId } = actor;
  if (await addConflict(work, { list, personId, organizationId, origin: "declared", setBy: personId }))
    work.audit("conflict.declared", { kind: "organization", id: organizationId, list });
}
