import { weekdayDate } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { type EmailContext, type EmailTemplates, link, oneLine, page } from "./email-text";
import { referenceThread } from "./parts";

type About = { readonly organization: string; readonly reference: string };

const applicationThread = (data: About) => referenceThread("application", data);
const applicationOf = ({ organization }: About) => `the application of ${oneLine(organization)}`;

function applicationPage(context: EmailContext, { reference }: About, ...criterion: readonly string[]): string {
  return page(context, "committee", context.slug, "applications", reference, ...criterion);
}

const reviews = "you review this application";
const reviewsOrChairs = "you review this application, or chair the committee of this list";

/** To those who review applications and to the chairs. They carry no answer and no contact of the applicant. */
export const reviewEmails = {
  "review-assigned": (data, context) => ({
    thread: applicationThread(data),
    about: "review the application",
    lede: `Action needed by ${weekdayDate(data.dueOn)}: review ${applicationOf(data)}.`,
    why: "You were assigned as a reviewer. The decision is due on that day.",
    otherwise: "If you have a conflict of interest or no time, recuse yourself. The application is then assigned to somebody else.",
    body: [link("Review the application", applicationPage(context, data))],
    because: "you review applications to this list",
  }),

  "review-unroutable": (data, context) => ({
    thread: applicationThread(data),
    about: "find reviewers",
    lede: `Action needed today: find reviewers for ${applicationOf(data)}.`,
    why: oneLine(data.why),
    otherwise: "Nobody is assigned automatically, and the deadline for the decision is not paused.",
    body: [link("The application", applicationPage(context, data))],
    because: "you chair or administer this list",
  }),

  "information-provided": (data, context) => {
    const criterion = `“${oneLine(data.criterionTitle)}”`;
    const answer = applicationPage(context, data, ...(data.criterion ? [data.criterion] : []));
    if (data.unchanged)
      return {
        thread: applicationThread(data),
        about: `answer about ${oneLine(data.criterionTitle)}`,
        lede: `No action needed. ${oneLine(data.organization)} answered the question on ${criterion} and did not change its answer.`,
        why: "The question is closed. Your findings on the answer stay valid.",
        body: [link("The answer", answer)],
        because: reviews,
      };
    return {
      thread: applicationThread(data),
      about: `new answer about ${oneLine(data.criterionTitle)}`,
      lede: `Action needed: review the new answer from ${oneLine(data.organization)} about ${criterion}.`,
      why: "The applicant answered the committee's question and changed the answer. The question is closed.",
      otherwise: "Findings on the earlier answer are stale until you review them.",
      body: [link("The answer, with the changes marked", answer)],
      because: reviews,
    };
  },

  "information-overdue": (data, context) => ({
    thread: applicationThread(data),
    about: `no answer about ${oneLine(data.criterionTitle)}`,
    lede: "Action needed: continue without the answer, or ask again.",
    why: `${oneLine(data.organization)} did not answer the question on “${oneLine(data.criterionTitle)}” by ${weekdayDate(data.dueOn)}.`,
    otherwise: "The deadline for the decision is paused until somebody continues. The application is not declined automatically.",
    body: [link("Continue, or ask again", applicationPage(context, data))],
    because: reviewsOrChairs,
  }),

  "decision-overdue": (data, context) => ({
    thread: applicationThread(data),
    about: "decision overdue",
    lede: `Action needed: decide on ${applicationOf(data)}.`,
    why: `The decision was due by ${weekdayDate(data.dueOn)} and is ${count(data.daysLate, "working day")} late.`,
    otherwise: "The applicant sees that the decision is overdue. Nothing is decided automatically.",
    body: [link("Decide, or give the applicant a new date", applicationPage(context, data))],
    because: "you chair the committee of this list",
  }),

  "alias-disowned-review": (data, context) => ({
    thread: applicationThread(data),
    about: "ask for another contact alias",
    lede: `Action needed: ask ${oneLine(data.organization)} for another contact alias.`,
    why: "Somebody who reads the contact alias answered that the address does not belong to the organization.",
    otherwise: "The application cannot be accepted with this address, and the applicant can change it only after you ask.",
    body: [link("Ask for another address", applicationPage(context, data, data.criterion))],
    because: `${reviews}, or are on the committee of this list`,
  }),
} satisfies Partial<EmailTemplates>;
