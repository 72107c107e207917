import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { reportLeaks } from "./membership-parts";

/** The test email to the contact alias of a new member. */
export function welcome(data: EmailData["welcome"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `No action needed before the re-check, which opens on ${weekdayDate(data.nextRecheckOn)}. ${oneLine(data.organization)} is a member of the ${oneLine(place.name)} list.`,
    otherwise:
      "Early notices arrive at this address once it has been put on the mailing list. Keep secret what they say, until the time they name.",
    body: [
      paragraph("This is the test email: it shows that emails of the list reach you."),
      ...reportLeaks(place),
      paragraph("What to keep secret, and with whom it may be shared:"),
      page(place, place.slug, "embargo-policy"),
    ],
    because: `this address is the contact alias of ${oneLine(data.organization)}`,
  };
}
