import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { peopleTopic } from "./membership-parts";

export function joinEscalated(data: EmailData["join-escalated"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: peopleTopic(data.organization),
    lede: `Action needed: ${inSentence(actions.answerJoin)}. Somebody has asked since ${weekdayDate(data.askedOn)} to act for ${organization}, and its representatives are silent.`,
    otherwise: "Nothing changes until two of you agree, or one declines. The request stays open.",
    body: [paragraph("The request:"), page(place, "committee", place.slug, "join-requests")],
    because: "you sit in the committee of this list",
  };
}
