import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { reasonBlocks } from "./removal-parts";

/** The last email to an organization that was removed: the reasons, and how to come back. */
export function farewellRemoved(data: EmailData["farewell-removed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: `${organization}: removal ${data.reference}`,
    lede: `Action needed by ${weekdayDate(data.appealBy)}: ${inSentence(actions.appeal)}. From now on ${organization} is no longer a member of the ${oneLine(place.name)} list.`,
    otherwise: "People who had no part in the removal read what you say. You can also apply again at any time.",
    body: [
      paragraph("Say what was misread:"),
      page(place, "membership", place.slug, "removal"),
      paragraph(
        `The removal took effect on ${weekdayDate(data.on)}. Nothing more is sent to the contact alias once the list itself is updated. Anything you were told under embargo stays secret until it is published.`,
      ),
      ...reasonBlocks(data.reasons),
    ],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
