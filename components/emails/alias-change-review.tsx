import { whyReviewed } from "@/lib/alias/rules";
import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { aliasChangeReader, aliasChangeTopic } from "./alias-change-parts";
import { type EmailPlace, type EmailText, item, oneLine, page, paragraph } from "./email-text";

const reasons: Readonly<Record<EmailData["alias-change-review"]["why"][number], string>> = {
  "other-domain": "The new address is on a domain that we do not know for the organization.",
  hosted: "The new address is on a domain that many organizations share.",
  confusable: "The new address can be mistaken for somebody else's.",
  "own-address": "One of the representatives signs in with the new address, so whoever reads it can act for the organization.",
  "odd-answer": `${whyReviewed} Check whether people read it.`,
  "dead-alias": "They say that nobody reads the address in use. Speak with a representative, other than by mail, before you agree.",
  committee: "A chair asked for it in the organization's place.",
};

export function aliasChangeReview(data: EmailData["alias-change-review"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const needed = data.why.length > 0;
  return {
    topic: aliasChangeTopic(data),
    lede: needed
      ? `Action needed${data.agreeBy === undefined ? "" : ` by ${weekdayDate(data.agreeBy)}`}: ${inSentence(actions.agreeAlias)}. It is about a new contact alias of ${organization}.`
      : `No action needed. ${organization} ${data.oldAddress === null ? "adds a contact alias" : "changes its contact alias"}.`,
    otherwise: needed
      ? "It takes two of you. Without two agreements nothing changes; one objection stops it."
      : `The new address has until ${weekdayDate(data.answerBy)} to answer, then the waiting time runs. You can stop it at any time.`,
    body: [
      page(place, "committee", place.slug, "alias-changes", data.reference),
      ...(needed ? [paragraph("Why it needs two people on the committee:"), ...data.why.map((each) => item(reasons[each]))] : []),
    ],
    because: aliasChangeReader({ organization, reader: "committee" }),
  };
}
