import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { accessRecoveryTopic } from "./membership-parts";

export function accessRecoveryToDecide(data: EmailData["access-recovery-to-decide"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: accessRecoveryTopic(data),
    lede: `Action needed: ${inSentence(actions.agreeToAccessRecovery)}. ${oneLine(data.person)} asks to take over for ${organization}.`,
    otherwise: `Nothing changes until two of you agree and the waiting time is over, on ${deadline(new Date(data.waitsUntil))}. One objection ends it.`,
    body: [
      paragraph("The contact alias and the domain have been proved. See the proofs, and who was told:"),
      page(place, "committee", place.slug, "access-recoveries"),
    ],
    because: "you sit in the committee of this list",
  };
}
