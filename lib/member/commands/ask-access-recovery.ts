import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { accessRecovery, member, organizationContact } from "@/db/schema";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson, type Person } from "@/lib/kernel/actor";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { newToken } from "@/lib/kernel/token";
import { listOf } from "@/lib/organization/commands/list-of";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { aliasSignedIn, refuseAliasAsPerson } from "@/lib/organization/commands/person-address";
import { sameName } from "@/lib/organization/names";
import { mayAskToJoin } from "@/lib/organization/permissions";
import { aboutAccessRecovery } from "./access-recovery";

const input = z.strictObject({
  list: z.string().max(100),
  organization: singleLine(200, { name: "Organization", empty: "Enter the name of the organization" }),
  words: manyLines(1000, { name: "Text", empty: "Enter what happened, and what your role in the organization is" }),
});

export type AccessRecoveryAsked = { readonly to: "access-recovery"; readonly reference: string } | { readonly to: "membership" };

/**
 * Requests access recovery for an organization that nobody acts for any more. Only the request is stored here. Whether a member has the
 * name is looked up by the worker (`beginAccessRecovery`), so that the answer and its timing reveal nothing about any member. Other requests
 * for the same organization do not block it. One open request per person: somebody who has one is taken to it.
 */
export const askAccessRecovery = command(
  "askAccessRecovery",
  input,
  async (work, { list: slug, organization, words }): Promise<AccessRecoveryAsked> => {
    listOf(slug);
    const { actor } = work;
    work.authorize(mayAskToJoin(actor));
    if (!isPerson(actor)) throw notAllowed();
    refuseUnless(
      await withinRate(work, rateLimits.accessRecoveryPerPerson, actor.personId),
      "You have reached the daily limit for requests. Try again tomorrow.",
      "too-often",
    );
    await refuseAliasAsPerson(work, { address: actor.email, list: slug }, { message: aliasSignedIn });
    if (await isPrimaryOf(work, actor, { list: slug, name: organization })) {
      work.nothingToDo();
      return { to: "membership" };
    }
    await takeAdvisoryLock(work, "accessRecoveries", actor.personId);
    const [open] = await work.tx
      .select({ reference: accessRecovery.reference })
      .from(accessRecovery)
      .where(and(eq(accessRecovery.list, slug), eq(accessRecovery.personId, actor.personId), eq(accessRecovery.status, "open")));
    if (open !== undefined) {
      work.nothingToDo();
      return { to: "access-recovery", reference: open.reference };
    }
    return { to: "access-recovery", reference: await store(work, actor, { list: slug, organization, words }) };
  },
);

/** Asks about the person's own memberships alone. */
async function isPrimaryOf(work: Work, { personId }: Person, { list, name }: { list: string; name: string }): Promise<boolean> {
  const own = await work.tx
    .select({ name: member.name })
    .from(organizationContact)
    .innerJoin(member, eq(member.organizationId, organizationContact.organizationId))
    .where(
      and(
        eq(organizationContact.personId, personId),
        eq(organizationContact.role, "primary"),
        isNull(organizationContact.until),
        eq(member.list, list),
        isNull(member.leftOn),
      ),
    );
  return own.some((each) => sameName(each.name, name));
}

async function store(
  work: Work,
  { personId }: Person,
  { list, organization, words }: { list: string; organization: string; words: string },
): Promise<string> {
  const reference = await nextReference(work);
  const [made] = await work.tx
    .insert(accessRecovery)
    .values({ reference, list, organization, personId, words, dnsSecret: newToken("access-recovery-domain").secret, askedAt: work.now })
    .returning({ id: accessRecovery.id });
  if (made === undefined) throw new Error("The access recovery was not stored");
  work.enqueue("begin-access-recovery", { accessRecoveryId: made.id, at: work.now.toISOString() });
  work.audit("access_recovery.asked", aboutAccessRecovery({ id: made.id, list, reference }));
  return reference;
}
