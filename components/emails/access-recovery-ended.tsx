import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { accessRecoveryTopic } from "./membership-parts";

const whyWords: Readonly<Record<EmailData["access-recovery-ended"]["why"], string>> = {
  representative: "somebody who acts for the organization stopped it",
  alias: "a reader of the contact alias said that it is not theirs to give",
  committee: "the committee objected",
  asker: "the request was taken back",
  "end-of-membership": "the organization left the list",
};

export function accessRecoveryEnded(data: EmailData["access-recovery-ended"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: accessRecoveryTopic(data),
    lede: `No action needed. The request ${data.reference} to take over for ${organization} has ended: ${whyWords[data.why]}.`,
    otherwise: "Those who act for the organization are the same as before.",
    body: [
      ...(data.reason === "" ? [] : [paragraph("The reason:"), quote(data.reason)]),
      paragraph("What everybody can see of the list:"),
      page(place, place.slug),
    ],
    because: `you asked to take over for ${organization}, or act for it`,
  };
}
