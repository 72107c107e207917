import { eq } from "drizzle-orm";
import { z } from "zod";
import { aliasChange } from "@/db/schema";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { representativesOf } from "@/lib/organization/commands/people-of";
import { mayReviewMember } from "@/lib/organization/permissions";
import { changeReference, loadAliasChangeForUpdate } from "./load-change";

const input = z.strictObject({
  reference: changeReference,
  person: z.uuid({ error: "Choose who you spoke with" }),
  how: manyLines(500, { name: "How you spoke", empty: "Enter how you spoke, and how you knew who it was" }),
});

/**
 * A committee member records that they spoke with a representative, other than by email, because nobody reads the address in
 * use. Two people can approve only after that. A later call replaces an earlier one.
 */
export const recordAliasChangeCall = command("recordAliasChangeCall", input, async (work, { reference, person, how }) => {
  const { actor, subject, change, member, about } = await loadAliasChangeForUpdate(work, { reference });
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  refuseUnless(change.status === "asked" || change.status === "waiting", "The change is no longer waiting for approval.", "conflict");
  refuseUnless(change.oldIsDead, "The current address was not reported as unmonitored, so no call is needed.");
  const known = (await representativesOf(work, member.organizationId)).some(({ personId }) => personId === person);
  if (!known) {
    const message = "Choose somebody who acts for the organization now";
    throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "person", message }] });
  }
  await work.tx
    .update(aliasChange)
    .set({ spokeWith: person, spokeBy: actor.personId, spokeAt: work.now, spokeHow: how })
    .where(eq(aliasChange.id, change.id));
  work.audit("alias.change_spoken", about, { person }, roleOf(actor, change.list));
});
