import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { removalTopic } from "./removal-parts";

/** For emails written before the next action was stored with them. */
const reading = { actor: "committee", action: actions.readAnswer, by: null } as const;

/** To the committee: a member submitted evidence, or answered a criterion anew, which has to be read before its removal goes on. */
export function removalEvidence(data: EmailData["removal-evidence"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const { answer } = data;
  if (answer !== undefined)
    return {
      topic: removalTopic(data),
      lede: `${actionSentence(data.move ?? reading, "committee")} ${organization} answered “${oneLine(answer.title)}” on ${longDate(data.submittedOn)}. Decide whether it is met.`,
      otherwise: "Until somebody has, nobody can agree to the removal and it is not carried out.",
      body: [paragraph("The answer:"), page(place, "committee", place.slug, "criteria", answer.memberId)],
      because: "you are on the committee of this list",
    };
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move, "committee")} ${organization} sent it on ${longDate(data.submittedOn)}.`,
    otherwise: "Until somebody has answered, nobody can agree to the removal and it is not carried out.",
    body: [paragraph("The evidence:"), page(place, "committee", place.slug, "removals", data.reference)],
    because: "you are on the committee of this list",
  };
}
