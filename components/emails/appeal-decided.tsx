import type { EmailData } from "@/lib/email/data";
import { longDate, weekdayDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { removalTopic } from "./removal-parts";

export function appealDecided(data: EmailData["appeal-decided"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const day = longDate(data.decidedOn);
  return {
    topic: removalTopic(data),
    lede:
      data.outcome === "upheld"
        ? `${actionSentence(data.move, "member")} On ${day} two people agreed with the appeal of ${organization}.`
        : `${actionSentence(data.move, "member")} On ${day} two people read the appeal of ${organization} and found that the removal continues.`,
    otherwise:
      data.outcome === "upheld"
        ? `${organization} is a member, with its dates as they were.`
        : data.carryOutOn === null
          ? `${organization} stays off the list. You can apply again at any time.`
          : `The removal is carried out on ${weekdayDate(data.carryOutOn)} at the earliest. You can apply again at any time after it.`,
    body: [paragraph("The reasons, and what was said to them:"), page(place, "membership", place.slug, "removal")],
    because: `you stand for ${organization} on this list`,
  };
}
