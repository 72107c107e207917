import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { accessRecoveryTopic } from "./membership-parts";

/** Tells everybody who acted for an organization, and its contact alias, that somebody wants to take over. */
export function accessRecoveryTold(data: EmailData["access-recovery-told"], place: EmailPlace): EmailText {
  const [organization, person] = [oneLine(data.organization), oneLine(data.person)];
  return {
    topic: accessRecoveryTopic(data),
    lede:
      data.waitsUntil === null
        ? `Action needed: ${inSentence(actions.stopAccessRecovery)}. ${person} asks to become the primary representative of ${organization} (${data.reference}).`
        : `Action needed by ${deadline(new Date(data.waitsUntil))}: ${inSentence(actions.stopAccessRecovery)}. ${person} can become the primary representative of ${organization} then.`,
    otherwise:
      data.waitsUntil === null
        ? "It takes proofs from the contact alias and the domain, a waiting time, and two people on the committee. One word of yours ends it."
        : "The contact alias and the domain have been proved. Two people on the committee still have to agree.",
    body: [
      paragraph("They write:"),
      quote(data.words),
      paragraph("Who acts for the organization stops it here, with one button:"),
      page(place, "membership", place.slug, "access-recovery"),
      paragraph(
        'Who only reads the contact alias stops it with the button "This is not ours", behind the link of the email that asked this address, or by a reply to this email.',
      ),
    ],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
