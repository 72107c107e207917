import { type Day, longDate } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import type { ApplicantView, Question } from "./applicant-view";

/** Whose move it is from the applicant's side, what the move is, and by when. */
export type Turn = { readonly whose: "yours" | "ours" | "nobody"; readonly sentence: string; readonly by: Day | null };

/** What the state is called on the applicant's pages. */
export type State =
  | "draft"
  | "waiting-for-alias"
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
      return view.alias?.state === "answered" ? "in-review" : "waiting-for-alias";
    case "information_requested":
      return "question";
    case "withdrawn":
      return view.submittedAt === null && view.answers.length === 0 ? "deleted" : "withdrawn";
    default:
      return view.status;
  }
}

/** Whose move it is. */
export function turnOf(view: ApplicantView, list: ListDefinition): Turn {
  const state = stateOf(view);
  switch (state) {
    case "draft":
      return yours("Finish and send the application, or the draft is deleted.", view.draftEndsOn);
    case "waiting-for-alias":
      return view.alias?.state === "disowned"
        ? yours(`Write to ${list.contact.email}: a reader of the contact alias said that it is not yours.`)
        : yours("Have somebody answer the letter at your contact alias. We cannot decide before.");
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

function questionTurn(view: ApplicantView, list: ListDefinition): Turn {
  const [first] = openQuestions(view);
  if (first === undefined) return committeeTurn(view);
  const about = criterionByKey(list, first.criterion)?.title ?? first.criterion;
  if (view.today > first.dueOn) return yours(`Answer our question on “${about}”. It was due on ${longDate(first.dueOn)}; you still can.`);
  return yours(`Answer our question on “${about}”.`, first.dueOn);
}

/** If the day is missed, the page says so before anybody asks. */
function committeeTurn({ today, decisionDueOn }: ApplicantView): Turn {
  if (decisionDueOn === null || today <= decisionDueOn) return { whose: "ours", sentence: "We decide.", by: decisionDueOn };
  return { whose: "ours", sentence: `We are late. The decision was due on ${longDate(decisionDueOn)}; the chair has been told.`, by: null };
}

function yours(sentence: string, by: Day | null = null): Turn {
  return { whose: "yours", sentence, by };
}

function nobody(sentence: string): Turn {
  return { whose: "nobody", sentence, by: null };
}
