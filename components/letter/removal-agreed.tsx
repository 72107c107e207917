import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { cureBlocks, groundBlocks, groundsWord, removalTopic } from "./removal-parts";

export function removalAgreed(data: LetterData["removal-agreed"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const day = weekdayDate(data.carryOutOn);
  const asked = { actor: "member", action: data.forSilence ? actions.answerRecheck : actions.cureOrAppeal, by: data.carryOutOn } as const;
  return {
    topic: removalTopic(data),
    lede: `${moveSentence(data.move ?? asked, "member")} Two people of the committee agreed that ${organization} leaves the list.`,
    otherwise: `It is carried out on ${day} at the earliest. From then on you no longer get early notices; until then nothing stops.`,
    body: [
      paragraph(groundsWord(data.grounds)),
      ...groundBlocks(data.grounds),
      ...cureBlocks(data, place),
      paragraph(
        "The way back: show what is missing, or say that we misread something. Two other people will read it, and the day waits for them.",
      ),
      page(place, "membership", place.slug, "removal"),
    ],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
