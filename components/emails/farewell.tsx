import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { leavingTopic } from "./membership-parts";

/** The last email to an organization that left by its own wish. */
export function farewell(data: EmailData["farewell"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: leavingTopic(data.organization),
    lede: `No action needed. ${organization} left the ${oneLine(place.name)} list on ${weekdayDate(data.on)}.`,
    otherwise:
      "Nothing more is sent to its contact alias once the list itself is updated. Anything you were told under embargo stays secret until it is published.",
    body: [paragraph("You can apply again at any time, with the answers you gave before:"), page(place, place.slug, "apply")],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
