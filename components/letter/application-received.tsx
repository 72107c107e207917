import { aliasMove } from "@/lib/application/alias-progress";
import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterAnswer, LetterData } from "@/lib/letter/data";
import { inSentence } from "@/lib/member/matter";
import { applicationTopic, type Block, type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";

/** The receipt: says whose move it is, and repeats what was sent. */
export function applicationReceived(data: LetterData["application-received"], place: LetterPlace): LetterText {
  const { aliasProgress = data.aliasAnswered ? "answered" : "open" } = data;
  const move = aliasProgress === null ? null : aliasMove(aliasProgress, { stage: "sent", contact: place.contact?.email ?? "" });
  return {
    topic: applicationTopic(data),
    lede: `Our move: we decide on your application by ${weekdayDate(data.dueOn)}.`,
    otherwise:
      move === null
        ? "Nothing to do until then, unless we ask you for more. While we wait for you, the time stands still."
        : `Your move: ${inSentence(move)}`,
    body: [
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
      ...(data.answers.length === 0 ? [] : [paragraph("This is what you sent."), ...data.answers.flatMap(answer)]),
    ],
    because: "you sent this application",
  };
}

function answer({ title, rows }: LetterAnswer, index: number): readonly Block[] {
  return [
    paragraph(`${index + 1}. ${oneLine(title)}`),
    ...rows.flatMap((row) => [
      paragraph(`${oneLine(row.label)}:`),
      quote([row.text, ...(row.links ?? [])].filter((line) => line !== "").join("\n") || "Not provided"),
    ]),
  ];
}
