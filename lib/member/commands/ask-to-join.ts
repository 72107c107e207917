import { and, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { joinRequest } from "@/db/schema";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson, type Person } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { aboutMember, writeToEach } from "@/lib/organization/commands/about-member";
import { listOf } from "@/lib/organization/commands/list-of";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { representativesOf } from "@/lib/organization/commands/people-of";
import { aliasSignedIn, refuseAliasAsPerson } from "@/lib/organization/commands/person-address";
import { mayAskToJoin, represents } from "@/lib/organization/permissions";
import { displayName } from "../display-name";
import { escalateOn } from "../rules";
import { tellCommitteeOfJoin } from "./join-request";
import { memberByName } from "./member-by-name";

const input = z.strictObject({
  list: z.string().max(100),
  organization: singleLine(200, { name: "Organization", empty: "Enter the name of the organization" }),
  words: manyLines(1000, { name: "Text", empty: "Enter who you are and why you are asking" }),
});

/**
 * Somebody asks to act for an organization that is a member. Its primary representatives are asked; where there are none, the
 * committee at once. Whether there is such a member, who acts for it and what became of an earlier request is told to nobody: the
 * answer is the same, and only who acts for it already is led to the membership.
 */
export const askToJoin = command(
  "askToJoin",
  input,
  async (work, { list: slug, organization, words }): Promise<{ to: "told" | "membership" }> => {
    listOf(slug);
    const { actor } = work;
    work.authorize(mayAskToJoin(actor));
    if (!isPerson(actor)) throw notAllowed();
    refuseUnless(
      await withinRate(work, rateLimits.joinPerPerson, actor.personId),
      "You have reached the daily limit for requests. Try again tomorrow.",
      "too-often",
    );
    await refuseAliasAsPerson(work, { address: actor.email, list: slug }, { message: aliasSignedIn });
    const memberId = await memberByName(work, slug, organization);
    const locked = memberId === null ? null : await loadMemberForUpdate(work, memberId);
    const here = locked !== null && represents(locked.actor, locked.member.organizationId);
    if (locked === null || here || !(await mayBeAsked(work, locked, actor))) work.nothingToDo();
    else await ask(work, locked, { actor, words });
    return { to: here ? "membership" : "told" };
  },
);

/** Nobody is asked twice about one person, or so often that it fills a mailbox. */
async function mayBeAsked(work: Work, { member }: LockedMemberContext, { personId }: Person): Promise<boolean> {
  if (member.leftOn !== null) return false;
  const [open] = await work.tx
    .select({ open: count() })
    .from(joinRequest)
    .where(and(eq(joinRequest.memberId, member.id), eq(joinRequest.personId, personId), isNull(joinRequest.answeredAt)));
  return open?.open === 0 && (await withinRate(work, rateLimits.joinPerMember, member.id));
}

async function ask(work: Work, { member, list }: LockedMemberContext, { actor, words }: { actor: Person; words: string }): Promise<void> {
  const primaries = (await representativesOf(work, member.organizationId)).filter(({ role }) => role === "primary");
  const escalatedAt = primaries.length === 0 ? work.now : null;
  const [made] = await work.tx
    .insert(joinRequest)
    .values({ memberId: member.id, personId: actor.personId, words, askedAt: work.now, escalatedAt })
    .returning({ id: joinRequest.id });
  if (made === undefined) throw new Error("The request was not stored");
  const about = aboutMember(member, `join-${made.id}`);
  work.audit("join.asked", about, { request: made.id });
  if (primaries.length === 0) return tellCommitteeOfJoin(work, { member, list }, { id: made.id, askedAt: work.now });
  const escalates = escalateOn(list, work.now);
  const to: string[] = [];
  for (const { email } of primaries) if (await withinRate(work, rateLimits.emailsByStrangers, email)) to.push(email);
  if (to.length < primaries.length) work.audit("email.rate_limited", about, { request: made.id }); // the request stands on their page
  await writeToEach(work, {
    kind: "join-asked",
    about,
    data: { organization: member.name, person: displayName(actor), words, answerBy: dayOf(escalates) },
    to,
  });
  work.enqueue("escalate-join-request", { requestId: made.id }, escalates);
}
