import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

/** To reviewers: carries no answer and no contact. */
export function aliasDisownedReview(data: LetterData["alias-disowned-review"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Your move: ask ${oneLine(data.organization)} for another contact alias. The mailbox answered that the address is not theirs.`,
    otherwise:
      "The application cannot be accepted with this address, and the applicant can only change it when you ask. Nothing is declined by itself.",
    body: [
      paragraph("The answer, with a button that asks for another address:"),
      page(place, "committee", place.slug, "applications", data.reference, data.criterion),
    ],
    because: "you review this application, or nobody does and you are on the committee of this list",
  };
}
