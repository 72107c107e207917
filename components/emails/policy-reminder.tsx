import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { standsFor } from "./recheck-parts";
import { comesLate, followsWithout, policyTopic, ruleChangePage } from "./rule-change-parts";

type Data = EmailData["policy-reminder"];

/** At half time and in the last days before a version of the embargo policy holds; and afterwards to a member that no earlier email has reached. */
export function policyReminder(data: Data, place: EmailPlace): EmailText {
  return {
    topic: policyTopic(data),
    lede: ledeOf(data),
    otherwise: followsWithout,
    body: [
      ...comesLate(data),
      paragraph("The whole text, a summary of it, and the place to accept it. The primary representative can:"),
      ruleChangePage(place, data),
      paragraph("You cannot accept it? Reply to this email: the committee would rather know why."),
    ],
    because: standsFor(data),
  };
}

function ledeOf({ kind, organization, since, showBy, saidNo }: Data): string {
  const who = oneLine(organization);
  if (kind === "late") return `Action needed by ${weekdayDate(showBy)}: read and accept the new version of the embargo policy for ${who}.`;
  const day = weekdayDate(since);
  if (saidNo) return `You said that ${who} does not accept the new version of the embargo policy. It holds from ${day} on.`;
  return `Action needed by ${day}: read and accept the new version of the embargo policy for ${who}. Nobody has accepted it yet.`;
}
