import { type Answer, rowsOf, rowsOfDraft } from "@/lib/list/answer";
import type { AnswerRow } from "@/lib/list/kind";
import type { ApplicantView } from "./applicant-view";
import type { ReadCriterion } from "./reading";

/** One's own application as data: what was typed and how it reads, the questions, the dates, the decision. Nothing of the committee. */
export function exportOfApplication(view: ApplicantView, read: readonly ReadCriterion[]) {
  const {
    reference,
    list,
    organization,
    status,
    createdAt,
    draftEndsOn,
    submittedAt,
    decisionDueOn,
    decidedAt,
    withdrawnAt,
    alias,
    questions,
    decision,
  } = view;
  return {
    reference,
    list,
    organization,
    status,
    createdAt,
    draftEndsOn,
    submittedAt,
    decisionDueOn,
    decidedAt,
    withdrawnAt,
    contacts: view.people.map(({ name, email }) => ({ name, email })),
    contactAlias: alias && { address: alias.address, askedAt: alias.askedAt, answeredAt: alias.answeredAt, answeredBy: alias.answeredBy },
    answers: read.map(({ criterion, stored, reading }) => ({
      criterion: criterion.key,
      title: criterion.title,
      finished: stored?.finished ?? false,
      complete: reading?.ok ?? false,
      typed: stored?.draft ?? {},
    })),
    unplaced: view.unplaced.map(({ text }) => text),
    questions: questions.map(({ criterion, question, askedAt, dueOn, answeredAt }) => ({
      criterion,
      question,
      askedAt,
      dueOn,
      answeredAt,
    })),
    decision,
  };
}

/** The stored answer to a criterion as people read it, valid or not. */
export function answerRows({ criterion, stored, reading }: ReadCriterion): readonly AnswerRow[] {
  if (stored === null || reading === null) return [];
  const answer: Answer | null = reading.ok ? reading.answer : null;
  return answer === null ? rowsOfDraft(criterion, stored.draft) : rowsOf(criterion, answer);
}
