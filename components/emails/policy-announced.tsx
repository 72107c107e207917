import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { standsFor } from "./recheck-parts";
import { policyTopic, ruleChangePage } from "./rule-change-parts";

export function policyAnnounced(data: EmailData["policy-announced"], place: EmailPlace): EmailText {
  return {
    topic: policyTopic(data),
    lede: `Action needed by ${weekdayDate(data.since)}: read and accept the new version of the embargo policy for ${oneLine(data.organization)}.`,
    otherwise: "It holds from that day on. For members that have not accepted it by then, a removal is proposed to the committee.",
    body: [
      paragraph("The whole text, a summary of it, and the place to accept it. The primary representative can:"),
      ruleChangePage(place, data),
    ],
    because: standsFor(data),
  };
}
