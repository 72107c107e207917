import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { cureBlocks, reasonBlocks, reasonsWord, removalTopic } from "./removal-parts";

/** To the member: the reasons, the date, what would end, how to appeal. The notice period starts with its delivery. */
export function removalProposed(data: EmailData["removal-proposed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const day = weekdayDate(data.carryOutOn);
  const asked = { actor: "member", action: data.forSilence ? actions.answerRecheck : actions.cure, by: data.carryOutOn } as const;
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move ?? asked, "member")} The committee may remove ${organization} from the list.`,
    otherwise: `If a second person agrees and nothing changes, ${organization} leaves the list on ${day} at the earliest. From then on you no longer get early notices.`,
    body: [
      paragraph(reasonsWord(data.reasons)),
      ...reasonBlocks(data.reasons),
      ...cureBlocks(data, place),
      paragraph(
        "The way back: show that what is named above is met, on the page below or by a reply to this email. The committee can stop the removal at any time before that day.",
      ),
      page(place, "membership", place.slug, "removal"),
      paragraph("Once two people have agreed, you can also say there that we misread something. Two others will read it."),
    ],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
