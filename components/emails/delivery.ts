import { deadline, moment } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailTemplates, link, oneLine, page, paragraph, quoted } from "./email-text";
import { happened, onCommittee, represents, threadAbout } from "./parts";

const deliveryThread = ({ organization }: { readonly organization: string }) => threadAbout("delivery", organization);

/** A pause of early notices to one member. */
export const deliveryEmails = {
  /** To the representatives, never to the contact alias, which may be the unsafe part. */
  "delivery-paused": (data, context) => ({
    thread: deliveryThread(data),
    about: "check the alias (delivery paused)",
    lede: `Action needed: ${inSentence(actions.secureAlias)}.`,
    why: `The committee paused early notices to ${oneLine(data.organization)} on ${moment(new Date(data.at))}. Notices can still arrive until your addresses have been removed from the mailing list.`,
    otherwise: `If no second committee member confirms the pause by ${deadline(new Date(data.confirmBy))}, it ends automatically. ${oneLine(data.organization)} stays a member.`,
    body: [
      ...quoted("Reason:", data.reason),
      link("Your membership", page(context, "membership", context.slug)),
      paragraph("Check your contact alias and its domain. When both are safe, reply to this email."),
    ],
    because: represents(data.organization),
    isWarning: true,
  }),

  "delivery-resumed": (data, context) => ({
    thread: deliveryThread(data),
    about: "delivery resumes",
    ...happened(`The pause of early notices to ${oneLine(data.organization)} ended on ${moment(new Date(data.at))}.`, {
      nextAction: data.nextAction,
      reader: "member",
      more: data.confirmed ? "The committee ended it." : "No second committee member confirmed it, so it ended automatically.",
    }),
    otherwise: "Notices arrive again once your addresses are back on the mailing list.",
    body: [link("Your membership", page(context, "membership", context.slug))],
    because: represents(data.organization),
  }),

  "pause-to-confirm": (data, context) => ({
    thread: deliveryThread(data),
    about: "confirm the delivery pause",
    lede: `Action needed by ${deadline(new Date(data.confirmBy))}: ${inSentence(actions.confirmPause)}.`,
    why: `A committee member paused early notices to ${oneLine(data.organization)}. Notices still go to its addresses until they have been removed from the mailing list.`,
    otherwise: "If no second committee member confirms the pause by then, it ends automatically.",
    body: [
      ...quoted("Reason:", data.reason),
      link("Confirm the pause, or end it", page(context, "committee", context.slug, "members", data.memberId)),
    ],
    because: onCommittee,
  }),

  "pause-expired": (data, context) => ({
    thread: deliveryThread(data),
    about: "delivery pause expired",
    ...happened(
      `The delivery pause for ${oneLine(data.organization)} ended on ${moment(new Date(data.at))}, because no second committee member confirmed it.`,
      {
        nextAction: data.nextAction,
        reader: "committee",
        more: "If the contact alias was removed from the mailing list, early notices resume once it has been added again.",
      },
    ),
    otherwise: "If the address is still not safe, pause delivery again and ask somebody to confirm it.",
    body: [link("The member", page(context, "committee", context.slug, "members", data.memberId))],
    because: onCommittee,
  }),
} satisfies Partial<EmailTemplates>;
