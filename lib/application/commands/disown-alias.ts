import { z } from "zod";
import { storeAliasReply } from "@/lib/alias/commands/alias-check";
import { tokenInput } from "@/lib/alias/commands/ask-alias";
import { aliasCheckState, disownWords, saysDisown } from "@/lib/alias/rules";
import { writeEmail } from "@/lib/email/write";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { criteriaInForce } from "@/lib/list/criteria";
import { listOf } from "@/lib/organization/commands/list-of";
import { closedSentence, followCheck, type LockedAliasCheck, lockAliasCheck } from "./lock-alias-check";
import { committeeWithoutConflict, contactsOf, reviewersOf } from "./people";

const input = z.strictObject({ token: tokenInput, word: singleLine(40, { name: "The words", empty: `Type ${disownWords}` }) });

/**
 * Somebody who reads the address answers that it is not the organization's. The check ends unanswered, and those concerned are told; an earlier
 * answer is withdrawn too. An expired link is still accepted for that. It requires
 * two typed words, because an email scanner that follows links and submits forms must not withdraw an answer.
 */
export const disownAlias = command("disownAlias", input, async (work, { token, word }) => {
  const check = await lockAliasCheck(work, token);
  work.authorize(true); // the link is the right
  if (!saysDisown(word)) {
    const message = `Type ${disownWords} to confirm that this address does not belong to the organization`;
    throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "word", message }] });
  }
  const state = aliasCheckState(check, work.now);
  if (state === "disowned") return work.nothingToDo();
  if (state === "ended") throw new Refusal(closedSentence(state), { kind: "conflict" });
  await storeAliasReply(work, check.id, { disownedAt: work.now, endedAt: work.now, answeredAt: null, answeredBy: null });
  await tellOfApplication(work, check);
  work.audit("alias.disowned", check.about);
  followCheck(work, check);
});

/** Tells the applicant and those who review the application; what else asked the question tells its own people when it follows. */
async function tellOfApplication(work: Work, check: LockedAliasCheck): Promise<void> {
  const { applicationId, stage, criteriaOn, about, organization, reference, address } = check;
  if (applicationId === null || stage === null) return;
  const criteria = criteriaInForce(listOf(check.list), stage === "draft" ? work.today : (criteriaOn ?? work.today));
  const criterion = criteria.find(({ kind }) => kind === "contact-alias")?.key ?? "";
  for (const { email } of await contactsOf(work.tx, applicationId))
    await writeEmail(work, "alias-disowned", email, about, { organization, reference, address, stage, criterion });
  for (const { email } of stage === "sent" ? await whoCanAsk(work, { id: applicationId, list: check.list }) : [])
    await writeEmail(work, "alias-disowned-review", email, about, { organization, reference, criterion });
}

/** Those who review a sent application; while nobody does, everybody on the committee who could; never nobody. */
async function whoCanAsk(work: Work, application: { readonly id: string; readonly list: string }): Promise<readonly { email: string }[]> {
  const reviewing = await reviewersOf(work.tx, application.id);
  const could = reviewing.length > 0 ? reviewing : await committeeWithoutConflict(work.tx, application, ["reviewer", "chair"]);
  const recipients = could.length > 0 ? could : await committeeWithoutConflict(work.tx, application, ["administrator"]);
  return recipients.length > 0 ? recipients : [listOf(application.list).contact];
}
