import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";
import { reasonBlocks } from "./removal-parts";

/** To the member: the committee found that a criterion is not met, and no removal is proposed for it yet. */
export function recheckFailed(data: EmailData["recheck-failed"], place: EmailPlace): EmailText {
  return {
    topic: recheckTopic(data),
    lede: `${data.move === undefined ? "" : `${actionSentence(data.move, "member")} `}The committee decided the re-check of ${oneLine(data.organization)} on ${longDate(data.decidedOn)}: not every criterion is met.`,
    otherwise: "The committee can propose to remove the organization for this. We write to you before that goes on.",
    body: [paragraph("What was found:"), ...reasonBlocks(data.reasons), paragraph("The re-check:"), recheckPage(place, data)],
    because: standsFor(data),
  };
}
