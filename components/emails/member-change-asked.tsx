import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { memberChangeTopic } from "./membership-parts";

/** A rename or a merger, to those who act for the organization and to the committee that reviews it. */
export function memberChangeAsked(data: EmailData["member-change-asked"], place: EmailPlace): EmailText {
  const [organization, newName] = [oneLine(data.organization), oneLine(data.newName)];
  const becomes = data.kind === "rename" ? `${organization} is to be called ${newName}` : `${organization} becomes part of ${newName}`;
  const toCommittee = data.reader === "committee";
  return {
    topic: memberChangeTopic(data),
    lede: toCommittee
      ? `Action needed: ${inSentence(actions.reviewName)}. ${becomes}. Asked on ${longDate(data.on)}.`
      : `No action needed. ${oneLine(data.person)} asked on ${longDate(data.on)}: ${becomes}.`,
    otherwise: toCommittee
      ? "Nothing changes until two of you agree. One objection, with a reason, declines it."
      : "The committee reviews it. Until two people there agree, the roster shows the name it shows now.",
    body: [
      ...(toCommittee ? [] : [paragraph("The reason:"), quote(data.reason)]), // the committee reads it on the page
      paragraph(toCommittee ? "Agree or object:" : "How it stands:"),
      toCommittee ? page(place, "committee", place.slug, "member-changes") : page(place, "membership", place.slug, "name"),
    ],
    because: toCommittee ? "you sit in the committee of this list" : `you act for ${organization}`,
  };
}
