import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { aliasChangeStop, organizationContact, person } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { tokenHash } from "@/lib/kernel/token";
import { tokenInput } from "./ask-alias";
import { stopTokenPurpose } from "./change-emails";
import { type LockedAliasChangeContext, loadAliasChangeForUpdate } from "./load-change";
import { stopChange } from "./stop-change";

const input = z.strictObject({ token: tokenInput });

/**
 * Somebody who was told of a change stops it with the link in their email, without signing in: stopping leaves everything as it was, so
 * nothing more is required. A representative's link ends with their role. A second request does nothing.
 */
export const stopAliasChangeByLink = command("stopAliasChangeByLink", input, async (work, { token }) => {
  work.authorize(true); // the link is the right
  const [link] = await work.tx
    .select()
    .from(aliasChangeStop)
    .where(eq(aliasChangeStop.tokenHash, tokenHash(stopTokenPurpose, token)));
  if (link === undefined) throw new Refusal("This link is not valid. Copy it from the email again.");
  const hand = await loadAliasChangeForUpdate(work, { id: link.changeId });
  const name = await nameOf(work, hand, link.personId);
  if (hand.change.status === "stopped") return work.nothingToDo();
  await stopChange(
    work,
    hand,
    name === null ? { through: "old-alias" } : { through: "representative", name, personId: link.personId ?? undefined },
  );
});

/** The representative whose link it is; null for the reader of an alias. Refuses who represents nobody any more. */
async function nameOf(work: Work, { member }: LockedAliasChangeContext, personId: string | null): Promise<string | null> {
  if (personId === null) return null;
  const [still] = await work.tx
    .select({ name: person.name, email: person.email })
    .from(organizationContact)
    .innerJoin(person, eq(person.id, organizationContact.personId))
    .where(
      and(
        eq(organizationContact.organizationId, member.organizationId),
        eq(organizationContact.personId, personId),
        isNull(organizationContact.until),
      ),
    );
  if (still === undefined)
    throw new Refusal("This link is no longer in use: it went to somebody who no longer acts for the organization.", { kind: "conflict" });
  return still.name ?? still.email;
}
