import { longDate, weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { item, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

/** One letter a day about all that waits for one person, nearest deadline first. */
export function reviewDigest(data: LetterData["review-digest"], place: LetterPlace): LetterText {
  const items = [...data.items].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.reference.localeCompare(b.reference));
  const nearest = items[0];
  return {
    topic: "what waits for you",
    lede:
      nearest === undefined
        ? `Nothing to do on ${weekdayDate(data.day)}.`
        : `Your move: ${items.length === 1 ? "1 application waits" : `${items.length} applications wait`} for you, the nearest by ${weekdayDate(nearest.dueOn)}.`,
    otherwise: "A decision that is not made in time is shown as overdue to the applicant and to the chair.",
    body: [
      paragraph("Your queue:"),
      page(place, "committee", place.slug),
      ...items.map(({ organization, reference, move, dueOn }) =>
        item(`${reference} ${oneLine(organization)}: ${oneLine(move)}, by ${longDate(dueOn)}`),
      ),
    ],
    because: "you sit on the committee of this list",
  };
}
