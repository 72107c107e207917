import { type Day, longDate } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { aliasAction } from "./alias-progress";
import type { ApplicantView, Question } from "./applicant-view";
import { aliasCriterion } from "./reading";

/** Who has to act, as seen by the applicant, what they have to do, and by when. */
export type ApplicantAction = { readonly waitingOn: "you" | "committee" | "nobody"; readonly sentence: string; readonly by: Day | null };

/** What the state is called on the applicant's pages. */
export type State =
  | "draft"
  | "waiting-for-alias"
  | "alias-disowned"
  | "in-review"
  | "question"
  | "being-written"
  | "accepted"
  | "declined"
  | "withdrawn"
  | "deleted";

/** The questions that wait for an answer, the soonest due first. */
export function openQuestions({ questions }: Pick<ApplicantView, "questions">): readonly Question[] {
  return questions
    .filter(({ answeredAt, closedAt }) => answeredAt === null && closedAt === null)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** The state in the applicant's words. It tells no more of the committee's work than whether it is done. */
export function stateOf(view: ApplicantView): State {
  switch (view.status) {
    case "submitted":
      if (view.decisionIsBeingWritten) return "being-written";
      if (view.aliasProgress === "disowned") return "alias-disowned";
      return view.aliasProgress === "answered" || view.aliasProgress === null ? "in-review" : "waiting-for-alias";
    case "information_requested":
      return "question";
    case "withdrawn":
      return view.submittedAt === null && view.answers.length === 0 ? "deleted" : "withdrawn";
    default:
      return view.status;
  }
}

/** What the applicant has to do about the contact alias; null when nothing is, or while none is named. */
export function aliasActionOf(view: ApplicantView, list: ListDefinition): string | null {
  const key = aliasCriterion(list.criteria)?.key;
  const asked = openQuestions(view).some(({ criterion }) => criterion === key);
  const stage = view.status === "draft" ? "draft" : asked ? "question" : "sent";
  return view.aliasProgress === null ? null : aliasAction(view.aliasProgress, { stage, contact: list.contact.email });
}

/** Who has to act. */
export function applicantAction(view: ApplicantView, list: ListDefinition): ApplicantAction {
  const state = stateOf(view);
  switch (state) {
    case "draft":
      return yours("Finish and send the application, or the draft is deleted.", view.draftEndsOn);
    case "waiting-for-alias":
    case "alias-disowned":
      return yours(aliasActionOf(view, list) ?? "");
    case "question":
      return questionTurn(view, list);
    case "in-review":
    case "being-written":
      return committeeTurn(view);
    case "accepted":
      return nobody("You are a member of the list.");
    case "declined":
      return nobody("You can apply again at any time.");
    default:
      return nobody("The application has ended.");
  }
}

function questionTurn(view: ApplicantView, list: ListDefinition): ApplicantAction {
  const [first] = openQuestions(view);
  if (first === undefined) return committeeTurn(view);
  const about = criterionByKey(list, first.criterion)?.title ?? first.criterion;
  if (view.today > first.dueOn)
    return yours(`Answer our question on “${about}”. The answer was due on ${longDate(first.dueOn)}, but you can still answer.`);
  return yours(`Answer our question on “${about}”.`, first.dueOn);
}

/** If the date was missed, the page says so. */
function committeeTurn({ today, decisionDueOn }: ApplicantView): ApplicantAction {
  if (decisionDueOn === null || today <= decisionDueOn)
    return { waitingOn: "committee", sentence: "We are reviewing your application.", by: decisionDueOn };
  return {
    waitingOn: "committee",
    sentence: `We are late. The decision was due on ${longDate(decisionDueOn)}; the committee has been told.`,
    by: null,
  };
}

function yours(sentence: string, by: Day | null = null): ApplicantAction {
  return { waitingOn: "you", sentence, by };
}

function nobody(sentence: string): ApplicantAction {
  return { waitingOn: "nobody", sentence, by: null };
}
