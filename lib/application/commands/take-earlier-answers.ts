import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { z } from "zod";
import { answer, application, applicationContact } from "@/db/schema";
import { isPerson, personIdOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { lockApplication, referenceInput } from "./lock";
import { touch } from "./store-answer";
import { storedAnswers } from "./stored-answers";

const input = z.strictObject({ reference: referenceInput });

/** Fills what is still empty with the answers of the organization's last application. Nothing that was written here is touched. */
export const takeEarlierAnswers = command("takeEarlierAnswers", input, async (work, { reference }) => {
  const locked = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, locked));
  refuseUnless(locked.status === "draft", "The application was sent. Only what the committee asks about can be changed.", "conflict");
  if ((await takeEarlier(work, locked)) === 0) work.nothingToDo();
});

type Draft = { readonly id: string; readonly reference: string; readonly list: string; readonly organizationId: string };

/**
 * Copies earlier answers as drafts to be checked, and returns how many. Only from an application that the person
 * could edit; never the acceptance of the embargo policy, which somebody has to read again.
 */
export async function takeEarlier(work: Work, draft: Draft): Promise<number> {
  if (!isPerson(work.actor)) throw notAllowed();
  const earlier = await earlierApplication(work, draft);
  if (earlier === null) return 0;

  const criteria = criteriaInForce(listOf(draft.list), work.today).filter(({ kind }) => kind !== "policy-acceptance");
  const filled = (await storedAnswers(work.tx, draft.id)).map(({ criterion }) => criterion);
  const { personId } = work.actor;
  const taken = (await storedAnswers(work.tx, earlier.id))
    .filter(({ criterion }) => criteria.some(({ key }) => key === criterion) && !filled.includes(criterion))
    .map(({ criterion, draft: words }) => ({
      applicationId: draft.id,
      criterion,
      draft: { ...words },
      origin: "earlier",
      editedBy: personId,
      editedAt: work.now,
    }));
  if (taken.length === 0) return 0;

  await work.tx.insert(answer).values(taken);
  await touch(work, draft.id);
  work.audit("application.earlier_answers_taken", aboutApplication(draft), { earlier: earlier.reference });
  return taken.length;
}

/** The organization's last closed application on the list in which this person wrote. */
async function earlierApplication(work: Work, { id, list, organizationId }: Draft): Promise<{ id: string; reference: string } | null> {
  const [row] = await work.tx
    .select({ id: application.id, reference: application.reference })
    .from(application)
    .innerJoin(
      applicationContact,
      and(eq(applicationContact.applicationId, application.id), eq(applicationContact.personId, personIdOf(work.actor) ?? "")),
    )
    .where(
      and(
        eq(application.organizationId, organizationId),
        eq(application.list, list),
        ne(application.id, id),
        inArray(application.status, ["accepted", "declined", "withdrawn"]),
      ),
    )
    .orderBy(desc(application.createdAt))
    .limit(1);
  return row ?? null;
}
