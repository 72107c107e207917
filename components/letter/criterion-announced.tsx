import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { standsFor } from "./recheck-parts";

export function criterionAnnounced(data: LetterData["criterion-announced"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const title = oneLine(data.title);
  return {
    topic: `${organization}: ${data.tightened ? "changed" : "new"} criterion, ${title}`,
    lede: `Show before ${weekdayDate(data.since)} that ${organization} meets "${title}".`,
    otherwise: "The criterion counts from that day on. For members that have not shown it by then, a removal is proposed to the committee.",
    body: [
      paragraph(data.what.replace(/\s+/g, " ")),
      paragraph("Answer here, as often as you like until that day:"),
      page(place, "membership", place.slug, "criteria", data.memberId),
      paragraph("You cannot meet it? Say so on the page, or reply to this letter: the committee would rather know."),
    ],
    because: standsFor(data),
  };
}
