import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

export function reviewUnroutable(data: LetterData["review-unroutable"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Your move: find reviewers for ${oneLine(data.organization)} today.`,
    otherwise: "No reviewer is assigned until you do, and the time for the decision runs.",
    body: [
      paragraph(`Why: ${oneLine(data.why)}`),
      paragraph("Choose by hand:"),
      page(place, "committee", place.slug, "applications", data.reference),
    ],
    because: "you chair the committee of this list",
  };
}
