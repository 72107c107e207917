import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { reportLeaks } from "./membership-parts";
import { committeeWrites, reasonBlocks } from "./reasons";

export function decisionAccepted(data: EmailData["decision-accepted"], place: EmailPlace): EmailText {
  const alias = oneLine(data.alias);
  return {
    topic: applicationTopic(data),
    lede: `Your application was accepted. ${oneLine(data.organization)} is a member; no action needed before the re-check, which opens on ${weekdayDate(data.nextRecheckOn)}.`,
    otherwise: `Early notices come to ${alias} once the address has been put on the mailing list. A test email arrives there within the hour; if it does not, tell us.`,
    body: [
      ...committeeWrites(data.opening),
      paragraph(
        "Keep secret what the list tells you, until the time that each notice names. Tell only those who need it to prepare the fix.",
      ),
      ...reportLeaks(place),
      ...reasonBlocks(data.reasons),
      ...committeeWrites(data.closing),
      paragraph("Your membership, your people and your contact alias:"),
      page(place, "membership", place.slug),
    ],
    because: "you sent this application",
  };
}
