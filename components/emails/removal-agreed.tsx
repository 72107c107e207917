import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { cureBlocks, reasonBlocks, reasonsWord, removalTopic } from "./removal-parts";

export function removalAgreed(data: EmailData["removal-agreed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const day = weekdayDate(data.carryOutOn);
  const asked = { actor: "member", action: data.forSilence ? actions.answerRecheck : actions.cureOrAppeal, by: data.carryOutOn } as const;
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move ?? asked, "member")} Two people on the committee agreed that ${organization} leaves the list.`,
    otherwise: `It is carried out on ${day} at the earliest. From then on you no longer get early notices; until then nothing changes.`,
    body: [
      paragraph(reasonsWord(data.reasons)),
      ...reasonBlocks(data.reasons),
      ...cureBlocks(data, place),
      paragraph(
        "The way back: show what is missing, or say that we misread something. Two other people will read it, and the day waits for them.",
      ),
      page(place, "membership", place.slug, "removal"),
    ],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
