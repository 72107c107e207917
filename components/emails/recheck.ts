import type { EmailData } from "@/lib/email/data";
import { type Day, longDate, weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type Block, type EmailContext, type EmailTemplates, type EmailText, link, oneLine, page, paragraph, quoted } from "./email-text";
import { committeeWrites, happened, onCommittee, referenceThread, representsOrMonitors } from "./parts";
import { inCalendar } from "./recheck-calendar";
import { removalReasons } from "./removal";

/** The periodic re-check, to the member and to the committee. */
export const recheckEmails = {
  "recheck-opened": (data, context) => ({
    thread: recheckThread(data),
    about: "answer the re-check",
    ...besideRemoval(data, {
      lede: answerBy(data, data.dueOn),
      why: `We regularly ask every member whether it still meets the criteria. Your last answers are filled in. ${fiveMinutes}`,
      otherwise:
        "If you do not answer by then, a grace period starts and the committee will call you. We will send reminders before that. No member is removed without notice.",
    }),
    body: [
      answerLink(context, data),
      paragraph("If something has changed or is no longer true, say so on the page. It explains what happens next."),
      paragraph("A separate email asks whether your contact alias is monitored."),
      ...inCalendar(data.calendar),
    ],
    because: representsOrMonitors(data.organization),
  }),

  /** Before the due day, when the committee asks for it, and when the committee has moved the day. */
  "recheck-reminder": (data, context) => {
    const moved = data.because === "moved";
    return {
      thread: recheckThread(data),
      about: moved ? "re-check has a new due date" : "answer the re-check (reminder)",
      ...besideRemoval(data, {
        lede: answerBy(data, data.dueOn),
        why: `${moved ? "The committee changed the due date." : "We have not received your answer yet."} ${fiveMinutes}`,
        otherwise: "If you do not answer by then, the re-check is overdue and a grace period starts.",
      }),
      body: [...(moved ? committeeWrites(data.reason) : []), answerLink(context, data), ...inCalendar(data.calendar)],
      because: representsOrMonitors(data.organization),
    };
  },

  "recheck-due": (data, context) => ({
    thread: recheckThread(data),
    about: "answer the re-check (due today)",
    ...besideRemoval(data, {
      lede: `Action needed today, ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerRecheck)} of ${oneLine(data.organization)}.`,
      why: `We have not received your answer yet. ${fiveMinutes}`,
      otherwise: "From tomorrow the re-check is overdue: a grace period starts, and the committee will call you.",
    }),
    body: [answerLink(context, data), ...inCalendar(data.calendar)],
    because: representsOrMonitors(data.organization),
  }),

  /** At the start of the grace period, and on its last day. */
  "recheck-grace-period": (data, context) => {
    const organization = oneLine(data.organization);
    const due = `The answer was due by ${weekdayDate(data.dueOn)}.`;
    return {
      thread: recheckThread(data),
      about: data.last ? "answer the re-check (last day)" : "answer the re-check (overdue)",
      ...besideRemoval(data, {
        lede: data.last
          ? `Action needed today, ${weekdayDate(data.graceEndsOn)}: ${inSentence(actions.answerRecheck)} of ${organization}.`
          : answerBy(data, data.graceEndsOn),
        why: data.last
          ? `${due} Today is the last day of the grace period.`
          : `${due} It is overdue, and the grace period ends on ${weekdayDate(data.graceEndsOn)}.`,
        otherwise: `If you do not answer by then, ${organization} will be proposed for removal. ${removalNeeds}`,
      }),
      body: [
        answerLink(context, data),
        paragraph(
          "If you cannot sign in, or your representatives have changed, reply to this email. The committee can take your answer by phone.",
        ),
      ],
      because: representsOrMonitors(data.organization),
      isWarning: true,
    };
  },

  /** To the committee: the member does not answer, and somebody has to call. */
  "recheck-escalated": (data, context) => ({
    thread: recheckThread(data),
    about: "call the member (overdue)",
    lede: `Action needed${data.graceEndsOn === undefined ? "" : ` by ${weekdayDate(data.graceEndsOn)}`}: ${inSentence(actions.callMember)} ${oneLine(data.organization)}.`,
    why: `Its re-check was due by ${weekdayDate(data.dueOn)} and has not been answered.`,
    otherwise: data.last
      ? "Today is the last day of the grace period. A removal will be proposed tomorrow."
      : "A removal will be proposed after the grace period. The grace period is extended if no email is delivered and nobody can be reached.",
    body: [link("Who to call, and where to record the call", recheckForCommittee(context, data))],
    because: onCommittee,
  }),

  /** To the committee: answers that somebody has to review. */
  "recheck-answered": (data, context) => ({
    thread: recheckThread(data),
    about: "review the re-check answers",
    ...happened(`${oneLine(data.organization)} answered on ${longDate(data.answeredOn)}.`, {
      nextAction: data.nextAction ?? reviewing,
      reader: "committee",
      more: whyReview[data.why],
    }),
    otherwise: unchanged(data),
    body: [link("The answers and the automatic checks", recheckForCommittee(context, data))],
    because: onCommittee,
  }),

  "recheck-question": (data, context) => ({
    thread: recheckThread(data),
    about: `${data.reminder ? "open " : ""}question on ${oneLine(data.criterionTitle)}`,
    lede: `Action needed by ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerQuestion)}.`,
    why: `The question is about “${oneLine(data.criterionTitle)}”. ${data.reminder ? "We have not received your answer yet. " : ""}The deadline for the re-check is paused until you answer.`,
    otherwise: "If you do not answer by then, the committee will decide based on the answers that it has.",
    body: [
      ...quoted("The committee asks:", data.question),
      link("Answer the question", recheckPage(context, data)),
      paragraph("You can change your answer to this criterion. Your other answers stay as you sent them."),
    ],
    because: representsOrMonitors(data.organization),
  }),

  "recheck-question-withdrawn": (data, context) => ({
    thread: recheckThread(data),
    about: `question on ${oneLine(data.criterionTitle)} withdrawn`,
    ...happened(`The committee withdrew its question on “${oneLine(data.criterionTitle)}”.`, {
      nextAction: data.nextAction,
      reader: "member",
      more: "The committee will use the answer that you sent.",
    }),
    body: [link("Your answers", recheckPage(context, data))],
    because: representsOrMonitors(data.organization),
  }),

  /** To the committee: a question to a member was answered, or was not answered in time. */
  "recheck-question-back": (data, context) => {
    const title = `“${oneLine(data.criterionTitle)}”`;
    const isAnswered = data.is === "answered";
    return {
      thread: recheckThread(data),
      about: `${isAnswered ? "answer" : "no answer"} about ${oneLine(data.criterionTitle)}`,
      ...happened(
        isAnswered
          ? `${oneLine(data.organization)} answered the question on ${title} on ${longDate(data.on)}.`
          : `${oneLine(data.organization)} did not answer the question on ${title} by ${longDate(data.on)}.`,
        { nextAction: data.nextAction ?? reviewing, reader: "committee" },
      ),
      otherwise: isAnswered ? unchanged(data) : `${unchanged(data)} It can still answer until then.`,
      body: [link("The answers and the automatic checks", recheckForCommittee(context, data))],
      because: onCommittee,
    };
  },

  "recheck-passed": (data, context) => ({
    thread: recheckThread(data),
    about: "re-check passed",
    ...happened(`The re-check of ${oneLine(data.organization)} passed.`, {
      nextAction: data.nextAction,
      reader: "member",
      more: `The next re-check is on ${weekdayDate(data.nextRecheckOn)}.`,
    }),
    body: [link("Your answers and the result", recheckPage(context, data)), ...inCalendar(data.calendar)],
    because: representsOrMonitors(data.organization),
  }),

  /** To the member: a criterion is not met, and no removal is proposed for it yet. */
  "recheck-failed": (data, context) => ({
    thread: recheckThread(data),
    about: "re-check not passed",
    ...happened(
      `On ${longDate(data.decidedOn)} the committee completed the re-check of ${oneLine(data.organization)} and found that not every criterion is met.`,
      { nextAction: data.nextAction, reader: "member" },
    ),
    otherwise: `A removal of ${oneLine(data.organization)} is already in progress. What we found here is not part of it, but can lead to a new proposal afterwards. You would be notified first.`,
    body: [
      paragraph("What the committee found:"),
      ...removalReasons(data.reasons),
      link("Your answers and the result", recheckPage(context, data)),
    ],
    because: representsOrMonitors(data.organization),
    isWarning: true,
  }),

  /** To the committee: the grace period is over. */
  "recheck-expired": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: recheckThread(data),
      about: "re-check not answered",
      ...happened(
        `${organization} did not answer its re-check, which was due by ${weekdayDate(data.dueOn)}, and the grace period is over.`,
        {
          nextAction: data.nextAction,
          reader: "committee",
          more: data.waits
            ? "Another removal of this member is open. When it ends, a removal for this reason will be proposed."
            : "A removal has been proposed.",
        },
      ),
      otherwise: `${organization} stays a member unless two committee members approve the removal. A late answer still counts.`,
      body: [link("Emails delivered, and calls recorded", recheckForCommittee(context, data))],
      because: onCommittee,
    };
  },

  /** To the people of a member that left while its re-check was open. */
  "recheck-called-off": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: recheckThread(data),
      about: "re-check cancelled",
      ...happened(`The re-check of ${organization} was cancelled.`, {
        nextAction: data.nextAction,
        reader: "member",
        more: `${organization} is no longer a member of the ${oneLine(context.name)} list.`,
      }),
      body: [link("The record of your membership", page(context, "membership", context.slug)), ...inCalendar(data.calendar)],
      because: `you represented ${organization} on this list`,
    };
  },
} satisfies Partial<EmailTemplates>;

type About = { readonly organization: string; readonly reference: string };

const fiveMinutes = "If everything is still true, it takes less than 5 minutes.";
const removalNeeds = "Two committee members would have to agree, and you would first be told the reason and how to appeal.";

/** Of an email that was written before the next action was stored with it. */
const reviewing = { actor: "committee", action: actions.reviewAnswers, by: null } as const;

function recheckThread(data: About) {
  return referenceThread("re-check", data);
}

function answerBy({ organization }: About, day: Day): string {
  return `Action needed by ${weekdayDate(day)}: ${inSentence(actions.answerRecheck)} of ${oneLine(organization)}.`;
}

type Beginning = Pick<EmailText, "lede" | "why" | "otherwise" | "isWarning">;

/** How an email begins that asks for the answer: with the day of the re-check, or with that of a removal because it was not answered. */
function besideRemoval(data: About & { readonly removalOn?: Day }, own: Beginning): Beginning {
  if (data.removalOn === undefined) return own;
  return {
    lede: answerBy(data, data.removalOn),
    why: `The removal of ${oneLine(data.organization)} was proposed because a re-check was not answered. It can be carried out on that date at the earliest.`,
    otherwise: "If you answer, the committee will read your answer before the removal continues.",
    isWarning: true,
  };
}

function answerLink(context: EmailContext, data: About): Block {
  return link("Answer the re-check", recheckPage(context, data));
}

function recheckPage(context: EmailContext, { reference }: Pick<About, "reference">): string {
  return page(context, "membership", context.slug, "recheck", reference);
}

function recheckForCommittee(context: EmailContext, { reference }: Pick<About, "reference">): string {
  return page(context, "committee", context.slug, "rechecks", reference);
}

function unchanged({ organization }: Pick<About, "organization">): string {
  return `Until somebody reviews the answers, nothing changes for ${oneLine(organization)}.`;
}

const whyReview: Readonly<Record<EmailData["recheck-answered"]["why"], string>> = {
  "no-longer-true": "It says that at least one criterion is no longer met.",
  changed: "It says that something has changed.",
  "not-met": "It says that everything is still true, but the committee found earlier that a criterion is not met.",
  check:
    "It says that everything is still true, but an automatic check or the answer from the contact alias contradicts this, or is missing.",
  late: "The answer came after a removal was proposed. Review it before the removal continues.",
};
