import { z } from "zod";
import { storeAliasReply } from "@/lib/alias/commands/alias-check";
import { tokenInput } from "@/lib/alias/commands/ask-alias";
import { aliasCheckState, mostAttempts, namesOrganization, needsReview } from "@/lib/alias/rules";
import { writeEmail } from "@/lib/email/write";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { closedSentence, followCheck, lockAliasCheck } from "./lock-alias-check";
import { contactsOf } from "./people";

const input = z.strictObject({
  token: tokenInput,
  /** An answer without it counts after a person has reviewed it. */
  name: singleLine(200, { name: "Your name or team" }),
  organization: singleLine(200, { name: "The organization", empty: "Enter which organization this address is for" }),
});

export type AliasAnswer = { readonly outcome: "answered" } | { readonly outcome: "wrong-organization"; readonly attemptsLeft: number };

/**
 * A person answers at the contact alias. It proves that the mailbox is read, and gives nobody a right to act. A wrong
 * organization counts as an attempt, five at most; an answer that came too fast is kept and marked for review by a person.
 * Answering again in the same way is not an error.
 */
export const answerAliasCheck = command("answerAliasCheck", input, async (work, { token, name, organization }): Promise<AliasAnswer> => {
  const check = await lockAliasCheck(work, token);
  work.authorize(true); // the link is the right
  const state = aliasCheckState(check, work.now);
  if (state === "answered") {
    work.nothingToDo();
    return { outcome: "answered" };
  }
  if (state !== "open") throw new Refusal(closedSentence(state), { kind: "conflict" });

  const { about } = check;
  if (!namesOrganization(organization, check.organization)) {
    await storeAliasReply(work, check.id, { attempts: check.attempts + 1 });
    work.audit("alias.refused", about);
    return { outcome: "wrong-organization", attemptsLeft: mostAttempts - check.attempts - 1 };
  }

  const answeredBy = name === "" ? "Nobody gave a name" : name;
  const checkByHand = needsReview({ askedAt: check.askedAt, now: work.now, name, address: check.address });
  await storeAliasReply(work, check.id, { answeredAt: work.now, answeredBy, checkByHand });
  for (const { email } of check.applicationId === null ? [] : await contactsOf(work.tx, check.applicationId)) {
    await writeEmail(work, "alias-answered", email, about, {
      organization: check.organization,
      reference: check.reference,
      address: check.address,
      answeredBy,
      answeredAt: work.now.toISOString(),
      byHand: checkByHand,
    });
  }
  work.audit("alias.answered", about);
  followCheck(work, check);
  return { outcome: "answered" };
});
