import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { onCommittee, recheckForCommittee, recheckTopic } from "./recheck-parts";

/** To the committee: the grace period is over. */
export function recheckExpired(data: EmailData["recheck-expired"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    lede: `${actionSentence(data.move, "committee")} ${organization} did not answer its re-check, due on ${weekdayDate(data.dueOn)}, and the grace period is over.`,
    otherwise: `${data.waits ? "Another removal is open. When it ends, a removal for this is proposed." : "A removal is proposed."} It needs two people on the committee; without them ${organization} stays. A late answer still counts.`,
    body: [paragraph("Which emails arrived, and who was spoken with:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
