import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { succession } from "@/db/schema";
import { askAlias, askedTooOften } from "@/lib/alias/commands/ask-alias";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson, type Person } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { newToken } from "@/lib/kernel/token";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember, type MemberApproach } from "@/lib/organization/commands/approach-member";
import { listOf } from "@/lib/organization/commands/list-of";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { aliasSignedIn, refuseAliasAsPerson } from "@/lib/organization/commands/person-address";
import { mayAskToJoin, represents } from "@/lib/organization/permissions";
import { memberByName } from "./member-by-name";
import { aliasesOf, approachSuccession, tellOfSuccession } from "./succession";

const input = z.strictObject({
  list: z.string().max(100),
  organization: singleLine(200, { name: "Organization", empty: "Enter the name of the organization" }),
  words: manyLines(1000, { name: "Text", empty: "Enter what happened, and who you are there" }),
});

export type SuccessionAsked = { readonly to: "succession"; readonly reference: string } | { readonly to: "membership" };

/**
 * Somebody asks to take over an organization that nobody acts for any more. Nothing follows from asking alone: the contact alias is
 * asked, its domain is looked at, and everybody who acts for the organization is told at once and can stop it. The roster is public,
 * so a name that is not on it is said to be none. Asked already, one is led back to it.
 */
export const askSuccession = command(
  "askSuccession",
  input,
  async (work, { list: slug, organization, words }): Promise<SuccessionAsked> => {
    listOf(slug);
    const { actor } = work;
    work.authorize(mayAskToJoin(actor));
    if (!isPerson(actor)) throw notAllowed();
    refuseUnless(
      await withinRate(work, rateLimits.successionPerPerson, actor.personId),
      "You have asked as often as one day allows. Try again tomorrow.",
      "too-often",
    );
    await refuseAliasAsPerson(work, { address: actor.email, list: slug }, { message: aliasSignedIn });
    const memberId = await memberByName(work, slug, organization);
    if (memberId === null) {
      const message = "Enter the name as the roster shows it: no member of the list has this one";
      throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "organization", message }] });
    }
    const approach = await approachMember(work, memberId);
    if (represents(approach.actor, approach.member.organizationId, "primary")) {
      work.nothingToDo();
      return { to: "membership" };
    }
    const [open] = await work.tx
      .select({ reference: succession.reference, personId: succession.personId })
      .from(succession)
      .where(and(eq(succession.memberId, memberId), eq(succession.status, "open")));
    if (open?.personId === actor.personId) {
      work.nothingToDo();
      return { to: "succession", reference: open.reference };
    }
    refuseUnless(open === undefined, "Somebody asks for this organization already. Write to the committee.", "conflict");
    return { to: "succession", reference: await ask(work, approach, { actor, words }) };
  },
);

async function ask(work: Work, { member }: MemberApproach, { actor, words }: { actor: Person; words: string }): Promise<string> {
  const reference = await nextReference(work);
  const [made] = await work.tx
    .insert(succession)
    .values({
      reference,
      list: member.list,
      memberId: member.id,
      personId: actor.personId,
      words,
      dnsSecret: newToken("succession-domain").secret,
      askedAt: work.now,
    })
    .returning({ id: succession.id });
  if (made === undefined) throw new Error("The succession was not stored");
  await tellOfSuccession(work, await approachSuccession(work, made.id), null);
  await askForAlias(work, { member }, { id: made.id, reference });
  work.enqueue("check-succession-domain", { successionId: made.id });
  work.audit("succession.asked", aboutMember(member), { reference });
  return reference;
}

/** Asks the alias that is in use for longest; an answer proves that the mailbox is read, and decides nothing by itself. */
export async function askForAlias(
  work: Work,
  { member }: Pick<MemberApproach, "member">,
  { id, reference }: { id: string; reference: string },
): Promise<void> {
  const [address] = await aliasesOf(work, member);
  refuseUnless(address !== undefined, "The organization has no contact alias that could be asked. Write to the committee.");
  const asked = await askAlias(work, {
    subject: { kind: "succession", id },
    list: member.list,
    organizationId: member.organizationId,
    organization: member.name,
    memberId: member.id,
    reference,
    address,
  });
  refuseUnless(asked === "asked", `${askedTooOften}.`, "too-often");
}
