import { memberAnswer } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import type { ReadCriterion } from "@/lib/application/reading";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { violatedConstraint, type Work } from "@/lib/kernel/command";
import { domainLists } from "@/lib/kernel/domain";
import { Refusal } from "@/lib/kernel/refusal";
import { criterionVersion } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { addContactAlias } from "@/lib/organization/commands/contact-alias";
import { addContact, addDomains } from "@/lib/organization/commands/contacts";
import { startMembership } from "@/lib/organization/commands/membership";
import { firstRecheckOn } from "../rules";

export type Admission = {
  readonly application: LockedApplication;
  readonly list: ListDefinition;
  /** What the organization is admitted on. */
  readonly answers: readonly ReadCriterion[];
  readonly alias: { readonly address: string; readonly domain: string; readonly answeredAt: Date };
};

/**
 * Makes the organization of an accepted application a member, all in the caller's transaction: the membership with the day of
 * its first re-check, the contact alias with the moment a person answered there, its domain as the organization's own, the answers it was admitted on, and the
 * applicant's people as contacts, the one who sent the application first. Refuses an organization that is a member already and
 * an alias that is another member's.
 */
export async function admit(
  work: Work,
  { application, list, answers, alias }: Admission,
): Promise<{ memberId: string; nextRecheckOn: string }> {
  const nextRecheckOn = firstRecheckOn(list, application.organizationId, work.today);
  const memberId = await refusingDoubles(async () => {
    const id = await startMembership(work, {
      list: list.slug,
      organizationId: application.organizationId,
      name: application.organizationName,
      nameSkeleton: nameSkeleton(application.organizationName),
      since: work.today,
      applicationId: application.id,
      nextRecheckOn,
    });
    if ((await addContactAlias(work, { memberId: id, list: list.slug, ...alias })) === null)
      throw new Refusal("This contact alias already belongs to another member.", { kind: "conflict" });
    // A shared host does not show who owns the address.
    if (domainLists.serviceAt(alias.domain) !== "hosted") await addDomains(work, application.organizationId, [alias.domain]);
    return id;
  });

  const statements = answers.flatMap(({ criterion, stored }) =>
    stored === null
      ? []
      : [
          {
            memberId,
            criterion: criterion.key,
            criterionVersion: criterionVersion(criterion, application.criteriaOn),
            draft: { ...stored.draft },
            confirmedOn: work.today,
          },
        ],
  );
  if (statements.length > 0) await work.tx.insert(memberAnswer).values(statements);
  await makeContacts(work, application);
  work.audit("member.admitted", { kind: "member", id: memberId, list: list.slug }, { reference: application.reference, nextRecheckOn });
  return { memberId, nextRecheckOn };
}

async function makeContacts(work: Work, { organizationId, contactIds, submittedBy, createdBy }: LockedApplication): Promise<void> {
  const first = contactIds.find((id) => id === submittedBy) ?? contactIds.find((id) => id === createdBy) ?? contactIds[0];
  for (const personId of contactIds) {
    const role = personId === first ? ("primary" as const) : ("deputy" as const);
    await addContact(work, { organizationId, personId, role });
  }
}

async function refusingDoubles(store: () => Promise<string>): Promise<string> {
  try {
    return await store();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "one_membership_per_list")
      throw new Refusal("This organization is already a member of the list.", { kind: "conflict" });
    throw error;
  }
}
