import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { removalTopic } from "./removal-parts";

const reasons: Readonly<Record<LetterData["removal-to-judge"]["because"], string>> = {
  committee: "Somebody of the committee proposed it",
  "lapsed-recheck": "A re-check was not answered in time",
  "failed-recheck": "A re-check found that a criterion no longer holds",
  "new-criteria": "A new criterion came into force, and the member has not shown that it is met",
  "embargo-policy": "The embargo policy was not accepted or not kept",
};

/** To the committee: somebody has to stand behind a proposal, or a second person has to judge it. */
export function removalToJudge(data: LetterData["removal-to-judge"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const asked = { actor: "committee", action: data.standsBehind ? actions.agree : actions.support, by: null } as const;
  return {
    topic: removalTopic(data),
    lede: `${moveSentence(data.move ?? asked, "committee")} It is about ${organization}${data.standsBehind ? `, and its earliest day is ${weekdayDate(data.carryOutOn)}` : ""}.`,
    otherwise: data.standsBehind
      ? "Without a second person nothing happens, and the member stays."
      : "Until somebody does, the member is not told and nothing happens.",
    body: [
      paragraph(`${reasons[data.because]}.`),
      paragraph("The grounds, and what can be done:"),
      page(place, "committee", place.slug, "removals", data.reference),
    ],
    because: "you are on the committee of this list",
  };
}
