import { whyReviewed } from "@/lib/alias/rules";
import { aliasAction } from "@/lib/application/alias-progress";
import type { EmailAnswer, EmailData, EmailReason } from "@/lib/email/data";
import { deadline, moment, weekdayDate } from "@/lib/kernel/calendar";
import { inSentence } from "@/lib/member/open-task";
import {
  type Block,
  type EmailContext,
  type EmailTemplates,
  type EmailText,
  item,
  link,
  oneLine,
  page,
  paragraph,
  quote,
  quoted,
} from "./email-text";
import { committeeWrites, embargoRules, referenceThread, worksOnApplication } from "./parts";

const applicationThread = (data: { readonly organization: string; readonly reference: string }) => referenceThread("application", data);

/** What the people who apply read, and the contact alias that they named. */
export const applicationEmails = {
  "application-saved": (data, context) => ({
    thread: applicationThread(data),
    about: "finish your application",
    lede: `Action needed by ${weekdayDate(data.draftEndsOn)}: finish and send your application.`,
    why: "You saved your application to come back to it later.",
    otherwise: "If you do not send it by then, the draft and its answers are deleted.",
    body: [
      ...(data.open.length === 0
        ? [paragraph("Every section is finished. Check your answers and send the application.")]
        : [paragraph("These sections are not finished:"), ...data.open.map((title) => item(oneLine(title)))]),
      link("Continue your application", page(context, "applications", data.reference)),
    ],
    because: "you asked for a link to your application",
  }),

  "application-invitation": (data, context) => ({
    thread: applicationThread(data),
    about: "accept the invitation",
    lede: `Action needed by ${deadline(new Date(data.expiresAt))}: join the application of ${oneLine(data.organization)}.`,
    why: `${oneLine(data.inviter)} invited you to work on the application of ${oneLine(data.organization)} to the ${oneLine(context.name)} list. Everybody who works on it can read and change every answer.`,
    otherwise: `If you do not join by then, the invitation expires. ${oneLine(data.inviter)} can send you another one.`,
    body: [
      link("See who invited you, and join", page(context, "confirm", "invitation", data.token)),
      paragraph("If you do not know who invited you, ignore this email."),
    ],
    because: `${oneLine(data.inviter)} invited you to work on this application`,
  }),

  "application-draft-ending": (data, context) => ({
    thread: applicationThread(data),
    about: "send the draft before it expires",
    lede: `Action needed by ${weekdayDate(data.draftEndsOn)}: send your application.`,
    why: "You started an application and have not sent it yet.",
    otherwise: "If you do not send it by then, the draft and its answers are deleted.",
    body: [link("Continue your application", page(context, "applications", data.reference))],
    because: worksOnApplication,
  }),

  "application-draft-ended": (data, context) => ({
    thread: applicationThread(data),
    about: "draft deleted",
    lede: "No action needed. The draft of your application was deleted.",
    why: "You did not send the application in time. Your answers were deleted with the draft. You can apply again at any time.",
    body: [link("Criteria, and how to apply", page(context, context.slug))],
    because: "you worked on this application",
  }),

  "application-received": (data, context) => {
    const { aliasProgress = data.aliasAnswered ? "answered" : "open" } = data;
    const [nextAction, ...more] =
      aliasProgress === null ? [] : sentences(aliasAction(aliasProgress, { stage: "sent", contact: context.contact?.email ?? "" }));
    const decideBy = weekdayDate(data.dueOn);
    return {
      thread: applicationThread(data),
      about: "application received",
      ...(nextAction === undefined
        ? {
            lede: `No action needed. The committee plans to decide by ${decideBy}.`,
            why: "We received your application.",
          }
        : {
            lede: `Action needed: ${inSentence(nextAction)}`,
            why: [...more, `We received your application and plan to decide by ${decideBy}.`].join(" "),
          }),
      otherwise: "If we have a question, we will ask you. The deadline for the decision is paused until you answer.",
      body: [
        link("Follow your application", page(context, "applications", data.reference)),
        ...(data.answers.length === 0 ? [] : [paragraph("You sent these answers:"), ...data.answers.flatMap(answerBlocks)]),
      ],
      because: worksOnApplication,
    };
  },

  /** Opens the thread in the mailbox of the contact alias; another email asks whether the address is monitored. */
  "alias-opened": (data, context) => ({
    thread: applicationThread(data),
    about: "application received",
    lede:
      data.aliasAnswered === false
        ? "Action needed: answer our other email, which asks whether this address is monitored."
        : `No action needed. ${oneLine(data.organization)} applied to the ${oneLine(context.name)} list.`,
    why: `${data.aliasAnswered === false ? `${oneLine(data.organization)} applied to the ${oneLine(context.name)} list and` : "It"} named this address as its contact alias. The committee plans to decide by ${weekdayDate(data.dueOn)}.`,
    otherwise: "We will send emails about the application to this address, in the same thread.",
    body: [link("About the list", page(context, context.slug))],
    because: `${oneLine(data.organization)} named this address as its contact alias`,
  }),

  "alias-answered": (data, context) => ({
    thread: applicationThread(data),
    about: "contact alias confirmed",
    lede: `No action needed. ${oneLine(data.answeredBy)} confirmed that ${oneLine(data.address)} is monitored.`,
    why: `We received the answer on ${moment(new Date(data.answeredAt))}.${data.byHand ? ` ${whyReviewed} The committee will check it before it accepts the application.` : ""}`,
    otherwise: "If you change the contact alias, this answer no longer counts. If you do not know who answered, reply to this email.",
    body: [link("Follow your application", page(context, "applications", data.reference))],
    because: worksOnApplication,
  }),

  /** Only before the application is sent can the address be changed without a question from the committee. */
  "alias-disowned": (data, context) => {
    const thread = applicationThread(data);
    const why = `Somebody who reads ${oneLine(data.address)} answered that the address does not belong to ${oneLine(data.organization)}.`;
    const stops = "We will not send any more emails to that address.";
    const without = "The application cannot be accepted until somebody confirms a contact alias.";
    switch (data.stage) {
      case "draft":
        return {
          thread,
          about: "replace the wrong contact alias",
          lede: "Action needed: enter another contact alias.",
          why,
          otherwise: `${stops} ${without}`,
          body: [link("Enter another address", page(context, "applications", data.reference, data.criterion))],
          because: worksOnApplication,
        };
      case "sent":
        return {
          thread,
          about: "replace the wrong contact alias",
          lede: "Action needed: reply to this email with another contact alias.",
          why,
          otherwise: `${stops} Answers from it no longer count. ${without}`,
          body: [
            paragraph(
              "The reviewers have been told too. When they ask you a question about this criterion, you can enter the new address on its page.",
            ),
            link("Follow your application", page(context, "applications", data.reference)),
          ],
          because: worksOnApplication,
        };
      case "decided":
        return {
          thread,
          about: "wrong contact alias",
          lede: "No action needed for the application, which has already been decided.",
          why,
          otherwise: "If this address is the contact alias of a member, we have told the committee and the member's representatives too.",
          body: [link("The application", page(context, "applications", data.reference))],
          because: worksOnApplication,
        };
    }
  },

  "information-requested": (data, context) => question(data, context, { about: "question on", why: "", asks: "asks" }),
  "information-reminder": (data, context) =>
    question(data, context, { about: "open question on", why: "We have not received your answer yet. ", asks: "asked" }),

  "application-withdrawn": (data, context) => ({
    thread: applicationThread(data),
    about: "application withdrawn",
    lede: `No action needed. The application of ${oneLine(data.organization)} was withdrawn.`,
    otherwise: `The committee will not decide on it. ${oneLine(data.organization)} can apply again at any time.`,
    body: [link("The application", page(context, "applications", data.reference))],
    because: "you took part in this application",
  }),

  "decision-accepted": (data, context) => ({
    thread: applicationThread(data),
    about: "application accepted",
    lede: `No action needed. Your application was accepted: ${oneLine(data.organization)} is now a member.`,
    why: `Early notices go to ${oneLine(data.alias)} once the address is on the mailing list. A test email will arrive there within the hour. If it does not, reply to this email.`,
    otherwise: `The first re-check opens on ${weekdayDate(data.nextRecheckOn)}.`,
    body: [
      ...committeeWrites(data.opening),
      paragraph(embargoRules),
      ...reasonBlocks(data.reasons),
      ...committeeWrites(data.closing),
      link("Your membership, representatives and contact alias", page(context, "membership", context.slug)),
    ],
    because: worksOnApplication,
  }),

  "decision-declined": (data, context) => ({
    thread: applicationThread(data),
    about: "application declined",
    lede: "No action needed. Your application was declined.",
    why: "You can apply again at any time.",
    body: [
      paragraph(countOfMet(data.reasons)),
      ...reasonBlocks(data.reasons.filter(({ verdict }) => verdict === "not-met" || verdict === "cannot-tell")),
      ...committeeWrites(data.opening, data.closing),
      paragraph(
        `If you think that we made a mistake, reply to this email by ${weekdayDate(data.appealBy)}. Somebody who did not vote on the application will read it.`,
      ),
      link(
        `The whole application${data.reasons.some(({ verdict }) => verdict === "met") ? ", including the criteria that are met" : ""}`,
        page(context, "applications", data.reference),
      ),
    ],
    because: worksOnApplication,
  }),

  "decision-delayed": (data, context) => ({
    thread: applicationThread(data),
    about: "decision delayed",
    lede: `No action needed. ${data.newDueOn === null ? "The committee has not decided yet" : `The committee plans to decide by ${weekdayDate(data.newDueOn)}`}.`,
    why: `The decision was due by ${weekdayDate(data.dueOn)}, but we need more time.${data.newDueOn === null ? " We cannot name a new date yet." : ""}`,
    otherwise: "The delay does not count against your application.",
    body: [...committeeWrites(data.reason), link("Follow your application", page(context, "applications", data.reference))],
    because: worksOnApplication,
  }),

  /** The test email to the contact alias of a new member. */
  welcome: (data, context) => ({
    thread: applicationThread(data),
    about: "test email",
    lede: `No action needed. ${oneLine(data.organization)} is now a member of the ${oneLine(context.name)} list.`,
    why: "This is a test email. It shows that emails from the list reach you.",
    otherwise: `Early notices arrive here once this address is on the mailing list. The first re-check opens on ${weekdayDate(data.nextRecheckOn)}.`,
    body: [paragraph(embargoRules), link("Embargo policy", page(context, context.slug, "embargo-policy"))],
    because: `this address is the contact alias of ${oneLine(data.organization)}`,
  }),
} satisfies Partial<EmailTemplates>;

/** A question of the committee to those who apply, and the reminder of it. */
function question(
  data: EmailData["information-requested"],
  context: EmailContext,
  { about, why, asks }: { readonly about: string; readonly why: string; readonly asks: "asks" | "asked" },
): EmailText {
  const title = oneLine(data.criterionTitle);
  return {
    thread: applicationThread(data),
    about: `${about} ${title}`,
    lede: `Action needed by ${weekdayDate(data.dueOn)}: answer the committee's question on “${title}”.`,
    why: `${why}The deadline for the decision is paused until you answer.`,
    otherwise: "If you do not answer by then, the committee will decide how to continue. Your application is not declined automatically.",
    body: [
      ...quoted(`The committee ${asks}:`, data.question),
      link("Answer the question", page(context, "applications", data.reference, data.criterion)),
      paragraph("You can change only this section."),
    ],
    because: worksOnApplication,
  };
}

function answerBlocks({ title, rows }: EmailAnswer, index: number): readonly Block[] {
  return [
    paragraph(`${index + 1}. ${oneLine(title)}`),
    ...rows.flatMap((row) => [
      paragraph(`${oneLine(row.label)}:`),
      quote([row.text, ...(row.links ?? [])].filter((line) => line !== "").join("\n") || "Not provided"),
    ]),
  ];
}

function sentences(text: string | null): readonly string[] {
  return text?.split(/(?<=\.) /) ?? [];
}

const verdictWords = { met: "met", "not-met": "not met", "cannot-tell": "we cannot tell", waived: "waived" } as const;

/** A reason per criterion: our verdict, the committee's words, and what would help. */
function reasonBlocks(reasons: readonly EmailReason[]): readonly Block[] {
  return reasons.flatMap(({ number, title, verdict, reason, whatWouldHelp }) => [
    paragraph(`${number}. ${oneLine(title)}: ${verdictWords[verdict]}.`),
    ...(reason.trim() === "" ? [] : [quote(reason)]),
    ...(verdict === "met" || verdict === "waived" ? [] : quoted("What would help:", whatWouldHelp)),
  ]);
}

/** "5 of 7 criteria are met. We did not find that these 2 are met:" */
function countOfMet(reasons: readonly EmailReason[]): string {
  const open = reasons.filter(({ verdict }) => verdict === "not-met" || verdict === "cannot-tell").length;
  if (open === 0) return reasons.length === 0 ? "The reasons are below." : `All ${reasons.length} criteria are met; the reasons are below.`;
  const met = reasons.length - open;
  return `${met} of ${reasons.length} criteria ${met === 1 ? "is" : "are"} met. ${open === 1 ? "We did not find that this one is met:" : `We did not find that these ${open} are met:`}`;
}
