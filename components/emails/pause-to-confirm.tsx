import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { deliveryTopic } from "./removal-parts";

/** To the committee: the pause is decided; a second person has to approve it. */
export function pauseToConfirm(data: EmailData["pause-to-confirm"], place: EmailPlace): EmailText {
  return {
    topic: deliveryTopic(data),
    lede: `Action needed by ${deadline(new Date(data.confirmBy))}: ${inSentence(actions.confirmPause)}. It is about ${oneLine(data.organization)}.`,
    otherwise:
      "Without a second person the pause ends by itself then. Until its addresses are taken off the mailing list, early notices still go to them.",
    body: [
      paragraph("Why the pause was decided:"),
      quote(data.reason),
      paragraph("The member:"),
      page(place, "committee", place.slug, "members", data.memberId),
    ],
    because: "you are on the committee of this list",
  };
}
