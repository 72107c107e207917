import { z } from "zod";
import { answer, unplacedText } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { isBlank } from "@/lib/kernel/text";
import { draftFromText } from "@/lib/list/answer";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import { isBlankDraft, unstorable } from "../drafts";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./letters";
import { lockApplication, referenceInput } from "./lock";
import { readMailInThread } from "./read-mail-in-thread";
import { touch } from "./store-answer";
import { storedAnswers } from "./stored-answers";

const input = z.strictObject({ reference: referenceInput, text: z.string() });

/** How many answers were found, and how many parts of the mail wait to be looked at. */
export type MailRead = { readonly placed: number; readonly unplaced: number };

/**
 * Reads a pasted mail into the draft. An answer goes where nothing stands yet, to be looked through and saved by a person;
 * everything else is kept to be shown: what fits no criterion, what fits one that is answered, and what only a person may
 * answer on the page, such as the acceptance of the embargo policy. Nothing of the mail is lost.
 */
export const readMail = command("readMail", input, async (work, { reference, text }): Promise<MailRead> => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  if (!isPerson(work.actor)) throw notAllowed();
  const { personId } = work.actor;
  refuseUnless(application.status === "draft", "The application was sent. Only what the committee asks about can be changed.", "conflict");
  const pasted = storable(text);

  const criteria = criteriaInForce(listOf(application.list), work.today);
  const stored = await storedAnswers(work.tx, application.id);
  const free = (key: string) => stored.every(({ criterion, draft }) => criterion !== key || isBlankDraft(draft));
  const mail = await readMailInThread(pasted, criteria);
  const read = mail.answers.map((found) => ({ ...found, draft: free(found.criterion) ? draftIn(criteria, found) : null }));
  const placed = read.flatMap(({ criterion, draft }) => (draft === null ? [] : [{ criterion, draft: { ...draft } }]));
  const unplaced = inOrderOf(pasted, [
    ...read.filter(({ draft }) => draft === null).map(({ text: part }) => part),
    ...mail.unplaced,
  ]).filter((part) => !isBlank(part));

  for (const { criterion, draft } of placed) {
    const values = { draft, finished: false, origin: "mail", editedBy: personId, editedAt: work.now };
    const version = (stored.find((each) => each.criterion === criterion)?.version ?? 0) + 1;
    await work.tx
      .insert(answer)
      .values({ applicationId: application.id, criterion, ...values })
      .onConflictDoUpdate({ target: [answer.applicationId, answer.criterion], set: { ...values, version } });
  }
  if (unplaced.length > 0)
    // A millisecond apart, because they are shown in the order in which they stand in the mail.
    await work.tx
      .insert(unplacedText)
      .values(unplaced.map((part, index) => ({ applicationId: application.id, text: part, at: new Date(work.now.getTime() + index) })));
  await touch(work, application.id);
  work.audit("application.mail_read", aboutApplication(application), { placed: placed.length });
  return { placed: placed.length, unplaced: unplaced.length };
});

function storable(text: string): string {
  const refuse = (message: string) => new Refusal(`${message}.`, { kind: "input", problems: [{ field: "text", message }] });
  if (isBlank(text)) throw refuse("Paste the text of your mail");
  if (text.includes("\u0000") || !text.isWellFormed())
    throw refuse("The mail includes a broken or hidden character. Copy it again as plain text");
  return text;
}

/** Parts of a text in the order in which they begin there; one that was put together from several places keeps its neighbour. */
function inOrderOf(text: string, parts: readonly string[]): string[] {
  let last = 0;
  return parts
    .map((part) => {
      const at = text.indexOf(part.slice(0, 60).split("\n")[0] ?? "");
      last = at === -1 ? last : at;
      return { part, at: last };
    })
    .sort((one, other) => one.at - other.at)
    .map(({ part }) => part);
}

/** The draft that a text from the mail becomes, or null when a person has to answer on the page. */
function draftIn(criteria: readonly Criterion[], { criterion: key, text }: { criterion: string; text: string }): Draft | null {
  const criterion = criteria.find((each) => each.key === key);
  const draft = criterion === undefined ? null : draftFromText(criterion, text);
  return criterion === undefined || draft === null || isBlankDraft(draft) || unstorable(criterion, draft).length > 0 ? null : draft;
}
