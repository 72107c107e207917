import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterAnswer, LetterData } from "@/lib/letter/data";
import { applicationTopic, type Block, type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";

/** The receipt: says whose move it is, and repeats what was sent. */
export function applicationReceived(data: LetterData["application-received"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Our move: we decide on your application by ${weekdayDate(data.dueOn)}.`,
    otherwise: data.aliasAnswered
      ? "Nothing to do until then, unless we ask you for more. While we wait for you, the time stands still."
      : "Your move: somebody who reads the contact alias has to answer the letter we sent there. We cannot accept the application before.",
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
