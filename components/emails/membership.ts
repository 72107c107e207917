import type { EmailData } from "@/lib/email/data";
import { deadline, longDate, weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailContext, type EmailTemplates, facts, link, oneLine, page, paragraph, quoted } from "./email-text";
import { committeeWrites, onCommittee, referenceThread, represents, roleNames, roleRights, threadAbout } from "./parts";
import { stillUnderEmbargo } from "./removal";

/** The representatives of a member, its name, and the end of its membership. */
export const membershipEmails = {
  "representative-invitation": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: peopleThread(data),
      about: "accept the invitation",
      lede: `Action needed by ${deadline(new Date(data.expiresAt))}: accept the invitation to represent ${organization}.`,
      why: `${oneLine(data.inviter)} invited you to become a ${roleNames[data.role]} for ${organization}, on every list that it is a member of. ${roleRights[data.role]}`,
      otherwise: `If you do not accept by then, the invitation expires. ${oneLine(data.inviter)} can send you another one.`,
      body: [
        link("See who invited you, and accept", page(context, "confirm", "representative", data.token)),
        paragraph("If you do not know who invited you, ignore this email."),
      ],
      because: `${oneLine(data.inviter)} invited you to represent ${organization}`,
    };
  },

  /**
   * Tells everybody who represents an organization that somebody came, went or has another role; and its contact alias and the committee
   * that somebody from outside its domains was chosen.
   */
  "people-changed": (data, context) => {
    const [organization, person] = [oneLine(data.organization), oneLine(data.person)];
    const isOutside = data.change === "outside";
    const role = data.role === null ? "" : `a ${roleNames[data.role]}`;
    const what = {
      added: `${person} became ${role} for ${organization}.`,
      removed: `${person} was removed as a representative of ${organization}.`,
      role: `${person}, who represents ${organization}, became ${role}.`,
      outside: `${person} was chosen as a primary representative of ${organization}. This address is not at a known domain of the organization.`,
    }[data.change];
    return {
      thread: peopleThread(data),
      about: {
        added: "representative added",
        removed: "representative removed",
        role: "representative's role changed",
        outside: "representative from another domain",
      }[data.change],
      lede: "No action needed if you expected this change.",
      why: `On ${longDate(data.on)} ${what} ${throughWords[data.through]}`,
      otherwise: "If it is wrong, reply to this email today. The committee can correct it.",
      body: [
        ...(isOutside
          ? [paragraph(roleRights.primary), link("About the list", page(context, context.slug))]
          : [link("All representatives", page(context, "membership", context.slug, "people"))]),
      ],
      because: isOutside
        ? `you monitor the contact alias of ${organization}, or review its membership`
        : `you represent ${organization}, or did so until now`,
    };
  },

  "join-asked": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: peopleThread(data),
      about: "answer the request to join",
      lede: `Action needed by ${weekdayDate(data.answerBy)}: ${inSentence(actions.answerJoin)}.`,
      why: `Somebody has asked to represent ${organization}.`,
      otherwise: "If nobody answers by then, the committee will be asked. Until the request is accepted, the person has no access.",
      body: [
        facts([{ label: "Person", text: oneLine(data.person) }]),
        ...quoted("Their message:", data.words),
        link("Accept with a role, or decline", page(context, "membership", context.slug, "people")),
        paragraph("Anybody who can read email sent to that address can send such a request. If you do not know the person, decline."),
      ],
      because: `you are a primary representative of ${organization}`,
    };
  },

  "join-escalated": (data, context) => ({
    thread: peopleThread(data),
    about: "answer the request to join",
    lede: `Action needed: ${inSentence(actions.answerJoin)}.`,
    why: `On ${weekdayDate(data.askedOn)} somebody asked to represent ${oneLine(data.organization)}, and its representatives have not answered.`,
    otherwise: "The request stays open until two committee members agree or one declines.",
    body: [link("The request", page(context, "committee", context.slug, "join-requests"))],
    because: onCommittee,
  }),

  /** `role` is null when the request was declined. */
  "join-answered": (data, context) => {
    const organization = oneLine(data.organization);
    const because = `you asked to represent ${organization}`;
    const thread = peopleThread(data);
    if (data.role === null)
      return {
        thread,
        about: "request declined",
        lede: `No action needed. Your request to represent ${organization} was declined.`,
        otherwise: "If you work there, ask its representatives. They can invite you.",
        body: [link("About the list", page(context, context.slug))],
        because,
      };
    return {
      thread,
      about: "request accepted",
      lede: `No action needed. You are now a ${roleNames[data.role]} for ${organization}, on every list that it is a member of.`,
      why: roleRights[data.role],
      body: [link("The membership", page(context, "membership", context.slug))],
      because,
    };
  },

  /** A rename or a merger, to the representatives and to the committee that reviews it. */
  "member-change-asked": (data, context) => {
    const [organization, newName] = [oneLine(data.organization), oneLine(data.newName)];
    const change = data.kind === "rename" ? `rename ${organization} to ${newName}` : `merge ${organization} into ${newName}`;
    const thread = changeThread(data);
    if (data.reader === "committee")
      return {
        thread,
        about: "review the change of name",
        lede: `Action needed: ${inSentence(actions.reviewName)}.`,
        why: `On ${longDate(data.on)} a representative asked to ${change}.`,
        otherwise: "Nothing changes until two committee members agree. One objection with a reason declines the request.",
        body: [link("Agree or object", page(context, "committee", context.slug, "member-changes"))],
        because: onCommittee,
      };
    return {
      thread,
      about: "change of name requested",
      lede: `No action needed. ${oneLine(data.person)} asked on ${longDate(data.on)} to ${change}.`,
      why: "The committee will review the request. The roster shows the current name until two committee members agree.",
      body: [
        ...quoted("Reason for the change:", data.reason),
        link("Follow the request", page(context, "membership", context.slug, "name")),
      ],
      because: represents(organization),
    };
  },

  "member-change-decided": (data, context) => {
    const [organization, newName] = [oneLine(data.organization), oneLine(data.newName)];
    return {
      thread: changeThread(data),
      about: `change of name ${data.accepted ? "accepted" : "declined"}`,
      ...(data.accepted
        ? {
            lede: `No action needed. ${organization} is now called ${newName} on the ${oneLine(context.name)} list.`,
            why: "The membership, its start date and its history stay the same. The contact alias stays the same until you change it.",
          }
        : {
            lede: `No action needed. The change of name of ${organization} was declined.`,
            why: "You can ask again at any time.",
          }),
      body: [...committeeWrites(data.reason), link("Your membership", page(context, "membership", context.slug))],
      because: `you represent ${organization} on this list, or monitor its contact alias`,
    };
  },

  "leaving-announced": (data, context) => {
    const organization = oneLine(data.organization);
    const isMember = data.reader === "member";
    return {
      thread: leavingThread(data),
      about: "leaving the list",
      lede: `No action needed. ${organization} will leave the ${oneLine(context.name)} list on ${weekdayDate(data.on)}.`,
      why: `${oneLine(data.person)} requested this.`,
      otherwise: isMember
        ? "Until then it stays a member, and a primary representative can cancel the request. If it is wrong, cancel it today."
        : "Until then it can cancel the request. On that day its address has to be removed from the mailing list.",
      body: [isMember ? link("Stay on the list", page(context, "membership", context.slug, "leave")) : membersLink(context)],
      because: isMember ? represents(organization) : onCommittee,
    };
  },

  "leaving-taken-back": (data, context) => {
    const organization = oneLine(data.organization);
    const isMember = data.reader === "member";
    return {
      thread: leavingThread(data),
      about: "request to leave cancelled",
      lede: `No action needed. ${organization} stays on the ${oneLine(context.name)} list.`,
      why: `${oneLine(data.person)} cancelled the request to leave. Nothing else changed.`,
      body: [isMember ? link("Your membership", page(context, "membership", context.slug)) : membersLink(context)],
      because: isMember ? represents(organization) : onCommittee,
    };
  },

  /** The last email to an organization that left by its own wish. */
  farewell: (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: leavingThread(data),
      about: "membership ended",
      lede: `No action needed. ${organization} left the ${oneLine(context.name)} list on ${weekdayDate(data.on)}.`,
      why: `Once the mailing list has been updated, its contact alias gets no more notices. ${stillUnderEmbargo}`,
      otherwise: "You can apply again at any time. Your earlier answers are filled in.",
      body: [link("Apply again", page(context, context.slug, "apply"))],
      because: `you represented ${organization} on this list, or monitored its contact alias`,
    };
  },
} satisfies Partial<EmailTemplates>;

type About = { readonly organization: string };

const peopleThread = ({ organization }: About) => threadAbout("representatives", organization);
const changeThread = (data: About & { readonly reference: string }) => referenceThread("change of name", data);
const leavingThread = ({ organization }: About) => threadAbout("leaving the list", organization);

function membersLink(context: EmailContext) {
  return link("The members of the list", page(context, "committee", context.slug, "members"));
}

const throughWords: Readonly<Record<EmailData["people-changed"]["through"], string>> = {
  representative: "A primary representative made the change.",
  invited: "They accepted an invitation from a primary representative.",
  committee: "Two committee members made the change, because the representatives did not answer.",
};
