import { whyLooked } from "@/lib/alias/rules";
import { moment } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

export function aliasAnswered(data: LetterData["alias-answered"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Nothing to do. People read this address: ${oneLine(data.address)}.`,
    otherwise: `${oneLine(data.answeredBy)} answered our letter there on ${moment(new Date(data.answeredAt))}.${data.byHand ? ` ${whyLooked} The committee looks at it before it accepts.` : ""}`,
    body: [
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
      paragraph("If you do not know who answered, tell us. Another address for the contact alias ends this answer."),
    ],
    because: "you work on this application",
  };
}
