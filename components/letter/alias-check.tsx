import { deadline } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

/** Asks for what the page asks, so that a reader knows before opening it. */
export function aliasCheck(data: LetterData["alias-check"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: applicationTopic(data),
    lede: `Tell us by ${deadline(new Date(data.expiresAt))} that people read this address.`,
    otherwise: `After that the link ends, and ${organization} cannot be accepted with this address until somebody answers a new letter.`,
    body: [
      paragraph("It takes one minute. The page asks for your name or team, and which organization this address is for:"),
      page(place, "confirm", "alias", data.token),
      paragraph(
        `${organization} named ${oneLine(data.address)} as its contact alias, the address its team watches, on the ${oneLine(place.name)} list. The list tells its members early about security fixes of ${oneLine(place.project)}, so a person has to read what arrives here.`,
      ),
      paragraph(
        `If this address does not belong to ${organization}, open the same page and choose "This is not ours". Automatic replies do not count.`,
      ),
    ],
    because: `${organization} named this address in its application`,
  };
}
