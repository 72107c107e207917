import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { answer, application, applicationContact, unplacedText } from "@/db/schema";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { type Context, command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { isBlank } from "@/lib/kernel/text";
import { draftFromText } from "@/lib/list/answer";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import { isBlankDraft, unstorable } from "../drafts";
import type { MailApplication } from "../mail";
import { mayEdit } from "../permissions";
import { unplacedLimits } from "../rules";
import { aboutApplication } from "./emails";
import { lockApplication, referenceInput } from "./lock";
import { readMailInThread } from "./read-mail-in-thread";
import { touch } from "./store-answer";
import { storedAnswers } from "./stored-answers";

const input = z.strictObject({ reference: referenceInput, text: z.string() });
type Input = z.output<typeof input>;

/** How many answers were found, and how many parts of the email wait for a person. */
export type MailRead = { readonly placed: number; readonly unplaced: number };

/**
 * Reads a pasted email into the draft. An answer is put where there is none yet, for a person to check and save;
 * everything else is kept and shown: text that fits no criterion or one that is answered, and answers that only a person may
 * give on the page, such as the acceptance of the embargo policy. Nothing of the email is lost: if too much would wait in one
 * draft, the whole email is refused.
 */
export const readMail = command("readMail", input, handler, readFirst);

/** The mail, read in a thread for somebody who may write in the application. */
async function readFirst({ actor, db = database(), now = new Date() }: Context, { reference, text }: Input): Promise<MailApplication> {
  const rows = await db
    .select({ list: application.list, personId: applicationContact.personId })
    .from(application)
    .innerJoin(applicationContact, eq(applicationContact.applicationId, application.id))
    .where(eq(application.reference, reference));
  const [row] = rows;
  if (row === undefined || !mayEdit(actor, { contactIds: rows.map(({ personId }) => personId) })) throw notAllowed();
  return readMailInThread(storable(text), criteriaInForce(listOf(row.list), dayOf(now)));
}

async function handler(work: Work, { reference, text }: Input, mail: MailApplication): Promise<MailRead> {
  const locked = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, locked));
  if (!isPerson(work.actor)) throw notAllowed();
  const { personId } = work.actor;
  refuseUnless(locked.status === "draft", "The application was sent. Only what the committee asks about can be changed.", "conflict");
  const within = await withinRate(work, rateLimits.mailsPerPerson, personId);
  refuseUnless(
    within,
    "You have reached the daily limit for pasted emails. Type the answers on their pages, or try again tomorrow.",
    "too-often",
  );

  const criteria = criteriaInForce(listOf(locked.list), work.today);
  const stored = await storedAnswers(work.tx, locked.id);
  const free = (key: string) => stored.every(({ criterion, draft }) => criterion !== key || isBlankDraft(draft));
  const read = mail.answers.map((found) => ({ ...found, draft: free(found.criterion) ? draftIn(criteria, found) : null }));
  const placed = read.flatMap(({ criterion, draft }) => (draft === null ? [] : [{ criterion, draft: { ...draft } }]));
  const unplaced = inOrderOf(text, [...read.filter(({ draft }) => draft === null).map(({ text: part }) => part), ...mail.unplaced]).filter(
    (part) => !isBlank(part),
  );
  await keepUnplaced(work, locked.id, unplaced);

  for (const { criterion, draft } of placed) {
    const values = { draft, finished: false, origin: "mail", editedBy: personId, editedAt: work.now };
    const version = (stored.find((each) => each.criterion === criterion)?.version ?? 0) + 1;
    await work.tx
      .insert(answer)
      .values({ applicationId: locked.id, criterion, ...values })
      .onConflictDoUpdate({ target: [answer.applicationId, answer.criterion], set: { ...values, version } });
  }
  await touch(work, locked.id);
  work.audit("application.mail_read", aboutApplication(locked), { placed: placed.length });
  return { placed: placed.length, unplaced: unplaced.length };
}

/** Keeps what is not kept yet, within the limit of one draft. Parts that the applicant dismissed make room for it. */
async function keepUnplaced(work: Work, applicationId: string, found: readonly string[]): Promise<void> {
  const ofDraft = eq(unplacedText.applicationId, applicationId);
  await work.tx.delete(unplacedText).where(and(ofDraft, isNotNull(unplacedText.dismissedAt)));
  const [waiting] = await work.tx
    .select({ parts: sql<number>`count(*)::int`, characters: sql<number>`coalesce(sum(length(${unplacedText.text})), 0)::float8` })
    .from(unplacedText)
    .where(and(ofDraft, isNull(unplacedText.dismissedAt)));
  const { parts = 0, characters = 0 } = waiting ?? {};
  // Before anything is compared: a draft that is full gets no further work out of us.
  refuseUnless(parts < unplacedLimits.parts, draftIsFull);
  const known =
    parts === 0 ? [] : await work.tx.select({ text: unplacedText.text }).from(unplacedText).where(ofDraft).limit(unplacedLimits.parts);
  const added = fewer(found).filter((part) => known.every((each) => each.text !== part));
  if (added.length === 0) return;
  const more = added.reduce((sum, part) => sum + part.length, 0);
  refuseUnless(parts + added.length <= unplacedLimits.parts && characters + more <= unplacedLimits.characters, draftIsFull);
  // A millisecond apart, because they are sorted by time and shown in the order of the email.
  await work.tx
    .insert(unplacedText)
    .values(added.map((part, index) => ({ applicationId, text: part, at: new Date(work.now.getTime() + index) })));
}

const draftIsFull =
  "The email was not read: too many parts of an earlier email are still in this draft. Dismiss those that you have dealt with, and send it again.";

/** The last parts become one where there are more than a single mail may leave. */
function fewer(parts: readonly string[]): readonly string[] {
  const most = unplacedLimits.partsOfOneMail;
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join("\n\n")];
}

function storable(text: string): string {
  const refuse = (message: string) => new Refusal(message, { kind: "input", problems: [{ field: "text", message }] });
  if (isBlank(text)) throw refuse("Paste the text of your email");
  if (text.includes("\u0000") || !text.isWellFormed())
    throw refuse("The email includes a broken or hidden character. Copy it again as plain text");
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
