import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { askNewAddress } from "./ask-alias-change";
import { isDisowned } from "./follow-alias-change";
import { changeReference, loadAliasChangeForUpdate } from "./load-change";

/**
 * Has the new address asked again: the email was lost, or its link grew too old. The links of earlier emails open nothing any
 * more. Within the limits of a day; when nobody has to answer now, nothing happens.
 */
export const resendAliasChange = command(
  "resendAliasChange",
  z.strictObject({ reference: changeReference }),
  async (work, { reference }) => {
    const hand = await loadAliasChangeForUpdate(work, { reference });
    const { actor, subject, change, member } = hand;
    work.authorize(mayAnswerForMember(actor, subject));
    refuseUnless(
      ["asked", "waiting", "moving"].includes(change.status),
      "This change has ended. No answer is needed any more.",
      "conflict",
    );
    refuseUnless(member.leftOn === null, "The organization is no longer a member of this list.", "conflict");
    refuseUnless(
      change.status !== "asked" || work.now < change.answerBy,
      "The time to answer is over. Ask for the change again.",
      "conflict",
    );
    const notTheirs = await isDisowned(work, change.id);
    refuseUnless(
      !notTheirs,
      "Somebody who reads the new address said that it does not belong to the organization. Ask for another one.",
      "conflict",
    );
    const [open] = await work.tx
      .select({ answeredAt: aliasCheck.answeredAt, askedAt: aliasCheck.askedAt })
      .from(aliasCheck)
      .where(and(eq(aliasCheck.subjectKind, "alias-change"), eq(aliasCheck.subjectId, change.id), isNull(aliasCheck.endedAt)));
    const answered = open?.answeredAt != null && (change.movedAt === null || open.askedAt >= change.movedAt);
    if (change.status === "waiting" || answered) return work.nothingToDo();
    await askNewAddress(work, hand);
  },
);
