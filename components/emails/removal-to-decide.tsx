import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { removalTopic } from "./removal-parts";

const reasons: Readonly<Record<EmailData["removal-to-decide"]["because"], string>> = {
  committee: "Somebody on the committee proposed it",
  "expired-recheck": "A re-check was not answered in time",
  "failed-recheck": "A re-check found that a criterion no longer holds",
  "new-criteria": "A new criterion came into force, and the member has not shown that it is met",
  "embargo-policy": "The embargo policy was not accepted or not kept",
};

/** To the committee: somebody has to approve a proposal, or a second person has to review it. */
export function removalToDecide(data: EmailData["removal-to-decide"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const asked = { actor: "committee", action: data.standsBehind ? actions.agree : actions.support, by: null } as const;
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move ?? asked, "committee")} It is about ${organization}${data.standsBehind ? `, and its earliest day is ${weekdayDate(data.carryOutOn)}` : ""}.`,
    otherwise: data.standsBehind
      ? "Without a second person nothing happens, and the member stays."
      : "Until somebody does, the member is not told and nothing happens.",
    body: [
      paragraph(`${reasons[data.because]}.`),
      paragraph("The reasons, and what can be done:"),
      page(place, "committee", place.slug, "removals", data.reference),
    ],
    because: "you are on the committee of this list",
  };
}
