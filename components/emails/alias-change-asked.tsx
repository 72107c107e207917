import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { actions, inSentence } from "@/lib/member/open-task";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, stopBlocks } from "./alias-change-parts";
import { type EmailPlace, type EmailText, oneLine, paragraph, quote } from "./email-text";

export function aliasChangeAsked(data: EmailData["alias-change-asked"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const happens = `${organization} ${data.oldAddress === null ? "adds a contact alias" : "changes its contact alias"}`;
  const wait = count(data.waitDays, "day");
  return {
    topic: aliasChangeTopic(data),
    lede:
      data.reader === "representative"
        ? `Action needed by ${weekdayDate(data.answerBy)}: ${inSentence(actions.answerNewAlias)}. ${happens}.`
        : `No action needed if this is right: ${happens}.`,
    otherwise: `Nothing changes before the new address has answered (by ${weekdayDate(data.answerBy)}) and ${wait} have passed after that${data.needsAgreement ? ", and two people on the committee have agreed" : ""}.`,
    body: [
      ...stopBlocks(place, data.token),
      ...aliasChangeBlocks(data),
      paragraph("The reason they gave:"),
      quote(data.reason),
      ...(data.oldIsDead
        ? [paragraph("They say that nobody reads the address in use any more. If you read this there, that is wrong: stop the change.")]
        : []),
      paragraph(
        `The address in use keeps receiving. An alias never decides anything about the membership, and this email asks for no answer.`,
      ),
    ],
    because: aliasChangeReader(data),
  };
}
