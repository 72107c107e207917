import { asc, desc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { discussionNote, informationRequest, person } from "@/db/schema";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { mayReadAnswers, mayReadDiscussion } from "../permissions";
import { openForReview } from "./application";

/** The most notes on one page. */
const mostNotes = 500;

/** The committee's own words on an application, oldest first. Null for everybody who may not read them. */
export async function discussionOf(
  viewer: Actor,
  list: ListDefinition,
  reference: string,
): Promise<readonly { id: string; at: Date; author: string; text: string }[] | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadDiscussion(opened.viewer, opened.subject)) return null;
  const rows = await database()
    .select({ id: discussionNote.id, at: discussionNote.at, name: person.name, email: person.email, text: discussionNote.text })
    .from(discussionNote)
    .innerJoin(person, eq(person.id, discussionNote.personId))
    .where(eq(discussionNote.applicationId, opened.row.id))
    .orderBy(asc(discussionNote.at), asc(discussionNote.id))
    .limit(mostNotes);
  return rows.map(({ id, at, name, email, text }) => ({ id, at, author: name ?? email, text }));
}

export type QuestionShown = {
  readonly criterion: string;
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly dueOn: Day;
  readonly answeredAt: Date | null;
  /** The applicant confirmed that the answer is unchanged. */
  readonly answeredUnchanged: boolean;
  readonly closedAt: Date | null;
};

/** What the committee asked the applicant, newest first. Null for everybody who may not read answers. */
export async function questionsOf(viewer: Actor, list: ListDefinition, reference: string): Promise<readonly QuestionShown[] | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadAnswers(opened.viewer, opened.subject)) return null;
  const rows = await database()
    .select({
      criterion: informationRequest.criterion,
      question: informationRequest.question,
      name: person.name,
      email: person.email,
      askedAt: informationRequest.askedAt,
      dueOn: informationRequest.dueOn,
      answeredAt: informationRequest.answeredAt,
      answeredUnchanged: informationRequest.answeredUnchanged,
      closedAt: informationRequest.closedAt,
    })
    .from(informationRequest)
    .innerJoin(person, eq(person.id, informationRequest.askedBy))
    .where(eq(informationRequest.applicationId, opened.row.id))
    .orderBy(desc(informationRequest.askedAt))
    .limit(mostNotes);
  return rows.map(({ name, email, ...question }) => ({ ...question, askedBy: name ?? email }));
}
