import { agreeWithinDays } from "@/lib/alias/change-rules";
import { whyReviewed } from "@/lib/alias/rules";
import type { EmailData } from "@/lib/email/data";
import { addDays, dayOf, deadline, weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, stopBlocks } from "./alias-change-parts";
import { type EmailPlace, type EmailText, oneLine } from "./email-text";

export function aliasChangeWaiting(data: EmailData["alias-change-waiting"], place: EmailPlace): EmailText {
  const agreeBy = addDays(dayOf(new Date(data.waitsUntil)), agreeWithinDays);
  const from = deadline(new Date(data.waitsUntil));
  return {
    topic: aliasChangeTopic(data),
    lede: data.awaitsAgreement
      ? `With the committee by ${weekdayDate(agreeBy)}: ${inSentence(actions.agreeAlias)}. Not before ${from}, ${inSentence(actions.aliasStarts)}.`
      : `No action needed. On ${from}, ${inSentence(actions.aliasStarts)}.`,
    otherwise: `A person has answered there. Until it starts, everybody who gets this email can stop it${
      data.awaitsAgreement ? `, and two people on the committee have to agree` : ""
    }.${data.oddAnswer ? ` ${whyReviewed}` : ""}`,
    body: [...stopBlocks(place, data.token), ...aliasChangeBlocks(data)],
    because: aliasChangeReader({ ...data, organization: oneLine(data.organization) }),
  };
}
