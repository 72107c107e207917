import type { EmailData, EmailRemovalReason } from "@/lib/email/data";
import { longDate, weekdayDate } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { actions, inSentence } from "@/lib/member/open-task";
import { groupedReasons } from "@/lib/removal/reasons";
import { type Block, type EmailContext, type EmailTemplates, link, oneLine, page, paragraph, quote, quoted } from "./email-text";
import { happened, onCommittee, referenceThread, represents, representsOrMonitors, threadAbout } from "./parts";

/** A removal, from the proposal to the appeal and the reinstatement. */
export const removalEmails = {
  /** To the committee: somebody has to support a proposal, or a second person has to review it. */
  "removal-to-decide": (data, context) => {
    const organization = oneLine(data.organization);
    const asked = { actor: "committee", action: data.hasApprover ? actions.agree : actions.support, by: null } as const;
    return {
      thread: removalThread(data),
      about: data.hasApprover ? "removal needs a second approver" : "removal needs a first approver",
      ...happened(`The removal of ${organization} has been proposed.`, {
        nextAction: data.nextAction ?? asked,
        reader: "committee",
        more: becauseWords[data.because],
      }),
      otherwise: data.hasApprover
        ? `It can be carried out on ${weekdayDate(data.carryOutOn)} at the earliest. ${organization} stays a member until a second person approves the removal.`
        : `${organization} is not notified, and nothing happens, until a committee member approves the removal.`,
      body: [link("The reasons, and what you can do", removalForCommittee(context, data))],
      because: onCommittee,
    };
  },

  /** To the member: the reasons, the date, what stops it. The notice runs from its delivery. */
  "removal-proposed": (data, context) => {
    const organization = oneLine(data.organization);
    const asked = { actor: "member", action: data.forSilence ? actions.answerRecheck : actions.cure, by: data.carryOutOn } as const;
    return {
      thread: removalThread(data),
      about: "respond to the proposed removal",
      ...happened(`A committee member proposed to remove ${organization} from the list.`, {
        nextAction: data.nextAction ?? asked,
        reader: "member",
      }),
      otherwise: `If a second person approves it and nothing changes, ${organization} will be removed from the list on ${weekdayDate(data.carryOutOn)} at the earliest. It will then get no more early notices.`,
      body: [
        ...reasonsOf(data.reasons),
        ...cureBlocks(data, context),
        paragraph(
          "To stop the removal, show on its page or in a reply to this email that the criteria named above are met. Once two people have agreed, you can also appeal. Two people who did not approve the removal will read the appeal.",
        ),
        link("Respond to the removal", removalPage(context)),
      ],
      because: representsOrMonitors(data.organization),
      isWarning: true,
    };
  },

  "removal-agreed": (data, context) => {
    const organization = oneLine(data.organization);
    const asked = { actor: "member", action: data.forSilence ? actions.answerRecheck : actions.cureOrAppeal, by: data.carryOutOn } as const;
    return {
      thread: removalThread(data),
      about: "respond to the removal decision",
      ...happened(`Two committee members agreed to remove ${organization} from the list.`, {
        nextAction: data.nextAction ?? asked,
        reader: "member",
      }),
      otherwise: `The removal will be carried out on ${weekdayDate(data.carryOutOn)} at the earliest. ${organization} will then get no more early notices.`,
      body: [
        ...reasonsOf(data.reasons),
        ...cureBlocks(data, context),
        paragraph(
          "If a reason no longer applies, send evidence on the removal's page. If the committee made a mistake, appeal there. Two people who did not approve the removal will read the appeal, and the removal is not carried out until they have decided.",
        ),
        link("Send evidence, or appeal", removalPage(context)),
      ],
      because: representsOrMonitors(data.organization),
      isWarning: true,
    };
  },

  /** To the member that it stays; to the committee where nobody of it stopped the removal. */
  "removal-stopped": (data, context) => {
    const organization = oneLine(data.organization);
    const isMember = data.reader === "member";
    return {
      thread: removalThread(data),
      about: "removal stopped",
      ...happened(`The removal of ${organization} was stopped on ${longDate(data.stoppedOn)}.`, {
        nextAction: data.nextAction,
        reader: data.reader,
        more: `${organization} stays a member.${isMember ? " Its dates and its contact alias stay the same." : data.cured ? "" : " The removal can be proposed again."}`,
      }),
      body: [
        ...quoted("Reason:", data.reason),
        isMember ? membershipLink(context) : link("The removal", removalForCommittee(context, data)),
      ],
      because: isMember ? representsOrMonitors(data.organization) : onCommittee,
    };
  },

  /** To the committee: evidence, or a new answer to a criterion, that has to be read before the removal goes on. */
  "removal-evidence": (data, context) => {
    const organization = oneLine(data.organization);
    const on = longDate(data.submittedOn);
    const { answer } = data;
    return {
      thread: removalThread(data),
      about: answer === undefined ? "review the new evidence" : "review the new answer",
      ...(answer === undefined
        ? happened(`${organization} sent evidence on ${on}.`, { nextAction: data.nextAction, reader: "committee" })
        : happened(`${organization} responded to “${oneLine(answer.title)}” on ${on}.`, {
            nextAction: data.nextAction ?? readingAnswer,
            reader: "committee",
            more: "Decide whether the criterion is met.",
          })),
      otherwise: "Until somebody has reviewed it, nobody can approve the removal and it is not carried out.",
      body: [
        answer === undefined
          ? link("The evidence", removalForCommittee(context, data))
          : link("The answer", page(context, "committee", context.slug, "criteria", answer.memberId)),
      ],
      because: onCommittee,
    };
  },

  /** To the member: the committee has answered its evidence, and the removal goes on for the reasons that are left. */
  "removal-evidence-answered": (data, context) => {
    const isStruck = data.outcome === "struck";
    return {
      thread: removalThread(data),
      about: isStruck ? "evidence reviewed, reason withdrawn" : "evidence reviewed, removal continues",
      ...happened(
        `On ${longDate(data.answeredOn)} the committee reviewed the evidence from ${oneLine(data.organization)} and ${isStruck ? "withdrew the reason" : "did not withdraw the reason"}.`,
        { nextAction: data.nextAction, reader: "member" },
      ),
      otherwise: isStruck
        ? "The removal continues for the other reasons."
        : "The removal continues. You can send more evidence on its page.",
      body: [...committeeWrites(data), link("The removal", removalPage(context))],
      because: representsOrMonitors(data.organization),
      isWarning: true,
    };
  },

  "appeal-received": (data, context) => ({
    thread: removalThread(data),
    about: "appeal received",
    lede: "No action needed for the appeal. The committee will read it.",
    why: `We received the appeal from ${oneLine(data.organization)} on ${longDate(data.receivedOn)}. Two people who did not approve the removal will read it.`,
    otherwise: data.carriedOut
      ? `Until they have decided, ${oneLine(data.organization)} stays off the list.`
      : "The removal will not be carried out until they have decided.",
    body: [link("The appeal", removalPage(context))],
    because: represents(data.organization),
  }),

  /** To those of the committee who had no part in the removal. */
  "appeal-to-read": (data, context) => ({
    thread: removalThread(data),
    about: "read the appeal",
    lede: `Action needed: ${inSentence(actions.readAppeal)} from ${oneLine(data.organization)}.`,
    why: `We received it on ${longDate(data.receivedOn)}. Two people who did not approve the removal have to read it.`,
    otherwise: "The appeal stays open until they have decided.",
    body: [link("The appeal and the reasons", removalForCommittee(context, data))],
    because: onCommittee,
  }),

  /** To the list's contact for appeals, who need not have an account. */
  "appeal-needs-readers": (data, context) => ({
    thread: removalThread(data),
    about: "name more readers for an appeal",
    lede: `Action needed: name ${count(data.missing, "more person", "more people")} who can read the appeal from ${oneLine(data.organization)}.`,
    why: "Two people who did not approve the removal have to read the appeal, and too few people on the committee are eligible.",
    otherwise: `The appeal stays open until two people have read it${data.carriedOut ? "" : ", and the member is not removed before that"}.`,
    body: [
      paragraph(
        "Choose people who had no part in the removal and do not work for the member. The operator of the portal gives them the reviewer role. Reply to this email with their names.",
      ),
      link("The appeal and the reasons, for the committee", removalForCommittee(context, data)),
    ],
    because: "the list names you as its contact for appeals",
  }),

  "appeal-decided": (data, context) => {
    const organization = oneLine(data.organization);
    const isUpheld = data.outcome === "upheld";
    return {
      thread: removalThread(data),
      about: isUpheld ? "appeal accepted" : "appeal declined",
      ...happened(
        `On ${longDate(data.decidedOn)} two people read the appeal from ${organization} and ${isUpheld ? "agreed with it" : "confirmed the removal"}.`,
        {
          nextAction: data.nextAction,
          reader: "member",
          ...(isUpheld && { more: `${organization} is a member, with the same dates as before.` }),
        },
      ),
      ...(isUpheld
        ? {}
        : {
            otherwise:
              data.carryOutOn === null
                ? `${organization} is no longer a member. You can apply again at any time.`
                : `The removal will be carried out on ${weekdayDate(data.carryOutOn)} at the earliest. You can apply again after that.`,
          }),
      body: [link("The reasons, and the answers to the appeal", removalPage(context))],
      because: data.carryOutOn === null && !isUpheld ? `you represented ${organization} on this list` : represents(data.organization),
    };
  },

  /** The last email to an organization that was removed: the reasons, and how to appeal. */
  "farewell-removed": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: removalThread(data),
      about: "removed (you can appeal)",
      lede: `Action needed by ${weekdayDate(data.appealBy)}: ${inSentence(actions.appeal)}.`,
      why: `${organization} was removed from the ${oneLine(context.name)} list on ${weekdayDate(data.on)}. Once the mailing list has been updated, its contact alias gets no more notices.`,
      otherwise: "If you do not appeal, the removal is final. You can apply again at any time.",
      body: [
        ...reasonsOf(data.reasons),
        link("Appeal", removalPage(context)),
        paragraph("Two people who did not approve the removal will read the appeal."),
        paragraph(stillUnderEmbargo),
      ],
      because: `you represented ${organization} on this list, or monitored its contact alias`,
      isWarning: true,
    };
  },

  reinstated: (data, context) => ({
    thread: threadAbout("membership", data.organization),
    about: "membership reinstated",
    ...happened(`${oneLine(data.organization)} was reinstated as a member on ${longDate(data.on)}.`, {
      nextAction: data.nextAction,
      reader: "member",
      more: `The next re-check is on ${longDate(data.nextRecheckOn)}.`,
    }),
    otherwise: `Early notices start once somebody at ${oneLine(data.alias)} has answered the email that asks whether the address is monitored.`,
    body: [membershipLink(context)],
    because: represents(data.organization),
  }),
} satisfies Partial<EmailTemplates>;

/** Also of a member that left by its own wish. */
export const stillUnderEmbargo = "The embargo policy still applies to everything that the list told you.";

type Removal = { readonly organization: string; readonly reference: string };

function removalThread(data: Removal) {
  return referenceThread("removal", data);
}

function removalPage(context: EmailContext): string {
  return page(context, "membership", context.slug, "removal");
}

function removalForCommittee(context: EmailContext, { reference }: Pick<Removal, "reference">): string {
  return page(context, "committee", context.slug, "removals", reference);
}

function membershipLink(context: EmailContext): Block {
  return link("Your membership", page(context, "membership", context.slug));
}

const becauseWords: Readonly<Record<EmailData["removal-to-decide"]["because"], string>> = {
  committee: "A committee member proposed it.",
  "expired-recheck": "The reason: a re-check was not answered in time.",
  "failed-recheck": "The reason: a re-check found that a criterion is no longer met.",
  "new-criteria": "The reason: a new criterion applies, and the member has not shown that it meets it.",
  "embargo-policy": "The reason: the embargo policy was not accepted or not kept.",
};

/** Of an email that was written before the next action was stored with it. */
const readingAnswer = { actor: "committee", action: actions.readAnswer, by: null } as const;

function committeeWrites({ answer }: EmailData["removal-evidence-answered"]): readonly Block[] {
  return quoted("Message from the committee:", answer);
}

/** The reasons, under a line that says how many there are. */
function reasonsOf(reasons: readonly EmailRemovalReason[]): readonly Block[] {
  return [paragraph(groupedReasons(reasons).length === 1 ? "The reason:" : "The reasons:"), ...removalReasons(reasons)];
}

/** Each reason: the criterion, the committee's words, and what would help. Those of one silence are one. */
export function removalReasons(reasons: readonly EmailRemovalReason[]): readonly Block[] {
  return groupedReasons(reasons).flatMap((group) => [
    paragraph(reasonHead(group.map(({ title }) => oneLine(title)))),
    ...(group[0].reason.trim() === "" ? [] : [quote(group[0].reason)]),
    ...quoted("What would help:", group[0].whatWouldHelp),
  ]);
}

function reasonHead(titles: readonly string[]): string {
  return titles.length === 1 ? `${titles[0]}: not met.` : `${count(titles.length, "criterion", "criteria")}: ${titles.join(", ")}.`;
}

type Cures = Pick<EmailData["removal-proposed"], "forSilence" | "forAlias">;

/** How the member answers the re-check, where silence is a reason, and has the contact alias confirmed, where that is one. */
function cureBlocks({ forSilence, forAlias }: Cures, context: EmailContext): readonly Block[] {
  return [
    ...(forSilence
      ? [
          paragraph("The reason about the re-check no longer applies once the committee has reviewed your answer and the re-check passes."),
          link("Answer the re-check", page(context, "membership", context.slug, "recheck")),
        ]
      : []),
    ...(forAlias
      ? [
          paragraph("The reason about the contact alias no longer applies once somebody has answered there."),
          link("Ask the contact alias again, or change it", page(context, "membership", context.slug, "alias")),
        ]
      : []),
  ];
}
