import { aliasAction } from "@/lib/application/alias-progress";
import type { EmailAnswer, EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { inSentence } from "@/lib/member/open-task";
import { applicationTopic, type Block, type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";

/** The receipt: says who has to act, and repeats what was sent. */
export function applicationReceived(data: EmailData["application-received"], place: EmailPlace): EmailText {
  const { aliasProgress = data.aliasAnswered ? "answered" : "open" } = data;
  const move = aliasProgress === null ? null : aliasAction(aliasProgress, { stage: "sent", contact: place.contact?.email ?? "" });
  return {
    topic: applicationTopic(data),
    lede: `With the committee: we decide on your application by ${weekdayDate(data.dueOn)}.`,
    otherwise:
      move === null
        ? "No action needed until then, unless we ask you for more. While we wait for you, the deadline is paused."
        : `Action needed: ${inSentence(move)}`,
    body: [
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
      ...(data.answers.length === 0 ? [] : [paragraph("This is what you sent."), ...data.answers.flatMap(answer)]),
    ],
    because: "you sent this application",
  };
}

function answer({ title, rows }: EmailAnswer, index: number): readonly Block[] {
  return [
    paragraph(`${index + 1}. ${oneLine(title)}`),
    ...rows.flatMap((row) => [
      paragraph(`${oneLine(row.label)}:`),
      quote([row.text, ...(row.links ?? [])].filter((line) => line !== "").join("\n") || "Not provided"),
    ]),
  ];
}
